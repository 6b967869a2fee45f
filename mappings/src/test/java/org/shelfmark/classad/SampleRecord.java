package org.shelfmark.classad;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A record written as history lines, and a way to evaluate expressions in it: at 2026-11-23T12:00:00Z, in UTC. */
record SampleRecord(Map<String, Expression> attributes) implements AttributeScope {
    static final SampleRecord EMPTY = new SampleRecord(Map.of());

    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

    private static final Evaluator EVALUATOR = new Evaluator(CLOCK, ZoneId.of("UTC"), EvaluationLimits.DEFAULT);

    static SampleRecord of(String lines) {
        Map<String, Expression> attributes = new HashMap<>();
        lines.lines().forEach(line -> {
            int equal = line.indexOf('=');
            byte[] value = line.substring(equal + 1).getBytes(StandardCharsets.UTF_8);
            try {
                attributes.put(
                        AsciiCase.fold(line.substring(0, equal).trim()), ClassAdParser.parse(value, 0, value.length));
            } catch (ClassAdSyntaxException e) {
                throw new IllegalArgumentException(line, e);
            }
        });
        return new SampleRecord(attributes);
    }

    @Override
    public Optional<Expression> attribute(String foldedName) {
        return Optional.ofNullable(attributes.get(foldedName));
    }

    /** The value's text. */
    String evaluate(String expression) throws ClassAdSyntaxException {
        return Unparser.unparse(EVALUATOR.evaluate(ClassAdParser.parse(expression), this));
    }

    Evaluation evaluation(String expression) throws ClassAdSyntaxException {
        return EVALUATOR.evaluateWithin(ClassAdParser.parse(expression), this);
    }
}
