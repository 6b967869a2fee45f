package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.CaseFolding;
import org.shelfmark.document.JobDigest;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordView;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.CondensedRow;
import org.shelfmark.rollup.CondensedSubmission;
import org.shelfmark.rollup.Summaries;

/**
 * Finds one archived job: its submission knows where its record stands, and which one it is. One request, one thread.
 */
final class ArchivedLookup {
    private final Mapping mapping;
    private final JobLookup lookup;

    ArchivedLookup(Mapping mapping, JobLookup lookup) {
        this.mapping = mapping;
        this.lookup = lookup;
    }

    /**
     * The one archived job that an id stands for, if there is one.
     *
     * @throws SearchException when there is more than one
     */
    Optional<Hit> find(SearchRun run, Requests.OneJob request) throws IOException {
        JobId id = JobId.parse(request.id());
        Optional<String> source = request.source().or(id::source).map(CaseFolding::fold);
        List<Hit> hits = new ArrayList<>();
        Summaries.visit(run.searcher().getIndexReader(), id.cluster(), submission -> {
            if (source.isEmpty() || source.get().equals(submission.key().source())) {
                newest(submission, id).ifPresent(hits::add);
            }
        });
        if (hits.size() > 1) {
            List<String> candidates = hits.stream()
                    .map(hit -> hit.source + ": " + hit.id() + " of owner "
                            + hit.owner().orElse("none"))
                    .sorted()
                    .toList();
            throw new SearchException(
                    SearchException.Kind.AMBIGUOUS,
                    "job " + request.id() + " exists more than once; name the source, or give the GlobalJobId: "
                            + String.join(", ", candidates),
                    candidates);
        }
        return hits.stream().findFirst();
    }

    /** Records of one job of a submission are one job, written twice; the newest counts. */
    private Optional<Hit> newest(CondensedSubmission submission, JobId id) throws IOException {
        for (CondensedRow row : submission.rows()) {
            if (row.procs().contains(id.proc())) {
                Optional<ArchivedRecord> newest = submission.records().stream()
                        .filter(record -> record.proc() == id.proc() && isMeant(record, id))
                        .max(Comparator.comparingLong(ArchivedRecord::ended)
                                .thenComparingInt(ArchivedRecord::fileId)
                                .thenComparingLong(record -> record.location().offset()));
                if (newest.isPresent()) {
                    CondensedRow own = submission.rows().get(newest.get().row());
                    return Optional.of(new Hit(submission, own, id, newest.get()));
                }
            }
        }
        return Optional.empty();
    }

    /** The digest tells whether a record has a GlobalJobId. */
    private static boolean isMeant(ArchivedRecord record, JobId id) {
        if (id.globalJobId().isEmpty()) {
            return true;
        }
        AttributeValue ended = record.ended() == 0 ? AttributeValue.UNDEFINED : new IntegerValue(record.ended());
        return record.digest()
                == JobDigest.of(new JobKey(
                        new IntegerValue(id.cluster()),
                        new IntegerValue(id.proc()),
                        new StringValue(id.globalJobId().get()),
                        ended));
    }

    /** Which job a record is of, as a summary knows it. */
    static JobKey key(Mapping mapping, RecordView view, String source) {
        return new JobKey(
                number(view.clusterId()),
                number(view.procId()),
                view.value(mapping.ofAttribute("GlobalJobId").orElseThrow(), source),
                view.value(mapping.named("ended").orElseThrow(), source));
    }

    private static AttributeValue number(OptionalLong number) {
        return number.isPresent() ? new IntegerValue(number.getAsLong()) : AttributeValue.UNDEFINED;
    }

    /** An archived job. What its summary tells of it is read at once. */
    final class Hit {
        private final String source;
        private final JobId id;
        private final ArchivedRecord record;
        private final Map<String, @Nullable Object> known = new LinkedHashMap<>();
        private final Optional<String> owner;

        private Hit(CondensedSubmission submission, CondensedRow row, JobId id, ArchivedRecord record)
                throws IOException {
            this.source = submission.source();
            this.id = id;
            this.record = record;
            this.owner = submission.key().owner();
            for (FieldMapping field : mapping.fields()) {
                known(row, field)
                        .filter(value -> !(value instanceof AttributeValue.Undefined))
                        .ifPresent(value -> known.put(field.outputName(), JsonValues.plain(value)));
            }
        }

        private Optional<AttributeValue> known(CondensedRow row, FieldMapping field) throws IOException {
            if (field.equals(mapping.ofAttribute("ProcId").orElseThrow())) {
                return Optional.of(new IntegerValue(id.proc()));
            }
            if (field.equals(mapping.named("ended").orElseThrow())) {
                return record.ended() == 0 ? Optional.empty() : Optional.of(new IntegerValue(record.ended()));
            }
            if (field.source() instanceof FieldSource.ArchiveSource) {
                return Optional.of(new StringValue(source));
            }
            ArchivedColumn column = ArchivedColumn.of(mapping, field);
            return row.single(column.name()).map(column::value);
        }

        /** {@code source#cluster.proc}. */
        String id() {
            return source + "#" + id.cluster() + "." + id.proc();
        }

        /** Folded; empty where the job has none. */
        Optional<String> owner() {
            return owner;
        }

        /** Where its record stands. */
        RecordAddress address() {
            return new RecordAddress(source, record.fileId(), record.location());
        }

        /** Where its record stands in its file. */
        long offset() {
            return record.location().offset();
        }

        /**
         * Its record.
         *
         * @throws SearchException when neither archive nor vault has it
         */
        JobLookup.Placed record(IndexSnapshot snapshot) {
            try {
                return fetched(snapshot);
            } catch (SearchException gone) {
                throw new SearchException(
                        gone.kind(),
                        "job " + id() + " is archived (" + known.getOrDefault("status", "in a state that is not known")
                                + "); " + gone.getMessage());
            }
        }

        private JobLookup.Placed fetched(IndexSnapshot snapshot) {
            JobKey key = new JobKey(
                    new IntegerValue(id.cluster()),
                    new IntegerValue(id.proc()),
                    AttributeValue.UNDEFINED,
                    AttributeValue.UNDEFINED);
            return lookup.view(snapshot, address(), key, this::checked);
        }

        private RecordView checked(RecordView view) {
            if (JobDigest.of(key(mapping, view, source)) != record.digest()) {
                throw new SearchException(
                        SearchException.Kind.RECORD_CHANGED,
                        "the record of " + id() + " is not at byte " + offset() + " of its archive any more: another"
                                + " record of a job of this id stands there");
            }
            return view;
        }

        /** The job as an answer: all of its record, or what its summary tells and why that is all. */
        Map<String, @Nullable Object> print(
                IndexSnapshot snapshot, JobPrinter printer, List<OutputColumns.Column> columns) {
            Map<String, @Nullable Object> job = new LinkedHashMap<>();
            try {
                JobLookup.Placed found = fetched(snapshot);
                job.putAll(printer.print(
                        new TailScan.Found(id(), source, found.place(), offset(), found.record()), columns));
                // ids may stand in the banner alone, and codes that are none have no word in a record
                known.forEach((name, value) -> job.replace(name, null, value));
            } catch (SearchException gone) {
                job.put("id", id());
                job.putAll(known);
                job.put("record", String.valueOf(gone.getMessage()));
            }
            job.put("archived", true);
            return job;
        }
    }
}
