package org.shelfmark.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.classad.AttributeScope;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.Mapping;

/**
 * A record that was fetched from its archive: its attributes, and its text with or without secrets.
 *
 * <p>Belongs to one thread.
 */
public final class RecordView {
    private final Mapping mapping;
    private final Evaluator evaluator;
    private final byte[] bytes;
    private final int from;
    private final int bannerStart;
    private final int end;
    private final ParsedRecord record;

    /**
     * An attribute of the record.
     *
     * @param name as written
     * @param expression as parsed
     */
    public record Attribute(String name, Expression expression) {}

    /**
     * Parses a record.
     *
     * @param evaluator for values that are expressions
     * @param bytes body and banner
     * @param bannerStart index of the banner
     * @throws RecordProblem when it is damaged
     */
    public RecordView(Mapping mapping, Evaluator evaluator, byte[] bytes, int bannerStart) throws RecordProblem {
        this(mapping, evaluator, new RecordParser(mapping, evaluator), bytes, 0, bannerStart, bytes.length);
    }

    /** The record in [from, end), parsed by a parser that may serve other views later. */
    RecordView(
            Mapping mapping, Evaluator evaluator, RecordParser parser, byte[] bytes, int from, int bannerStart, int end)
            throws RecordProblem {
        this.mapping = mapping;
        this.evaluator = evaluator;
        this.bytes = bytes;
        this.from = from;
        this.bannerStart = bannerStart;
        this.end = end;
        this.record = parser.parse(bytes, from, bannerStart);
    }

    /** The value of an expression in this record; it sees secrets, too. */
    public AttributeValue evaluate(Expression expression) {
        return evaluate(expression, true);
    }

    /** What an attribute is bound to, secrets included; empty without it. */
    public Optional<Expression> expression(String name) {
        return record.whole().attribute(Mapping.fold(name));
    }

    /** The cluster, from the body or else from the banner. */
    public OptionalLong clusterId() {
        return id("clusterid");
    }

    /** The number in the cluster, from the body or else from the banner. */
    public OptionalLong procId() {
        return id("procid");
    }

    private OptionalLong id(String name) {
        return record.value(name) instanceof IntegerValue integer
                ? OptionalLong.of(integer.value())
                : BannerLine.parse(bytes, bannerStart, end).number(name);
    }

    /** The value of an attribute, secrets included; undefined without it. */
    public AttributeValue value(String name) {
        AttributeLine line = record.line(Mapping.fold(name));
        return line == null ? AttributeValue.UNDEFINED : record.value(line);
    }

    /** The value of a field as it will stand in its column. */
    public AttributeValue value(FieldMapping field, String source) {
        AttributeValue value = switch (field.source()) {
            case FieldSource.Attribute attribute -> record.value(Mapping.fold(attribute.name()));
            case FieldSource.FirstOf several -> {
                AttributeLine chosen = FirstOf.of(field).choose(record);
                yield chosen == null ? AttributeValue.UNDEFINED : record.value(chosen);
            }
            case FieldSource.Codes codes ->
                record.value(Mapping.fold(codes.attribute())) instanceof IntegerValue number
                        ? JobReader.decode(field, number.value())
                        : AttributeValue.UNDEFINED;
            case FieldSource.Derived derived -> derived.rule().compute(record);
            case FieldSource.ArchiveSource archive -> new StringValue(source);
        };
        return ColumnValue.asRead(field, value);
    }

    /** The value of an expression in this record, which may see its secrets or not. */
    public AttributeValue evaluate(Expression expression, boolean withSecrets) {
        return evaluator.evaluate(expression, withSecrets ? record.whole() : record);
    }

    /** All attributes in file order, of two with the same name the later one. */
    public List<Attribute> attributes(boolean withSecrets) {
        List<Attribute> attributes = new ArrayList<>();
        for (int i = 0; i < record.size(); i++) {
            AttributeLine line = record.line(i);
            if (withSecrets || !line.name.secret()) {
                attributes.add(new Attribute(line.spelling, line.expression));
            }
        }
        return attributes;
    }

    /** Index of the banner line in {@link #bytes}. */
    public int bannerStart() {
        return bannerStart - from;
    }

    /** The record's bytes, exactly as they were given. */
    public byte[] bytes() {
        return from == 0 && end == bytes.length ? bytes : Arrays.copyOfRange(bytes, from, end);
    }

    /** The record's bytes without the lines of secret attributes. */
    public byte[] withoutSecrets() {
        return record.withoutSecrets(bytes, from, bannerStart, end);
    }

    /**
     * Whether the value of an expression depends on whether this record has secrets: it may have lost some on its way, and then
     * nobody knows the value.
     */
    public boolean asksForSecrets(Expression expression) {
        boolean[] asked = new boolean[1];
        AttributeScope whole = record.whole();
        AttributeValue unused = evaluator.evaluate(expression, foldedName -> {
            asked[0] |= mapping.isSecret(foldedName);
            return whole.attribute(foldedName);
        });
        return asked[0];
    }

    ParsedRecord parsed() {
        return record;
    }
}
