package org.shelfmark.query;

/** Whether a value is meant. */
public enum Verdict {
    /** It is. */
    YES,
    /** It is not. */
    NO,
    /** What is known of it does not tell. */
    OPEN;

    /** How many of so many jobs are meant that have such a value. */
    JobCount of(long jobs) {
        return switch (this) {
            case YES -> JobCount.exactly(jobs);
            case NO -> JobCount.NONE;
            case OPEN -> JobCount.upTo(jobs);
        };
    }
}
