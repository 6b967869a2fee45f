package org.shelfmark.document;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeScope;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.Evaluation;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.mapping.RecordValues;

/**
 * The attributes of one record: in file order, of two with the same name the later one.
 *
 * <p>Reused from record to record by its parser. Secrets are not visible to the expressions of other attributes, so that
 * none can carry one into the index.
 */
final class ParsedRecord implements AttributeScope, RecordValues {
    private final RecordParser parser;
    private final Evaluator evaluator;
    private @Nullable AttributeLine[] lines = new AttributeLine[512];
    private @Nullable Evaluation[] evaluations = new Evaluation[512];
    private int[] present = new int[512];
    private int size;
    private boolean askedForSecret;
    private final AttributeScope whole;

    ParsedRecord(RecordParser parser, Evaluator evaluator) {
        this.parser = parser;
        this.evaluator = evaluator;
        this.whole = foldedName -> {
            AttributeLine line = line(foldedName);
            return line == null ? Optional.empty() : Optional.of(line.expression);
        };
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            lines[present[i]] = null;
            evaluations[present[i]] = null;
        }
        size = 0;
    }

    void add(AttributeLine line) {
        int slot = line.name.slot();
        if (slot >= lines.length) {
            int length = Math.max(slot + 1, lines.length * 2);
            lines = Arrays.copyOf(lines, length);
            evaluations = Arrays.copyOf(evaluations, length);
            present = Arrays.copyOf(present, length);
        }
        if (lines[slot] == null) {
            present[size++] = slot;
        }
        lines[slot] = line;
    }

    /** The attributes with the secrets among them: what the record's own reader may see. */
    AttributeScope whole() {
        return whole;
    }

    /** Number of attributes. */
    int size() {
        return size;
    }

    /** The line of the i-th attribute. */
    AttributeLine line(int i) {
        return known(lines[present[i]]);
    }

    /** The line of an attribute, or null. */
    @Nullable
    AttributeLine line(String foldedName) {
        AttributeName name = parser.name(foldedName);
        return name == null || name.slot() >= lines.length ? null : lines[name.slot()];
    }

    /** The value of a line of this record. */
    AttributeValue value(AttributeLine line) {
        return line.constant != null ? line.constant : evaluation(line).value();
    }

    /** Whether the value of a line depends on anything but the attributes of the record that may be seen. */
    boolean lookedOutside(AttributeLine line) {
        return line.outside || (line.constant == null && evaluation(line).lookedOutside());
    }

    private Evaluation evaluation(AttributeLine line) {
        Evaluation known = evaluations[line.name.slot()];
        if (known == null) {
            askedForSecret = false;
            Evaluation visible = evaluator.evaluateWithin(line.expression, this);
            known = new Evaluation(visible.value(), visible.lookedOutside() || askedForSecret, visible.limitExceeded());
            evaluations[line.name.slot()] = known;
        }
        return known;
    }

    @Override
    public AttributeValue value(String foldedName) {
        AttributeLine line = line(foldedName);
        return line == null || line.name.secret() ? AttributeValue.UNDEFINED : value(line);
    }

    @Override
    public Optional<Expression> attribute(String foldedName) {
        AttributeLine line = line(foldedName);
        if (line != null && line.name.secret()) {
            askedForSecret = true;
            return Optional.empty();
        }
        return line == null ? Optional.empty() : Optional.of(line.expression);
    }

    private static AttributeLine known(@Nullable AttributeLine line) {
        if (line == null) {
            throw new IllegalStateException("a present attribute has a line");
        }
        return line;
    }
}
