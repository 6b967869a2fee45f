package org.shelfmark.generate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * What an archive looks like beside its seed and number of jobs.
 *
 * @param rotateBytes size limit of a file as in {@code MAX_HISTORY_LOG}, at least 1024; a file exceeds it by no more
 *     than one banner, unless a single record is larger
 * @param schedd name of the access point, used in host names, job identifiers and domains
 * @param start moment from which the first jobs finish, a whole second from 2000 to 2035 (banners hold 32-bit times)
 * @param users how many people submit, 1 to 10,000; the busiest has many times the jobs of the median one
 * @param arrayJobs so many jobs has every submission, 1 to 100,000; 0 for submissions of all sizes and workflows
 */
public record GeneratorOptions(long rotateBytes, String schedd, Instant start, int users, int arrayJobs) {
    /** HTCondor's own default of {@code MAX_HISTORY_LOG}. */
    public static final long DEFAULT_ROTATE_BYTES = 20_971_520;

    private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?(\\.[a-z0-9-]+)*");
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2035-01-01T00:00:00Z");

    public GeneratorOptions {
        if (rotateBytes < 1024) {
            throw new IllegalArgumentException("rotate bytes is '" + rotateBytes + "', accepted is 1024 or more");
        }
        if (schedd.length() > 120 || !HOST_NAME.matcher(schedd).matches()) {
            throw new IllegalArgumentException(
                    "schedd is '" + schedd + "', accepted is a lower-case host name of at most 120 characters");
        }
        if (start.isBefore(EARLIEST) || start.isAfter(LATEST) || !start.equals(start.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException(
                    "start is '" + start + "', accepted is a whole second from '" + EARLIEST + "' to '" + LATEST + "'");
        }
        if (users < 1 || users > 10_000) {
            throw new IllegalArgumentException("users is '" + users + "', accepted is 1 to 10000");
        }
        if (arrayJobs < 0 || arrayJobs > 100_000) {
            throw new IllegalArgumentException("array jobs is '" + arrayJobs + "', accepted is 0 to 100000");
        }
    }

    /** Options of a mid-sized campus access point: 20 MiB files, 60 users, from Monday 5 January 2026. */
    public static GeneratorOptions defaults() {
        return new GeneratorOptions(
                DEFAULT_ROTATE_BYTES, "ap2001.chtc.example", Instant.parse("2026-01-05T08:00:00Z"), 60, 0);
    }

    public GeneratorOptions withRotateBytes(long rotateBytes) {
        return new GeneratorOptions(rotateBytes, schedd, start, users, arrayJobs);
    }

    public GeneratorOptions withSchedd(String schedd) {
        return new GeneratorOptions(rotateBytes, schedd, start, users, arrayJobs);
    }

    public GeneratorOptions withStart(Instant start) {
        return new GeneratorOptions(rotateBytes, schedd, start, users, arrayJobs);
    }

    public GeneratorOptions withUsers(int users) {
        return new GeneratorOptions(rotateBytes, schedd, start, users, arrayJobs);
    }

    public GeneratorOptions withArrayJobs(int arrayJobs) {
        return new GeneratorOptions(rotateBytes, schedd, start, users, arrayJobs);
    }
}
