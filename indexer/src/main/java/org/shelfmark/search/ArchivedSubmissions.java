package org.shelfmark.search;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.SubmissionGroups;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.Spread;
import org.shelfmark.rollup.ProcRanges;

/** Adds archived jobs to submissions. Totals are known of whole rows only. One request, one thread. */
final class ArchivedSubmissions {
    /** Text that to a query is the number. */
    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private final SubmissionRequests.Grouping by;
    private final SubmissionGroups groups;
    private final String owner;
    private final String batch;
    private final String dag;
    private final String cmd;
    private long undecidable;

    ArchivedSubmissions(Mapping mapping, SubmissionRequests.Grouping by, SubmissionGroups live) {
        this.by = by;
        this.groups = live;
        this.owner = Columns.of(mapping, mapping.named("owner").orElseThrow());
        this.batch = Columns.of(mapping, mapping.named("batch").orElseThrow());
        this.dag = Columns.of(mapping, mapping.named("dag").orElseThrow());
        this.cmd = Columns.of(mapping, mapping.named("cmd").orElseThrow());
    }

    /** Adds jobs. */
    void add(ArchivedJobs jobs) throws IOException {
        jobs.visit(Set.of(), this::add);
    }

    /** Jobs that may be meant and are in no submission, because totals of parts of rows are not known. */
    long undecidable() {
        return undecidable;
    }

    private void add(MatchingRow row) throws IOException {
        Optional<AttributeValue> value = row.isWhole() ? value(row) : Optional.empty();
        if (value.isEmpty()) {
            undecidable += row.count().most();
            return;
        }
        Optional<AttributeValue> key = key(value.get());
        if (key.isEmpty()) {
            groups.addWithout(row.row().jobs());
        } else {
            groups.addArchived(
                    row.submission().source(), owner(row), key.get(), row.row().totals(), first(row));
        }
    }

    /** What tells submissions apart, undefined where the jobs have none; empty where that is not known. */
    private Optional<AttributeValue> value(MatchingRow row) throws IOException {
        return switch (by) {
            case CLUSTER -> Optional.of(new IntegerValue(row.submission().key().cluster()));
            case BATCH -> batch(row);
            case DAG -> row.row().single(dag);
        };
    }

    /** Text that is not the record's may stand for a list, or be the beginning of a longer one: neither names a batch. */
    private Optional<AttributeValue> batch(MatchingRow row) throws IOException {
        Optional<AttributeValue> single = row.row().single(batch);
        return row.row().isFaithful(batch) ? single : single.filter(value -> !(value instanceof StringValue));
    }

    /** Names of batches are text that is not empty; others are numbers, or text that is one. */
    private Optional<AttributeValue> key(AttributeValue value) {
        if (by == SubmissionRequests.Grouping.BATCH) {
            return value instanceof StringValue text && !text.value().isEmpty() ? Optional.of(value) : Optional.empty();
        }
        if (value instanceof StringValue text && NUMBER.matcher(text.value()).matches()) {
            return Optional.of(new IntegerValue(Long.parseLong(text.value())));
        }
        return value instanceof IntegerValue ? Optional.of(value) : Optional.empty();
    }

    /** Of several spellings the first by the alphabet; null without an owner. */
    private @Nullable String owner(MatchingRow row) throws IOException {
        Optional<String> folded = row.submission().key().owner();
        if (folded.isEmpty() || !(row.row().spread(owner) instanceof Spread.Values spelled)) {
            return folded.orElse(null);
        }
        return spelled.counts().keySet().stream()
                .map(ArchivedSubmissions::text)
                .flatMap(Optional::stream)
                .min(Comparator.naturalOrder())
                .orElse(folded.get());
    }

    private SubmissionGroups.FirstJob first(MatchingRow row) throws IOException {
        List<ProcRanges.Range> procs = row.row().procs().ranges();
        return new SubmissionGroups.FirstJob(
                (double) row.submission().key().cluster(),
                (double) (procs.isEmpty() ? Long.MAX_VALUE : procs.get(0).first()),
                single(row, batch),
                single(row, cmd));
    }

    private static @Nullable String single(MatchingRow row, String column) throws IOException {
        return row.row().single(column).flatMap(ArchivedSubmissions::text).orElse(null);
    }

    private static Optional<String> text(AttributeValue value) {
        return value instanceof StringValue text ? Optional.of(text.value()) : Optional.empty();
    }
}
