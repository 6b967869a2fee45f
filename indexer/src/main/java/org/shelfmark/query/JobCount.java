package org.shelfmark.query;

/**
 * How many of some jobs are meant, as far as it is known.
 *
 * @param least so many certainly are
 * @param most no more are; {@code least} where it is known
 */
public record JobCount(long least, long most) {
    /** None. */
    public static final JobCount NONE = new JobCount(0, 0);

    /** Rejects bounds that no number of jobs has. */
    public JobCount {
        if (least < 0 || most < least) {
            throw new IllegalArgumentException("no number of jobs lies between " + least + " and " + most);
        }
    }

    /** So many. */
    public static JobCount exactly(long jobs) {
        return new JobCount(jobs, jobs);
    }

    /** Any number up to this one. */
    public static JobCount upTo(long jobs) {
        return new JobCount(0, jobs);
    }

    /** Whether the number is known. */
    public boolean isExact() {
        return least == most;
    }

    /** Jobs of which it is not known whether they are meant. */
    public long undecided() {
        return most - least;
    }

    /** Those of other jobs, too. */
    public JobCount plus(JobCount others) {
        return new JobCount(least + others.least, most + others.most);
    }

    /** Those that are meant both here and there, of so many jobs. */
    public JobCount and(JobCount other, long jobs) {
        return new JobCount(Math.max(0, least + other.least - jobs), Math.min(most, other.most));
    }

    /** Those that are meant here or there, of so many jobs. */
    public JobCount or(JobCount other, long jobs) {
        return new JobCount(Math.max(least, other.least), Math.min(jobs, most + other.most));
    }

    /** The others of so many jobs. */
    JobCount not(long jobs) {
        return new JobCount(jobs - most, jobs - least);
    }

    /**
     * Those in a part of the jobs.
     *
     * @param jobs all of them
     * @param part jobs in the part
     */
    JobCount within(long part, long jobs) {
        return new JobCount(Math.max(0, least + part - jobs), Math.min(part, most));
    }
}
