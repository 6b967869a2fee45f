package org.shelfmark.generate;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the records on their way into the archive. */
final class Tally {
    private static final int EXIT_CODES = 256;

    private final IdentityHashMap<Submitter, long[]> owners = new IdentityHashMap<>();
    private final long[] exitCodes = new long[EXIT_CODES];
    private final List<ExecuteHost> fleet;
    private final long[] hosts;
    private final Map<Long, Integer> openClusters = new HashMap<>();
    private long clusters;
    private long jobs;
    private long removed;
    private long bySignal;
    private long held;
    private long wallSeconds;

    Tally(List<ExecuteHost> fleet) {
        this.fleet = fleet;
        hosts = new long[fleet.size()];
    }

    long jobs() {
        return jobs;
    }

    void count(Submission submission, JobRun run) {
        jobs++;
        owners.computeIfAbsent(submission.submitter(), submitter -> new long[1])[0]++;
        countCluster(submission);
        switch (run.ending()) {
            case Ending.Exited exited -> exitCodes[exited.code()]++;
            case Ending.Killed killed -> bySignal++;
            case Ending.RemovedRunning removedRunning -> bySignal++;
            case Ending.RemovedIdle removedIdle -> {}
        }
        if (!run.completed()) {
            removed++;
        }
        if (run.held()) {
            held++;
        }
        if (run.ran() && submission.matched()) {
            hosts[run.host().index()]++;
        }
        wallSeconds += run.wallSeconds();
    }

    /** Remembers only clusters with jobs still to come. */
    private void countCluster(Submission submission) {
        if (submission.procs() == 1) {
            clusters++;
            return;
        }
        int seen = openClusters.merge(submission.cluster(), 1, Integer::sum);
        if (seen == 1) {
            clusters++;
        } else if (seen == submission.procs()) {
            openClusters.remove(submission.cluster());
        }
    }

    ArchiveSummary summary(HistoryWriter written) {
        SortedMap<String, Long> perOwner = new TreeMap<>();
        owners.forEach((submitter, count) -> perOwner.put(submitter.owner(), count[0]));
        SortedMap<Integer, Long> perExitCode = new TreeMap<>();
        for (int code = 0; code < EXIT_CODES; code++) {
            if (exitCodes[code] > 0) {
                perExitCode.put(code, exitCodes[code]);
            }
        }
        SortedMap<String, Long> perHost = new TreeMap<>();
        for (ExecuteHost host : fleet) {
            if (hosts[host.index()] > 0) {
                perHost.put(host.name(), hosts[host.index()]);
            }
        }
        return new ArchiveSummary(
                written.files(),
                written.totalBytes(),
                jobs,
                clusters,
                perOwner,
                perExitCode,
                perHost,
                removed,
                bySignal,
                held,
                wallSeconds);
    }
}
