package org.shelfmark.generate;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Exact totals over a written archive. Maps hold no zero counts.
 *
 * @param files files written, the active one included
 * @param bytes their sizes together
 * @param jobs records written
 * @param clusters distinct {@code ClusterId} values
 * @param jobsPerOwner records by {@code Owner}
 * @param jobsPerExitCode records by {@code ExitCode}; those without the attribute are in no entry
 * @param jobsPerHost records by machine, which is {@code LastRemoteHost} behind its last {@code @}; those without the
 *     attribute are in no entry
 * @param removed records with {@code JobStatus} 3
 * @param bySignal records with {@code ExitBySignal} true; as in real archives this includes jobs removed while running
 * @param held records with {@code NumHolds}
 * @param remoteWallClockSeconds sum of {@code RemoteWallClockTime}; every value is a whole number
 */
public record ArchiveSummary(
        int files,
        long bytes,
        long jobs,
        long clusters,
        SortedMap<String, Long> jobsPerOwner,
        SortedMap<Integer, Long> jobsPerExitCode,
        SortedMap<String, Long> jobsPerHost,
        long removed,
        long bySignal,
        long held,
        long remoteWallClockSeconds) {
    public ArchiveSummary {
        if (files < 1 || jobs < 1 || clusters < 1 || clusters > jobs) {
            throw new IllegalArgumentException(
                    "an archive of " + files + " files, " + jobs + " jobs and " + clusters + " clusters cannot be");
        }
        jobsPerOwner = copy(jobsPerOwner);
        jobsPerExitCode = copy(jobsPerExitCode);
        jobsPerHost = copy(jobsPerHost);
    }

    private static <K> SortedMap<K, Long> copy(Map<K, Long> counts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
