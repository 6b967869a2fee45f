package org.shelfmark.rollup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.EfficiencyBins;
import org.shelfmark.aggregate.JobTotals;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.ArchivedRecords;
import org.shelfmark.document.Columns;
import org.shelfmark.query.Spread;

/**
 * An archived submission: what its summary keeps of its jobs, row by row. The jobs of a row ended alike. Good until the next
 * one is visited; belongs to the visitor's thread. What is not asked for is not read.
 */
public final class CondensedSubmission {
    private static final int OWNED = 1;

    private final SegmentSummaries segment;
    private final int document;
    private final int documentOfIndex;
    private final SubmissionKey key;
    private final String source;
    private final List<CondensedRow> rows = new ArrayList<>();
    private final Map<String, KeptValues> columns = new HashMap<>();
    private @Nullable List<RowTotals> totals;

    /** What one row sums up to. */
    record RowTotals(JobTotals totals, EfficiencyBins efficiency, Deliveries deliveries, ProcRanges procs) {}

    /** What is known of one column, by row: values, or numbers; neither where the column is not kept. */
    private record KeptValues(@Nullable StoredValues values, List<ByteArrayDataInput> numbers) {
        static final KeptValues UNKNOWN = new KeptValues(null, List.of());
    }

    CondensedSubmission(SegmentSummaries segment, int document, int base) throws IOException {
        this.segment = segment;
        this.document = document;
        this.documentOfIndex = base + document;
        this.source = segment.source(document);
        ByteArrayDataInput head = bytes(SummaryColumns.HEAD);
        byte flags = head.readByte();
        String owner = head.readString();
        this.key = SubmissionKey.of(
                source, segment.cluster(document), (flags & OWNED) == 0 ? Optional.empty() : Optional.of(owner));
        int size = head.readVInt();
        for (int row = 0; row < size; row++) {
            long jobs = head.readVLong();
            rows.add(new CondensedRow(this, row, jobs, strings(head)));
        }
    }

    private static Set<String> strings(ByteArrayDataInput in) throws IOException {
        int size = in.readVInt();
        if (size == 0) {
            return Set.of();
        }
        Set<String> strings = new HashSet<>();
        for (int i = 0; i < size; i++) {
            strings.add(in.readString());
        }
        return strings;
    }

    private ByteArrayDataInput bytes(String column) throws IOException {
        ByteArrayDataInput bytes = segment.bytes(column, document);
        if (bytes == null) {
            throw new IOException("a summary has no '" + column + "': the index is damaged");
        }
        return bytes;
    }

    /** Names it. */
    public SubmissionKey key() {
        return key;
    }

    /** Name of the access point as it is spelled. */
    public String source() {
        return source;
    }

    /** Its number in the reader. */
    public int document() {
        return documentOfIndex;
    }

    /** Its jobs by how they ended; no row is empty. */
    public List<CondensedRow> rows() {
        return rows;
    }

    /** How many jobs it has. */
    public long jobs() {
        return rows.stream().mapToLong(CondensedRow::jobs).sum();
    }

    /** Where its records stand, by file and offset. */
    public List<ArchivedRecord> records() throws IOException {
        ByteArrayDataInput in = bytes(Columns.ARCHIVED_RECORDS);
        byte[] all = new byte[in.length()];
        in.readBytes(all, 0, all.length);
        return ArchivedRecords.decode(new BytesRef(all));
    }

    RowTotals totals(int row) throws IOException {
        if (totals == null) {
            ByteArrayDataInput in = bytes(SummaryColumns.TOTALS);
            List<RowTotals> read = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                read.add(new RowTotals(
                        JobTotals.read(in), EfficiencyBins.read(in), Deliveries.read(in), ProcRanges.read(in)));
            }
            totals = read;
        }
        return totals.get(row);
    }

    Spread spread(String column, int row) throws IOException {
        KeptValues kept = column(column);
        if (!kept.numbers().isEmpty()) {
            return StoredNumbers.spread(again(kept.numbers().get(row)));
        }
        StoredValues values = kept.values();
        return values == null ? Spread.Unknown.INSTANCE : values.spread(row);
    }

    /** The values of a column by row; null where it does not keep values as such. */
    @Nullable
    StoredValues values(String column) throws IOException {
        return column(column).values();
    }

    /** The bytes of the numbers of a row; null where the column does not keep numbers as such. */
    @Nullable
    ByteArrayDataInput numbers(String column, int row) throws IOException {
        KeptValues values = column(column);
        return values.numbers().isEmpty() ? null : again(values.numbers().get(row));
    }

    private static ByteArrayDataInput again(ByteArrayDataInput in) {
        in.rewind();
        return in;
    }

    private KeptValues column(String name) throws IOException {
        KeptValues known = columns.get(name);
        if (known == null) {
            ByteArrayDataInput in = segment.keptBytes(name, document);
            known = in == null ? KeptValues.UNKNOWN : read(name, in);
            columns.put(name, known);
        }
        return known;
    }

    private KeptValues read(String name, ByteArrayDataInput in) throws IOException {
        if (in.readByte() == SummaryColumns.VALUES) {
            KeptDictionary dictionary = segment.dictionary(name);
            return new KeptValues(
                    StoredValues.read(dictionary, dictionary.ordinals(document), rows.size(), in), List.of());
        }
        List<ByteArrayDataInput> numbers = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            byte[] bytes = new byte[in.readVInt()];
            in.readBytes(bytes, 0, bytes.length);
            numbers.add(new ByteArrayDataInput(bytes));
        }
        return new KeptValues(null, numbers);
    }
}
