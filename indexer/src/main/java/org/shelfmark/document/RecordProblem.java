package org.shelfmark.document;

/** Why a record cannot be indexed as a job; for people, with what was found and in which line. */
public final class RecordProblem extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean withoutAttributes;

    RecordProblem(String reason) {
        this(reason, false);
    }

    private RecordProblem(String reason, boolean withoutAttributes) {
        // an expected outcome of damaged input, thrown often and never shown with a trace
        super(reason, null, false, false);
        this.withoutAttributes = withoutAttributes;
    }

    static RecordProblem noAttributes() {
        return new RecordProblem("the record has a banner but no attributes", true);
    }

    /** Whether nothing but blank lines and comments stands before the banner. */
    public boolean isWithoutAttributes() {
        return withoutAttributes;
    }
}
