package org.shelfmark.generate;

/** Why a running job went back to idle. */
enum EvictionCause implements StopCause {
    PREEMPTED("StartdPreemptExpression", 1011, 0, "Claim preempted by the machine's PREEMPT expression"),
    DRAINING("StartdDraining", 1014, 0, "Machine is draining"),
    SHUTDOWN("StartdShutdown", 1013, 0, "Startd is shutting down"),
    RECONNECT("ReconnectFailed", 1008, 0, "Failed to reconnect to the job: lease expired"),
    SCRATCH("ScratchDirError", 1024, 28, "Cannot make scratch directory: errno 28 (No space left on device)");

    private final String label;
    private final int code;
    private final int subCode;
    private final String reason;

    EvictionCause(String label, int code, int subCode, String reason) {
        this.label = label;
        this.code = code;
        this.subCode = subCode;
        this.reason = reason;
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
