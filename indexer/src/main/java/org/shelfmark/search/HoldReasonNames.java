package org.shelfmark.search;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** HTCondor's names of its hold reason codes, as they stand in NumHoldsByReason. */
final class HoldReasonNames {
    private static final Map<Long, String> NAMES = names();

    private HoldReasonNames() {}

    /** The name of a code; null where it has none. */
    static @Nullable String of(@Nullable Long code) {
        return code == null ? null : NAMES.get(code);
    }

    private static Map<Long, String> names() {
        Map<Long, String> names = new HashMap<>();
        put(names, 0, "Unspecified", "UserRequest");
        put(names, 3, "JobPolicy", "CorruptedCredential", "JobPolicyUndefined", "FailedToCreateProcess");
        put(names, 7, "UnableToOpenOutput", "UnableToOpenInput", "UnableToOpenOutputStream", "UnableToOpenInputStream");
        put(names, 11, "InvalidTransferAck", "TransferOutputError", "TransferInputError", "IwdError");
        put(names, 15, "SubmittedOnHold", "SpoolingInput", "JobShadowMismatch", "InvalidTransferGoAhead");
        put(names, 19, "HookPrepareJobFailure", "MissedDeferredExecutionTime", "StartdHeldJob", "UnableToInitUserLog");
        put(names, 23, "FailedToAccessUserAccount", "NoCompatibleShadow", "InvalidCronSettings");
        put(names, 26, "SystemPolicy", "SystemPolicyUndefined");
        put(names, 32, "MaxTransferInputSizeExceeded", "MaxTransferOutputSizeExceeded", "JobOutOfResources");
        put(names, 35, "InvalidDockerImage", "FailedToCheckpoint");
        put(names, 43, "PreScriptFailed", "PostScriptFailed", "SingularityTestFailed", "JobDurationExceeded");
        put(names, 47, "JobExecuteExceeded", "HookShadowPrepareJobFailure");
        return names;
    }

    private static void put(Map<Long, String> names, long first, String... consecutive) {
        for (int i = 0; i < consecutive.length; i++) {
            names.put(first + i, consecutive[i]);
        }
    }
}
