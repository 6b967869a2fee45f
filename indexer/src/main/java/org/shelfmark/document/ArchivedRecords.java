package org.shelfmark.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.archive.RecordLocation;

/**
 * The records that summaries stand for, in the order of their addresses; a record takes about eleven bytes.
 *
 * <p>Encoded as their number, then of each what differs from the record before: file, bytes between the two, length, ProcId,
 * end, row, and the digest as it is.
 */
public final class ArchivedRecords {
    private static final Comparator<ArchivedRecord> BY_ADDRESS = Comparator.comparingInt(ArchivedRecord::fileId)
            .thenComparingLong(record -> record.location().offset());

    private ArchivedRecords() {}

    /** Is told of the records of an index. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * The records of one summary.
         *
         * @param source name of the access point
         * @param cluster ClusterId of all of them
         */
        void summary(String source, long cluster, List<ArchivedRecord> records) throws IOException;
    }

    /** Writes records given in any order. */
    public static BytesRef encode(List<ArchivedRecord> records) {
        List<ArchivedRecord> sorted = new ArrayList<>(records);
        sorted.sort(BY_ADDRESS);
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        try {
            out.writeVInt(sorted.size());
            int file = 0;
            long end = 0;
            long proc = 0;
            long ended = 0;
            for (ArchivedRecord record : sorted) {
                if (record.fileId() != file) {
                    end = 0;
                }
                out.writeZInt(record.fileId() - file);
                // a record may begin within another only in an index that is damaged
                out.writeZLong(record.location().offset() - end);
                out.writeVLong(record.location().lengthBytes());
                out.writeZLong(record.proc() - proc);
                out.writeZLong(record.ended() - ended);
                out.writeVInt(record.row());
                out.writeInt(record.digest());
                file = record.fileId();
                end = record.location().end();
                proc = record.proc();
                ended = record.ended();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return new BytesRef(out.toArrayCopy());
    }

    /** Reads records back. */
    public static List<ArchivedRecord> decode(BytesRef bytes) {
        ByteArrayDataInput in = new ByteArrayDataInput(bytes.bytes, bytes.offset, bytes.length);
        int size = in.readVInt();
        List<ArchivedRecord> records = new ArrayList<>(size);
        int file = 0;
        long end = 0;
        long proc = 0;
        long ended = 0;
        try {
            for (int i = 0; i < size; i++) {
                int step = in.readZInt();
                end = step == 0 ? end : 0;
                file += step;
                RecordLocation location = new RecordLocation(end + in.readZLong(), in.readVLong());
                proc += in.readZLong();
                ended += in.readZLong();
                int row = in.readVInt();
                records.add(new ArchivedRecord(file, location, proc, in.readInt(), ended, row));
                end = location.end();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
        return records;
    }

    /** Visits the records of all summaries of a reader. */
    public static void visit(IndexReader reader, Visitor visitor) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            PostingsEnum summaries = leaf.reader().postings(new Term(Columns.KIND, Columns.SUMMARY), PostingsEnum.NONE);
            if (summaries == null) {
                continue;
            }
            Bits live = leaf.reader().getLiveDocs();
            BinaryDocValues records = DocValues.getBinary(leaf.reader(), Columns.ARCHIVED_RECORDS);
            SortedDocValues sources = DocValues.getSorted(leaf.reader(), Columns.SOURCE);
            NumericDocValues clusters = DocValues.getNumeric(leaf.reader(), Columns.CLUSTER);
            for (int at = summaries.nextDoc(); at != PostingsEnum.NO_MORE_DOCS; at = summaries.nextDoc()) {
                if ((live == null || live.get(at))
                        && records.advanceExact(at)
                        && sources.advanceExact(at)
                        && clusters.advanceExact(at)) {
                    visitor.summary(
                            sources.lookupOrd(sources.ordValue()).utf8ToString(),
                            clusters.longValue(),
                            decode(records.binaryValue()));
                }
            }
        }
    }
}
