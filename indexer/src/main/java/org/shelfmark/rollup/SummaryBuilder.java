package org.shelfmark.rollup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.ArchivedRecords;
import org.shelfmark.document.Columns;

/**
 * Makes the summary of a submission from its jobs, or from an earlier summary and more jobs: the same one, whatever was
 * archived first. Belongs to one thread.
 */
final class SummaryBuilder {
    private final SubmissionKey key;
    private final String source;
    private final KeptColumns kept;
    private final List<KeptColumn> columns;
    /** By the values that the jobs of a row have in common; empty where an earlier summary did not keep them. */
    private final Map<List<Optional<AttributeValue>>, RowTally> rows = new LinkedHashMap<>();

    private final List<ArchivedRecord> earlierRecords = new ArrayList<>();
    private final List<ArchivedRecord> newRecords = new ArrayList<>();

    /**
     * Begins with no jobs.
     *
     * @param source the name of the access point as it is spelled
     */
    SummaryBuilder(SubmissionKey key, String source, KeptColumns kept) {
        this.key = key;
        this.source = source;
        this.kept = kept;
        this.columns = kept.all();
    }

    /** How many jobs have been taken in. */
    long jobs() {
        return rows.values().stream().mapToLong(RowTally::jobs).sum();
    }

    /** Takes in the job that a reader stands at. */
    void add(JobOfSegment job) throws IOException {
        List<Optional<AttributeValue>> common = new ArrayList<>();
        for (KeptColumn column : kept.oneByRow()) {
            common.add(Optional.of(job.value(column)));
        }
        RowTally row = row(common);
        job.addTo(row.totals);
        row.efficiency.add(job.efficiency());
        row.deliveries = row.deliveries.plus(job.deliveries());
        row.addProc(job.proc());
        for (int i = 0; i < columns.size(); i++) {
            KeptColumn column = columns.get(i);
            ValueTally values = row.values[i];
            NumberSpread numbers = row.numbers[i];
            if (values != null) {
                values.add(job.value(column), 1);
            } else if (numbers != null) {
                numbers.add(job.value(column));
            }
            if (!row.unfaithful.get(i) && !job.isFaithful(column)) {
                row.unfaithful.set(i);
            }
        }
        newRecords.add(job.record(row.place));
    }

    /** Takes in all that an earlier summary of the submission has. */
    void add(CondensedSubmission earlier) throws IOException {
        int[] places = new int[earlier.rows().size()];
        for (CondensedRow row : earlier.rows()) {
            List<Optional<AttributeValue>> common = new ArrayList<>();
            for (KeptColumn column : kept.oneByRow()) {
                common.add(row.single(column.name()));
            }
            RowTally into = row(common);
            places[row.place()] = into.place;
            into.totals.merge(row.totals());
            into.efficiency.merge(row.efficiency());
            into.deliveries = into.deliveries.plus(row.deliveries());
            into.procs = into.procs.with(row.procs());
            for (int i = 0; i < columns.size(); i++) {
                String column = columns.get(i).name();
                ValueTally values = into.values[i];
                NumberSpread numbers = into.numbers[i];
                if (values != null) {
                    values.add(row.spread(column));
                } else if (numbers != null) {
                    row.addTo(numbers, column);
                }
                if (!row.isFaithful(column)) {
                    into.unfaithful.set(i);
                }
            }
        }
        for (ArchivedRecord record : earlier.records()) {
            earlierRecords.add(new ArchivedRecord(
                    record.fileId(),
                    record.location(),
                    record.proc(),
                    record.digest(),
                    record.ended(),
                    places[record.row()]));
        }
    }

    private RowTally row(List<Optional<AttributeValue>> common) {
        return rows.computeIfAbsent(common, values -> new RowTally(rows.size(), columns));
    }

    /** Where the records of the jobs stand that were taken in one by one. */
    List<ArchivedRecord> newRecords() {
        return Collections.unmodifiableList(newRecords);
    }

