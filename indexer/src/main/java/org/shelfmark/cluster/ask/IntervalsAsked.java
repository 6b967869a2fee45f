package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shelfmark.aggregate.JobQuestion;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.cluster.ClusterConnection;

/**
 * How many jobs lie in each interval. Where the cluster can tell the numbers from each other, and the intervals from the least
 * number to the greatest are not too many, by ranges; else by the numbers themselves.
 */
final class IntervalsAsked implements Aggregations {
    /** More values are not counted in each interval. */
    private static final int MOST_DIVIDING = 10_000;

    private final String name;
    private final AskedValue value;
    private final Optional<AskedValue> by;
    private final JobQuestion.Intervals question;
    private int room;

    /**
     * A question.
     *
     * @param name of its aggregation in the first request
     */
    IntervalsAsked(String name, AskedValue value, Optional<AskedValue> by, JobQuestion.Intervals question) {
        this.name = name;
        this.value = value;
        this.by = by;
        this.question = question;
    }

    @Override
    public void ask(ObjectNode aggregations, int free) {
        room = Math.min(free, MOST_DIVIDING);
        if (value instanceof AskedField field) {
            Bounds.ask(aggregations, name, field);
            by.ifPresent(dividing -> dividing.ask(aggregations, name + "by", room));
        }
    }

    @Override
    public void read(FigureView view, ObjectNode query, JsonNode answer) throws IOException {
        if (!(value instanceof AskedField field)) {
            readNumbers(view, query);
            return;
        }
        List<AttributeValue> bounds = Bounds.read(view, query, answer, name, field);
        if (bounds.isEmpty()) {
            return;
        }
        Optional<Ranges> ranges = Ranges.between(question.bins(), bounds.getFirst(), bounds.getLast());
        Optional<List<AskedValue.Counted>> dividing =
                by.flatMap(known -> known.read(answer.path("aggregations"), name + "by"));
        if (ranges.isEmpty() || (by.isPresent() && dividing.isEmpty())) {
            readNumbers(view, query);
        } else {
            readRanges(view, query, field, ranges.get(), dividing.map(List::size));
        }
    }

    /** Asks for all numbers. */
    private void readNumbers(FigureView view, ObjectNode query) throws IOException {
        List<AskedValue> values = new ArrayList<>(List.of(value));
        by.ifPresent(values::add);
        CombinationsAsked numbers = new CombinationsAsked(
                name,
                values,
                Integer.MAX_VALUE,
                (combination, jobs) -> question.add(
                        combination.getFirst(),
                        by.isPresent() ? combination.getLast() : AttributeValue.UNDEFINED,
                        jobs));
        if (!view.isOver()) {
            ObjectNode aggregations = ClusterConnection.JSON.createObjectNode();
            numbers.ask(aggregations, ROOM);
            numbers.read(view, query, view.ask(query, aggregations));
        }
    }

    /** Counts in all intervals, and then divides those that have jobs. */
    private void readRanges(
            FigureView view, ObjectNode query, AskedField field, Ranges ranges, Optional<Integer> dividing)
            throws IOException {
        List<Ranges.Range> filled = new ArrayList<>();
        for (JsonNode bucket : count(view, query, field, ranges.all(), Optional.empty())) {
            long jobs = bucket.path("doc_count").asLong();
            if (jobs > 0) {
                Ranges.Range range = ranges.all().get(bucket.path("key").asInt());
                filled.add(range);
                question.into().add(range.key(), jobs);
            }
        }
        int values = dividing.orElse(0);
        if (values == 0) {
            return;
        }
        int atOnce = Math.max(1, ROOM / (values + 1));
        for (int from = 0; from < filled.size() && !view.isOver(); from += atOnce) {
            divide(view, query, field, filled.subList(from, Math.min(filled.size(), from + atOnce)), values);
        }
    }

    private void divide(FigureView view, ObjectNode query, AskedField field, List<Ranges.Range> some, int values)
            throws IOException {
        for (JsonNode bucket : count(view, query, field, some, Optional.of(values))) {
            long key = some.get(bucket.path("key").asInt()).key();
            by.flatMap(known -> known.read(bucket, "by"))
                    .orElseThrow(() -> new NotCountedException("more than " + values + " values in an interval"))
                    .forEach(counted -> question.into().add(key, counted.value(), counted.jobs()));
        }
    }

    /** The buckets of some ranges, whose keys are their places. */
    private JsonNode count(
            FigureView view, ObjectNode query, AskedField field, List<Ranges.Range> some, Optional<Integer> values)
            throws IOException {
        if (view.isOver()) {
            return ClusterConnection.JSON.createArrayNode();
        }
        ObjectNode aggregations = ClusterConnection.JSON.createObjectNode();
        ObjectNode aggregation = aggregations.putObject(name);
        ArrayNode wanted =
                aggregation.putObject("range").put("field", field.name()).putArray("ranges");
        for (int place = 0; place < some.size(); place++) {
            some.get(place).addTo(wanted.addObject().put("key", Integer.toString(place)));
        }
        values.ifPresent(count -> by.orElseThrow().ask(aggregation.putObject("aggs"), "by", count));
        return view.ask(query, aggregations).path("aggregations").path(name).path("buckets");
    }
}
