package org.shelfmark.generate;

/** Why a run stopped without the job being over, as {@code VacateReason...} and {@code HoldReason...} tell it. */
interface StopCause {
    /** Key in {@code NumVacatesByReason} and {@code NumHoldsByReason}. */
    String label();

    int code();

    int subCode();

    String reason();
}
