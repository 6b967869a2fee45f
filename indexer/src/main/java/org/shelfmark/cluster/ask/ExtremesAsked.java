package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.shelfmark.aggregate.JobQuestion;
import org.shelfmark.classad.AttributeValue;

/** The least and the greatest number of some jobs. */
final class ExtremesAsked implements Aggregations {
    private final String name;
    private final AskedValue value;
    private final JobQuestion.Extremes question;
    private final CombinationsAsked allOfAttribute;

    /**
     * A question.
     *
     * @param name of its aggregation in the first request
     */
    ExtremesAsked(String name, AskedValue value, JobQuestion.Extremes question) {
        this.name = name;
        this.value = value;
        this.question = question;
        this.allOfAttribute = new CombinationsAsked(
                name, List.of(value), Integer.MAX_VALUE, (values, jobs) -> question.add(values.getFirst()));
    }

    @Override
    public void ask(ObjectNode aggregations, int room) {
        switch (value) {
            case AskedField field -> Bounds.ask(aggregations, name, field);
            case AskedAttribute attribute -> allOfAttribute.ask(aggregations, room);
        }
    }

    @Override
    public void read(FigureView view, ObjectNode query, JsonNode answer) throws IOException {
        switch (value) {
            case AskedField field -> {
                for (AttributeValue bound : Bounds.read(view, query, answer, name, field)) {
                    question.add(bound);
                }
            }
            case AskedAttribute attribute -> allOfAttribute.read(view, query, answer);
        }
    }
}
