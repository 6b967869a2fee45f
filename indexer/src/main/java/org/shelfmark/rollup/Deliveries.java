package org.shelfmark.rollup;

import java.io.IOException;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;

/**
 * What jobs brought home, by the expressions of {@link SummarySettings}.
 *
 * @param located jobs whose output was delivered
 * @param lastLocated when the last of them left the queue, in seconds since 1970; 0 without any
 * @param filesDelivered output files of located jobs
 * @param bytesDelivered their bytes
 * @param filesPending output files of the other jobs
 * @param bytesPending their bytes
 */
public record Deliveries(
        long located,
        long lastLocated,
        long filesDelivered,
        long bytesDelivered,
        long filesPending,
        long bytesPending) {
    /** Of no jobs. */
    public static final Deliveries NONE = new Deliveries(0, 0, 0, 0, 0, 0);

    /** These and those of other jobs. */
    public Deliveries plus(Deliveries others) {
        return new Deliveries(
                located + others.located,
                Math.max(lastLocated, others.lastLocated),
                filesDelivered + others.filesDelivered,
                bytesDelivered + others.bytesDelivered,
                filesPending + others.filesPending,
                bytesPending + others.bytesPending);
    }

    void write(DataOutput out) throws IOException {
        out.writeVLong(located);
        out.writeVLong(lastLocated);
        out.writeVLong(filesDelivered);
        out.writeVLong(bytesDelivered);
        out.writeVLong(filesPending);
        out.writeVLong(bytesPending);
    }

    static Deliveries read(DataInput in) throws IOException {
        return new Deliveries(
                in.readVLong(), in.readVLong(), in.readVLong(), in.readVLong(), in.readVLong(), in.readVLong());
    }
}
