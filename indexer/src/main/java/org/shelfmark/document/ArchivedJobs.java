package org.shelfmark.document;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.util.ArrayUtil;
import org.shelfmark.classad.AttributeValue.IntegerValue;

/** The archived jobs of some files, to tell whether a record is of one of them: 8 bytes for each. Safe for many threads. */
public final class ArchivedJobs {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final long[] identities;

    private ArchivedJobs(long[] identities) {
        this.identities = identities;
    }

    /** Reads those of some files, by their numbers in the registry. */
    public static ArchivedJobs of(IndexReader reader, Set<Integer> files) throws IOException {
        Collected jobs = new Collected();
        if (files.isEmpty()) {
            return new ArchivedJobs(jobs.sorted());
        }
        ArchivedRecords.visit(reader, (source, cluster, records) -> {
            for (ArchivedRecord record : records) {
                if (files.contains(record.fileId())) {
                    jobs.add(identity(cluster, record.proc(), record.digest()));
                }
            }
        });
        return new ArchivedJobs(jobs.sorted());
    }

    /** Grows while the records are gone through. */
    private static final class Collected {
        private long[] identities = new long[64];
        private int count;

        void add(long identity) {
            identities = ArrayUtil.grow(identities, count + 1);
            identities[count++] = identity;
        }

        long[] sorted() {
            long[] all = Arrays.copyOf(identities, count);
            Arrays.sort(all);
            return all;
        }
    }

    /** Whether a job is one of them. */
    public boolean contain(JobKey job) {
        return job.cluster() instanceof IntegerValue cluster
                && job.proc() instanceof IntegerValue proc
                && Arrays.binarySearch(identities, identity(cluster.value(), proc.value(), JobDigest.of(job))) >= 0;
    }

    /** Which job, and which of its records; two of a thousand million jobs share one once in twenty indexes. */
    private static long identity(long cluster, long proc, int digest) {
        long mixed = (cluster * FACTOR ^ proc) * FACTOR;
        mixed = (mixed ^ mixed >>> 32 ^ digest) * FACTOR;
        return mixed ^ mixed >>> 29;
    }
}
