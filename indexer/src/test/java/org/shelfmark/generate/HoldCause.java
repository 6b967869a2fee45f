package org.shelfmark.generate;

/** Why a job was held at some time; {@code {user}} in a reason stands for the owner. */
enum HoldCause implements StopCause {
    USER("UserRequest", 1, 0, "via condor_hold (by user {user})", false),
    SUBMITTED("SubmittedOnHold", 15, 0, "submitted on hold at user's request", false),
    SPOOLING("SpoolingInput", 16, 0, "Spooling input data files", false),
    POLICY("JobPolicy", 3, 42, "The job attribute OnExitHold expression 'ExitCode == 42' evaluated to TRUE", true),
    MEMORY("JobOutOfResources", 34, 102, "Error from slot1_3: Job has gone over cgroup memory limit", true),
    INPUT(
            "TransferInputError",
            13,
            256,
            "Transfer input files failure: \"reads.fq.gz\": No such file or directory",
            true),
    OUTPUT("TransferOutputError", 12, 2, "Transfer output files failure: reading from file C:\\out\\result.dat", true),
    DURATION("JobDurationExceeded", 46, 0, "The job exceeded allowed job duration of 72:00:00", true);

    private final String label;
    private final int code;
    private final int subCode;
    private final String reason;
    private final boolean whileRunning;

    HoldCause(String label, int code, int subCode, String reason, boolean whileRunning) {
        this.label = label;
        this.code = code;
        this.subCode = subCode;
        this.reason = reason;
        this.whileRunning = whileRunning;
    }

    /** Whether it ended a run, as opposed to keeping an idle job from starting. */
    boolean whileRunning() {
        return whileRunning;
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public int code() {
        return code;
    }

    @Override
    public int subCode() {
        return subCode;
    }

    @Override
    public String reason() {
        return reason;
    }
}
