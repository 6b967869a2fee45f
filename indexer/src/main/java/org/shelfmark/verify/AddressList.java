package org.shelfmark.verify;

import java.util.Arrays;
import org.apache.lucene.util.IntroSorter;

/**
 * The addresses of the documents of one file, 16 bytes each: the offset and whether a summary stands for the document, then
 * length, whether it is quarantined, and the digest of its job.
 */
final class AddressList {
    /** A longer record is compared as if it had this length; it is not read anyway. */
    private static final long MAX_LENGTH = Integer.MAX_VALUE;

    private static final int LENGTH_SHIFT = 33;
    private static final long QUARANTINED = 1L << 32;
    private static final long ARCHIVED = 1L << 63;

    private long[] packed = new long[64];
    private int count;

    void add(long offset, long lengthBytes, boolean quarantined, int digest) {
        if (packed.length == count * 2) {
            packed = Arrays.copyOf(packed, packed.length * 2);
        }
        packed[count * 2] = offset;
        packed[count * 2 + 1] = Math.min(lengthBytes, MAX_LENGTH) << LENGTH_SHIFT
                | (quarantined ? QUARANTINED : 0)
                | Integer.toUnsignedLong(digest);
        count++;
    }

    /** An address that a summary has. */
    void addArchived(long offset, long lengthBytes, int digest) {
        add(offset | ARCHIVED, lengthBytes, false, digest);
    }

    int size() {
        return count;
    }

    long offset(int place) {
        return packed[place * 2] & ~ARCHIVED;
    }

    /** Whether a summary stands for the job, so that there is no document of its own. */
    boolean isArchived(int place) {
        return (packed[place * 2] & ARCHIVED) != 0;
    }

    long lengthBytes(int place) {
        return packed[place * 2 + 1] >>> LENGTH_SHIFT;
    }

    boolean isQuarantined(int place) {
        return (packed[place * 2 + 1] & QUARANTINED) != 0;
    }

    /** Of the job; 0 for a quarantined record. */
    int digest(int place) {
        return (int) packed[place * 2 + 1];
    }

    boolean hasLength(int place, long lengthBytes) {
        return lengthBytes(place) == Math.min(lengthBytes, MAX_LENGTH);
    }

    /** Sorts by offset. */
    void sort() {
        new IntroSorter() {
            private long pivot;

            @Override
            protected void setPivot(int place) {
                pivot = offset(place);
            }

            @Override
            protected int comparePivot(int place) {
                return Long.compare(pivot, offset(place));
            }

            @Override
            protected void swap(int one, int other) {
                for (int word = 0; word < 2; word++) {
                    long kept = packed[one * 2 + word];
                    packed[one * 2 + word] = packed[other * 2 + word];
                    packed[other * 2 + word] = kept;
                }
            }
        }.sort(0, count);
    }
}
