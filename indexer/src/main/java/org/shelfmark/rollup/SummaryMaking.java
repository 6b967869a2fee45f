package org.shelfmark.rollup;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.mapping.Mapping;

/** Makes the summaries of chosen submissions, some at a time. Belongs to one thread. */
final class SummaryMaking {
    private final DirectoryReader reader;
    private final Mapping mapping;
    private final KeptColumns kept;
    private final DeliveryExpressions deliveries;
    private final Selection selection;

    /**
     * A summary that is finished.
     *
     * @param extended whether it takes the place of an earlier one
     */
    record Made(Candidate candidate, SummaryBuilder builder, boolean extended) {}

    SummaryMaking(
            DirectoryReader reader,
            Mapping mapping,
            KeptColumns kept,
            DeliveryExpressions deliveries,
            Selection selection) {
        this.reader = reader;
        this.mapping = mapping;
        this.kept = kept;
        this.deliveries = deliveries;
        this.selection = selection;
    }

    /**
     * The summaries of the submissions at places [from, to), and where the jobs stand that they are made of.
     *
     * @param left is told of submissions that cannot have a summary
     */
    List<Made> make(int from, int to, LeftAlone left) throws IOException {
        List<Optional<SummaryBuilder>> builders = new ArrayList<>();
        List<Made> made = new ArrayList<>();
        List<Optional<String>> reasons = tooManyValues(from, to);
        for (int place = from; place < to; place++) {
            Candidate candidate = selection.chosen().get(place);
            Optional<String> reason = reasons.get(place - from);
            if (reason.isPresent()) {
                left.add(reason.get(), candidate.key.name(), candidate.jobs);
                builders.add(Optional.empty());
                continue;
            }
            SummaryBuilder builder = new SummaryBuilder(candidate.key, candidate.source, kept);
            Summaries.visit(reader, candidate.key, builder::add);
            builders.add(Optional.of(builder));
            made.add(new Made(candidate, builder, builder.jobs() > 0));
        }
        for (LeafReaderContext leaf : segments(from, to)) {
            JobOfSegment job = new JobOfSegment(mapping, leaf, deliveries);
            selection.forEach(leaf, from, to, (document, place) -> {
                Optional<SummaryBuilder> builder = builders.get(place - from);
                if (builder.isPresent()) {
                    job.moveTo(document);
                    builder.get().add(job);
                }
            });
        }
        return made;
    }

    /** The segments with jobs of submissions at places [from, to): to begin reading one takes a while. */
    private List<LeafReaderContext> segments(int from, int to) {
        return reader.leaves().stream()
                .filter(leaf -> selection.hasJobs(leaf, from, to))
                .toList();
    }

    /** By place, why a summary would have too many rows. */
    private List<Optional<String>> tooManyValues(int from, int to) throws IOException {
        List<KeptColumn> columns = kept.oneByRow();
        List<List<Set<AttributeValue>>> values = new ArrayList<>();
        for (int place = from; place < to; place++) {
            List<Set<AttributeValue>> bySubmission = new ArrayList<>();
            columns.forEach(column -> bySubmission.add(new HashSet<>()));
            values.add(bySubmission);
            Summaries.visit(
                    reader, selection.chosen().get(place).key, earlier -> addEarlier(bySubmission, columns, earlier));
        }
        for (LeafReaderContext leaf : segments(from, to)) {
            JobOfSegment job = new JobOfSegment(mapping, leaf, deliveries);
            selection.forEach(leaf, from, to, (document, place) -> {
                job.moveTo(document);
                for (int column = 0; column < columns.size(); column++) {
                    add(values.get(place - from).get(column), job.value(columns.get(column)));
                }
            });
        }
        List<Optional<String>> reasons = new ArrayList<>();
        for (List<Set<AttributeValue>> bySubmission : values) {
            Optional<String> reason = Optional.empty();
            for (int column = 0; column < columns.size() && reason.isEmpty(); column++) {
                if (bySubmission.get(column).size() > SummarySettings.MOST_VALUES) {
                    reason = Optional.of("'" + columns.get(column).spelling() + "' has more than "
                            + SummarySettings.MOST_VALUES + " values");
                }
            }
            reasons.add(reason);
        }
        return reasons;
    }

    private static void addEarlier(
            List<Set<AttributeValue>> values, List<KeptColumn> columns, CondensedSubmission earlier)
            throws IOException {
        for (CondensedRow row : earlier.rows()) {
            for (int column = 0; column < columns.size(); column++) {
                Optional<AttributeValue> value = row.single(columns.get(column).name());
                if (value.isPresent()) {
                    add(values.get(column), value.get());
                }
            }
        }
    }

    /** One more than are allowed is enough to know. */
    private static void add(Set<AttributeValue> values, AttributeValue value) {
        if (values.size() <= SummarySettings.MOST_VALUES) {
            values.add(value);
        }
    }
}
