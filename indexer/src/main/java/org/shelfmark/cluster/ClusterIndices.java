package org.shelfmark.cluster;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Names of the indices of one Shelfmark in a cluster. All times are UTC.
 *
 * @param prefix what they begin with
 */
public record ClusterIndices(String prefix) {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu.MM").withZone(ZoneOffset.UTC);

    /** From the first month that HTCondor could have written to the last that a date has four digits in. */
    private static final long FIRST_SECOND = 0;

    private static final long LAST_SECOND = 253_402_300_799L;

    /** 2000 to 2049: clocks that went wrong, or records made by hand, must not fill a cluster with indices. */
    private static final long FIRST_MONTH = 946_684_800;

    private static final long AFTER_LAST_MONTH = 2_524_608_000L;

    /**
     * The index of a job by the moment at which it left the queue, in seconds since 1970; 0 when that is unknown. Of the same
     * record always the same one.
     */
    public String jobs(long ended) {
        return FIRST_MONTH <= ended && ended < AFTER_LAST_MONTH
                ? prefix + "-jobs-" + MONTH.format(Instant.ofEpochSecond(ended))
                : prefix + "-jobs-undated";
    }

    /** Whether a moment can be told as a date of the calendar: in years of four digits, after 1970 has begun. */
    static boolean isDate(long seconds) {
        return FIRST_SECOND < seconds && seconds <= LAST_SECOND;
    }

    /** Every index of jobs, and of records that could not be understood. */
    public String allJobs() {
        return prefix + "-jobs-*";
    }

    /** The records that could not be understood. */
    public String problems() {
        return prefix + "-jobs-problems";
    }

    /** One document for each archive file. */
    public String files() {
        return prefix + "-files";
    }

    /** One document for each Shelfmark that ships, with its positions. */
    public String shippers() {
        return prefix + "-shippers";
    }

    /** One document for each attribute name and kind of value. */
    public String names() {
        return prefix + "-names";
    }

    /** One document for each archived submission, and for each that must not be archived for a while. */
    public String summaries() {
        return prefix + "-summaries";
    }

    /** One document that says what all the others are, and one that says what is being archived. */
    public String format() {
        return prefix + "-format";
    }
}
