package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.search.Query;
import org.shelfmark.aggregate.DistantJobs;
import org.shelfmark.aggregate.JobQuestion;
import org.shelfmark.aggregate.JobValue;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterNames;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.QueryDsl;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.constraint.JobSets;

/**
 * Questions about the jobs of a cluster, which counts by aggregations. Only the few odd jobs are fetched: those of which a value
 * does not stand where it is counted.
 */
final class AskedFigures implements DistantJobs {
    private static final int COUNTED_AT_ONCE = 100;

    private final ClusterQueries queries;
    private final ClusterFields fields;
    private final QueryDsl dsl;
    private final Mapping mapping;
    private final ClusterNames names;

    AskedFigures(ClusterQueries queries, ClusterFields fields, QueryDsl dsl, Mapping mapping, ClusterNames names) {
        this.queries = queries;
        this.fields = fields;
        this.dsl = dsl;
        this.mapping = mapping;
        this.names = names;
    }

    @Override
    public Told ask(Query jobs, List<JobQuestion> questions, Duration limit) throws IOException {
        Map<JobValue, AskedValue> values = values(questions);
        ObjectNode all = dsl.of(jobs);
        List<ObjectNode> odd =
                values.values().stream().flatMap(value -> value.odd().stream()).toList();
        try (FigureView view = new FigureView(queries, limit)) {
            if (view.isOver()) {
                return new Told(0, false);
            }
            if (odd.isEmpty()) {
                return new Told(askUsual(view, all, questions, values), !view.isOver());
            }
            ObjectNode isOdd = FigureView.any(odd);
            long count = askUsual(view, FigureView.without(all, isOdd), questions, values);
            count += askOdd(view, FigureView.both(all, isOdd), questions, values);
            return new Told(count, !view.isOver());
        }
    }

    @Override
    public Optional<List<Long>> count(List<Query> jobs, Duration limit) throws IOException {
        List<Long> counts = new ArrayList<>();
        try (FigureView view = new FigureView(queries, limit)) {
            for (int from = 0; from < jobs.size() && !view.isOver(); from += COUNTED_AT_ONCE) {
                List<Query> some = jobs.subList(from, Math.min(jobs.size(), from + COUNTED_AT_ONCE));
                ObjectNode aggregations = ClusterConnection.JSON.createObjectNode();
                for (int i = 0; i < some.size(); i++) {
                    aggregations.putObject("q" + i).set("filter", dsl.of(some.get(i)));
                }
                JsonNode answer = view.ask(dsl.of(JobSets.ALL), aggregations).path("aggregations");
                for (int i = 0; i < some.size(); i++) {
                    counts.add(answer.path("q" + i).path("doc_count").asLong());
                }
            }
            return view.isOver() ? Optional.empty() : Optional.of(counts);
        }
    }

    private Map<JobValue, AskedValue> values(List<JobQuestion> questions) {
        Map<JobValue, AskedValue> values = new LinkedHashMap<>();
        for (JobQuestion question : questions) {
            question.values().forEach(value -> values.computeIfAbsent(value, this::asked));
        }
        return values;
    }

    private AskedValue asked(JobValue value) {
        return switch (value) {
            case JobValue.OfField of -> new AskedField(of.field(), mapping, fields, dsl, names);
            case JobValue.OfAttribute of -> new AskedAttribute(of.foldedName(), fields, names);
        };
    }

    /** Asks about jobs all of whose values stand where they are counted; how many these are. */
    private static long askUsual(
            FigureView view, ObjectNode query, List<JobQuestion> questions, Map<JobValue, AskedValue> values)
            throws IOException {
        List<Aggregations> asked = new ArrayList<>();
        ObjectNode aggregations = ClusterConnection.JSON.createObjectNode();
        for (JobQuestion question : questions) {
            Aggregations each = asked("q" + asked.size(), question, of(question, values));
            each.ask(aggregations, Aggregations.ROOM / questions.size() / 2);
            asked.add(each);
        }
        JsonNode answer = view.ask(query, aggregations);
        for (Aggregations each : asked) {
            each.read(view, query, answer);
        }
        return FigureView.jobs(answer);
    }

    private static List<AskedValue> of(JobQuestion question, Map<JobValue, AskedValue> values) {
        List<AskedValue> asked = new ArrayList<>();
        for (JobValue value : question.values()) {
            AskedValue known = values.get(value);
            if (known == null) {
                throw new IllegalArgumentException("a value that was not known of: " + value);
            }
            asked.add(known);
        }
        return asked;
    }

    private static Aggregations asked(String name, JobQuestion question, List<AskedValue> values) {
        return switch (question) {
            case JobQuestion.Combinations combinations ->
                new CombinationsAsked(name, values, combinations.most(), combinations.taker());
            case JobQuestion.Extremes extremes -> new ExtremesAsked(name, values.getFirst(), extremes);
            case JobQuestion.Intervals intervals ->
                new IntervalsAsked(
                        name,
                        values.getFirst(),
                        values.size() > 1 ? Optional.of(values.getLast()) : Optional.empty(),
                        intervals);
        };
    }

    /** Fetches odd jobs and tells of each; how many these are. */
    private static long askOdd(
            FigureView view, ObjectNode query, List<JobQuestion> questions, Map<JobValue, AskedValue> values)
            throws IOException {
        if (view.isOver()) {
            return 0;
        }
        long count = FigureView.jobs(view.ask(query, ClusterConnection.JSON.createObjectNode()));
        if (count == 0) {
            return 0;
        }
        if (count > FetchedJobs.MOST) {
            throw new NotCountedException(count + " jobs whose values do not stand where they are counted");
        }
        Set<String> names = new LinkedHashSet<>();
        values.values().forEach(value -> value.addFields(names));
        view.forEach(query, names, source -> {
            for (JobQuestion question : questions) {
                tell(
                        question,
                        of(question, values).stream()
                                .map(value -> value.of(source))
                                .toList());
            }
        });
        return count;
    }

    private static void tell(JobQuestion question, List<AttributeValue> values) {
        switch (question) {
            case JobQuestion.Combinations combinations -> combinations.taker().combination(values, 1);
            case JobQuestion.Extremes extremes -> extremes.add(values.getFirst());
            case JobQuestion.Intervals intervals ->
                intervals.add(values.getFirst(), values.size() > 1 ? values.getLast() : AttributeValue.UNDEFINED, 1);
        }
    }
}
