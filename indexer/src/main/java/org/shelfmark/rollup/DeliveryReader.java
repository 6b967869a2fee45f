package org.shelfmark.rollup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.shelfmark.aggregate.Dimension;
import org.shelfmark.aggregate.SegmentValues;
import org.shelfmark.classad.AttributeScope;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.document.IndexedAd;
import org.shelfmark.mapping.Mapping;

/**
 * What jobs of a segment brought home, as far as the index knows their records: columns, and the terms of attributes without
 * one, where a nested ad stands as its text. One thread.
 */
final class DeliveryReader implements AttributeScope {
    private final SummarySettings settings;
    private final Evaluator evaluator;
    private final IndexedAd ad;
    private final Map<String, SegmentValues> withoutField = new HashMap<>();
    private int document;

    DeliveryReader(
            DeliveryExpressions expressions,
            Mapping mapping,
            LeafReaderContext segment,
            Map<String, Dimension> withoutField)
            throws IOException {
        this.settings = expressions.settings();
        this.evaluator = expressions.evaluator();
        this.ad = new IndexedAd(mapping, segment.reader(), false);
        for (Map.Entry<String, Dimension> attribute : withoutField.entrySet()) {
            this.withoutField.put(attribute.getKey(), attribute.getValue().in(segment));
        }
    }

    /** @param ended when the job left the queue, in seconds since 1970; 0 where it is unknown */
    Deliveries of(int job, long ended) {
        document = job;
        ad.moveTo(job);
        long files = amount(evaluator.evaluate(settings.outputFiles(), this));
        long bytes = amount(evaluator.evaluate(settings.outputBytes(), this));
        return Evaluator.matches(evaluator.evaluate(settings.located(), this))
                ? new Deliveries(1, Math.max(0, ended), files, bytes, 0, 0)
                : new Deliveries(0, 0, 0, 0, files, bytes);
    }

    /** What is no positive number, or an absurd one, is nothing. */
    private static long amount(AttributeValue value) {
        double amount = switch (value) {
            case IntegerValue integer -> integer.value();
            case RealValue real -> real.value();
            default -> 0;
        };
        return amount > 0 && amount < 1e15 ? (long) amount : 0;
    }

    @Override
    public Optional<Expression> attribute(String foldedName) {
        SegmentValues values = withoutField.get(foldedName);
        if (values == null) {
            return ad.attribute(foldedName);
        }
        try {
            int number = values.number(document);
            return number == SegmentValues.NONE ? Optional.empty() : Optional.of(expression(values.value(number)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the terms of the index", e);
        }
    }

    /** A nested ad or a list stands in the index as its text. */
    private static Expression expression(AttributeValue value) {
        if (value instanceof StringValue text
                && (text.value().startsWith("[") || text.value().startsWith("{"))) {
            try {
                return ClassAdParser.parse(text.value());
            } catch (ClassAdSyntaxException e) {
                // then it is a string that only begins like one
                return new Expression.Literal(value);
            }
        }
        return new Expression.Literal(value);
    }
}