    /** The document that takes the place of those of the jobs. */
    Document build() throws IOException {
        Document document = new Document();
        document.add(new StringField(Columns.KIND, Columns.NO_JOB, Field.Store.NO));
        document.add(new StringField(Columns.KIND, Columns.SUMMARY, Field.Store.NO));
        document.add(new StringField(SubmissionKey.FIELD, key.term().text(), Field.Store.NO));
        document.add(SortedDocValuesField.indexedField(Columns.SOURCE, new BytesRef(source)));
        document.add(NumericDocValuesField.indexedField(Columns.CLUSTER, key.cluster()));
        add(document, SummaryColumns.HEAD, head());
        add(document, SummaryColumns.TOTALS, totals());
        for (int i = 0; i < columns.size(); i++) {
            add(document, KeptColumn.storedAs(columns.get(i).name()), column(document, i));
        }
        List<ArchivedRecord> records = new ArrayList<>(earlierRecords);
        records.addAll(newRecords);
        document.add(new BinaryDocValuesField(Columns.ARCHIVED_RECORDS, ArchivedRecords.encode(records)));
        return document;
    }

    private ByteBuffersDataOutput head() throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        out.writeByte((byte) (key.owner().isPresent() ? 1 : 0));
        out.writeString(key.owner().orElse(""));
        out.writeVInt(rows.size());
        for (RowTally row : rows.values()) {
            out.writeVLong(row.jobs());
            List<String> unfaithful = new ArrayList<>();
            row.unfaithful.stream()
                    .forEach(place -> unfaithful.add(columns.get(place).name()));
            out.writeVInt(unfaithful.size());
            for (String column : unfaithful) {
                out.writeString(column);
            }
        }
        return out;
    }

    private ByteBuffersDataOutput totals() throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        for (RowTally row : rows.values()) {
            row.totals.write(out);
            row.efficiency.write(out);
            row.deliveries.write(out);
            row.allProcs().write(out);
        }
        return out;
    }

    private ByteBuffersDataOutput column(Document document, int place) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        switch (columns.get(place).keeping()) {
            case KeptColumn.Keeping.OneByRow one -> writeValues(document, out, place, commonValues(columns.get(place)));
            case KeptColumn.Keeping.Counted counted ->
                writeValues(
                        document,
                        out,
                        place,
                        rows.values().stream()
                                .map(row -> Objects.requireNonNull(row.values[place]))
                                .toList());
            case KeptColumn.Keeping.Tallied tallied -> writeNumbers(out, place);
            case KeptColumn.Keeping.Binned binned -> writeNumbers(out, place);
        }
        return out;
    }

    private void writeNumbers(ByteBuffersDataOutput out, int place) throws IOException {
        out.writeByte(SummaryColumns.NUMBERS);
        for (RowTally row : rows.values()) {
            ByteBuffersDataOutput numbers = new ByteBuffersDataOutput();
            Objects.requireNonNull(row.numbers[place]).write(numbers);
            // a row is skipped by its length
            out.writeVInt(Math.toIntExact(numbers.size()));
            numbers.copyTo(out);
        }
    }

    private void writeValues(Document document, ByteBuffersDataOutput out, int place, List<ValueTally> tallies)
            throws IOException {
        ValueDictionary dictionary = new ValueDictionary();
        for (ValueTally row : tallies) {
            row.addTo(dictionary);
        }
        dictionary.write(document, KeptColumn.dictionaryOf(columns.get(place).name()));
        out.writeByte(SummaryColumns.VALUES);
        for (ValueTally row : tallies) {
            row.write(out, dictionary);
        }
    }

    private List<ValueTally> commonValues(KeptColumn column) {
        int place = kept.oneByRow().indexOf(column);
        List<ValueTally> tallies = new ArrayList<>();
        rows.forEach((common, row) -> {
            ValueTally tally = new ValueTally();
            Optional<AttributeValue> value = common.get(place);
            if (value.isPresent()) {
                tally.add(value.get(), row.jobs());
            } else {
                tally.forget();
            }
            tallies.add(tally);
        });
        return tallies;
    }

    private static void add(Document document, String column, ByteBuffersDataOutput bytes) {
        document.add(new BinaryDocValuesField(column, new BytesRef(bytes.toArrayCopy())));
    }
}
