package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shelfmark.aggregate.JobQuestion;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.cluster.ClusterConnection;

/**
 * How many jobs have each combination of values. Of one value its terms tell, if they are not too many; of several fields
 * composite aggregations. An attribute that has no field cannot be a part of these: for each of its values, the combinations of
 * the others are asked for.
 */
final class CombinationsAsked implements Aggregations {
    /** A request for each. */
    private static final int MOST_REQUESTS = 1_000;

    /** What is not told of one value at once, is told in pages. */
    private static final int MOST_AT_ONCE = 10_000;

    private final String name;
    private final List<AskedValue> values;
    private final int most;
    private final JobQuestion.Combinations.Taker taker;
    private int room;

    /**
     * A question.
     *
     * @param name of its aggregation in the first request
     * @param most when more than this were told, the others are not
     */
    CombinationsAsked(String name, List<AskedValue> values, int most, JobQuestion.Combinations.Taker taker) {
        this.name = name;
        this.values = List.copyOf(values);
        this.most = most;
        this.taker = taker;
    }

    @Override
    public void ask(ObjectNode aggregations, int free) {
        room = Math.min(free, MOST_AT_ONCE);
        if (values.size() == 1) {
            values.getFirst().ask(aggregations, name, room);
        } else if (!values.isEmpty() && fields().size() == values.size()) {
            new Tuples(fields()).ask(aggregations, name, room, null);
        }
    }

    private List<AskedField> fields() {
        List<AskedField> fields = new ArrayList<>();
        for (AskedValue value : values) {
            if (value instanceof AskedField field) {
                fields.add(field);
            }
        }
        return fields;
    }

    @Override
    public void read(FigureView view, ObjectNode query, JsonNode answer) throws IOException {
        long jobs = FigureView.jobs(answer);
        JsonNode aggregations = answer.path("aggregations");
        if (jobs == 0) {
            return;
        }
        if (values.isEmpty()) {
            taker.combination(List.of(), jobs);
        } else if (values.size() == 1) {
            readOne(view, query, aggregations, jobs);
        } else if (fields().size() == values.size()) {
            Tuples tuples = new Tuples(fields());
            int size = tuples.tell(aggregations, name, taker);
            if (size == room) {
                tuples.tellAll(view, query, Tuples.after(aggregations, name), size, most, taker);
            }
        } else {
            divide(view, query, jobs);
        }
    }

    private void readOne(FigureView view, ObjectNode query, JsonNode aggregations, long jobs) throws IOException {
        Optional<List<AskedValue.Counted>> all = values.getFirst().read(aggregations, name);
        if (all.isPresent()) {
            tell(all.get(), jobs);
            return;
        }
        switch (values.getFirst()) {
            case AskedField field -> new Tuples(List.of(field)).tellAll(view, query, null, 0, most, taker);
            case AskedAttribute attribute -> tell(attributeValues(view, query, attribute), jobs);
        }
    }

    /** The values of an attribute that are too many to be asked for together with something else. */
    private List<AskedValue.Counted> attributeValues(FigureView view, ObjectNode query, AskedAttribute attribute)
            throws IOException {
        if (view.isOver()) {
            return List.of();
        }
        ObjectNode aggregations = ClusterConnection.JSON.createObjectNode();
        attribute.ask(aggregations, name, ROOM / 2);
        return attribute
                .read(view.ask(query, aggregations).path("aggregations"), name)
                .orElseThrow(() -> new NotCountedException("more than " + ROOM / 2 + " values of an attribute"));
    }

    private void tell(List<AskedValue.Counted> all, long jobs) {
        long without = jobs;
        for (AskedValue.Counted counted : all) {
            taker.combination(List.of(counted.value()), counted.jobs());
            without -= counted.jobs();
        }
        if (without > 0) {
            taker.combination(List.of(AttributeValue.UNDEFINED), without);
        }
    }

    /** Asks for each value of the first attribute which combinations the other values have. */
    private void divide(FigureView view, ObjectNode query, long jobs) throws IOException {
        int place = 0;
        while (values.get(place) instanceof AskedField) {
            place++;
        }
        if (!(values.get(place) instanceof AskedAttribute attribute) || view.isOver()) {
            return;
        }
        ObjectNode aggregations = ClusterConnection.JSON.createObjectNode();
        attribute.ask(aggregations, name, MOST_REQUESTS);
        List<AskedAttribute.Term> terms = attribute
                .readTerms(view.ask(query, aggregations).path("aggregations"), name)
                .orElseThrow(() -> new NotCountedException(
                        "more than " + MOST_REQUESTS + " values of an attribute, in combination with others"));
        long without = jobs;
        for (AskedAttribute.Term term : terms) {
            without -= term.jobs();
            askOthers(view, FigureView.both(query, attribute.jobsOf(term)), place, term.value());
        }
        if (without > 0) {
            askOthers(view, FigureView.without(query, attribute.jobsWithAny()), place, AttributeValue.UNDEFINED);
        }
    }

    private void askOthers(FigureView view, ObjectNode query, int place, AttributeValue value) throws IOException {
        if (view.isOver()) {
            return;
        }
        List<AskedValue> others = new ArrayList<>(values);
        others.remove(place);
        CombinationsAsked rest = new CombinationsAsked(name, others, most, (combination, jobs) -> {
            List<AttributeValue> whole = new ArrayList<>(combination);
            whole.add(place, value);
            taker.combination(List.copyOf(whole), jobs);
        });
        ObjectNode aggregations = ClusterConnection.JSON.createObjectNode();
        rest.ask(aggregations, ROOM);
        rest.read(view, query, view.ask(query, aggregations));
    }
}
