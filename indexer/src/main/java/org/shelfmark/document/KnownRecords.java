package org.shelfmark.document;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Of each of many clusters a record to compare with; which one is found changes the speed only. */
final class KnownRecords {
    private static final int SLOTS = 1 << 8;
    private static final byte[] CLUSTER = "ClusterId = ".getBytes(StandardCharsets.ISO_8859_1);
    /** A banner names the cluster behind its offset. */
    private static final int MAX_BYTES_BEFORE = 40;

    private final @Nullable KnownRecord[] records = new KnownRecord[SLOTS];
    private KnownRecord latest = KnownRecord.NONE;

    /** The record of a cluster, or else the one that was kept last. */
    KnownRecord find(int cluster) {
        KnownRecord known = records[slot(cluster)];
        return known != null && known.cluster() == cluster ? known : latest;
    }

    void keep(KnownRecord record) {
        records[slot(record.cluster())] = record;
        latest = record;
    }

    /** Forgets everything. */
    void clear() {
        Arrays.fill(records, null);
        latest = KnownRecord.NONE;
    }

    private static int slot(int cluster) {
        return (cluster * 0x9E3779B9) >>> 24;
    }

    /** A number for the cluster that a banner names, 0 where it is not written as HTCondor writes it. */
    static int cluster(byte[] bytes, int banner) {
        int last = Math.min(bytes.length - CLUSTER.length, banner + MAX_BYTES_BEFORE);
        for (int at = banner; at < last; at++) {
            if (bytes[at] == CLUSTER[0] && Arrays.equals(bytes, at, at + CLUSTER.length, CLUSTER, 0, CLUSTER.length)) {
                int number = 0;
                for (int i = at + CLUSTER.length; i < bytes.length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
                    number = number * 10 + bytes[i];
                }
                return number;
            }
        }
        return 0;
    }
}
