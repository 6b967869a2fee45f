package org.shelfmark.document;

/** Why a record cannot be indexed as a job; for people, with what was found and in which line. */
public final class RecordProblem extends Exception {
    private static final long serialVersionUID = 1L;

    RecordProblem(String reason) {
        // an expected outcome of damaged input, thrown often and never shown with a trace
        super(reason, null, false, false);
    }
}
