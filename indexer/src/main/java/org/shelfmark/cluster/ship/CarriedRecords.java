package org.shelfmark.cluster.ship;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.RecordFrames;
import org.shelfmark.document.PublicRecord;

/** Packs records to be shipped with their jobs, or does not. Safe for many threads. */
final class CarriedRecords implements Closeable {
    private static final String FIELD = "\"" + ClusterFields.RECORD.substring("shelfmark.".length()) + "\":\"";

    private final boolean areShipped;
    private final ConcurrentLinkedQueue<RecordFrames.Packing> idle = new ConcurrentLinkedQueue<>();

    /** @param areShipped whether any are */
    CarriedRecords(boolean areShipped) {
        this.areShipped = areShipped;
    }

    /**
     * What goes with a job.
     *
     * @param at where in its JSON
     * @return null for nothing: no records are shipped, or this one is too large, or must not be
     */
    @Nullable
    CarriedRecord of(PublicRecord record, int at) throws IOException {
        Optional<byte[]> bytes = areShipped ? record.bytes() : Optional.empty();
        if (bytes.isEmpty() || bytes.get().length > RecordFrames.MOST_BYTES) {
            return null;
        }
        RecordFrames.Packing known = idle.poll();
        RecordFrames.Packing packing = known == null ? new RecordFrames.Packing() : known;
        String packed = Base64.getEncoder().encodeToString(packing.packed(bytes.get()));
        idle.add(packing);
        return new CarriedRecord(at, (FIELD + packed + "\",").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() {
        for (RecordFrames.Packing packing = idle.poll(); packing != null; packing = idle.poll()) {
            packing.close();
        }
    }
}
