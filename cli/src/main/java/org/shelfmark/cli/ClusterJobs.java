package org.shelfmark.cli;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterUnavailableException;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.search.AroundSearch;
import org.shelfmark.search.FetchedRecord;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;

/** Answers from a cluster that may be away now and then, by {@link ClusterFaults} then. Safe for many threads. */
final class ClusterJobs extends AroundSearch {
    private static final long PATIENCE_SECONDS = 2;

    private final Opening opening;
    private final RecordPlaces records;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable JobSearch cluster;

    /** Opens the cluster. */
    interface Opening {
        /** A search that its caller closes. */
        JobSearch open() throws IOException;
    }

    private ClusterJobs(Opening opening, RecordPlaces records) {
        this.opening = opening;
        this.records = records;
    }

    /** A cluster that must be there. */
    static ClusterJobs opened(Opening opening, RecordPlaces records) throws IOException {
        ClusterJobs jobs = new ClusterJobs(opening, records);
        jobs.cluster = opening.open();
        return jobs;
    }

    /**
     * A cluster that is opened when it is there: now, or when it is asked then.
     *
     * @param filledHere whether this process brings the jobs there, so that they may come later than the cluster
     */
    static ClusterJobs opening(Opening opening, RecordPlaces records, boolean filledHere) throws IOException {
        try {
            return opened(opening, records);
        } catch (ClusterUnavailableException away) {
            return new ClusterJobs(opening, records);
        } catch (IndexUnusableException empty) {
            if (!filledHere) {
                throw empty;
            }
            return new ClusterJobs(opening, records);
        }
    }

    @Override
    protected <T> T answer(Asking<T> asking) throws IOException {
        return ClusterFaults.refusing(() -> asking.ask(cluster()));
    }

    @Override
    public JobSearch keepingAnswers() {
        return new ClusterJobs(() -> cluster().keepingAnswers(), records);
    }

    private JobSearch cluster() throws IOException {
        JobSearch known = cluster;
        return known != null ? known : openedNow();
    }

    /** One request tries it; the others do not wait in a row for what may take each of them seconds. */
    private JobSearch openedNow() throws IOException {
        try {
            if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw ClusterFaults.unavailable("the cluster has not answered yet");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ClusterFaults.unavailable("interrupted while waiting for the cluster");
        }
        try {
            JobSearch known = cluster;
            if (known == null) {
                known = opening.open();
                cluster = known;
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public FetchedRecord record(Requests.OneJob request) throws IOException {
        return answer(jobs -> records.record(jobs, request));
    }

    @Override
    public void close() throws IOException {
        records.close();
        JobSearch known = cluster;
        if (known != null) {
            known.close();
        }
    }
}
