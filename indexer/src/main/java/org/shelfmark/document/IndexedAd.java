package org.shelfmark.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.SortedDocValues;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeScope;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Expression;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;

/**
 * A job's record as far as its columns tell it: the values of attributes exactly as the record's own expressions would
 * evaluate. Where they do not, {@link #askedForMore} says so, and what was evaluated means nothing.
 *
 * <p>Jobs of one segment, in ascending order of documents. Belongs to one thread.
 */
public final class IndexedAd implements AttributeScope {
    private static final Optional<Expression> MISSING = Optional.empty();

    private final Mapping mapping;
    private final LeafReader segment;
    private final boolean withSecrets;
    private final Map<String, Source> sources = new HashMap<>();
    private int document = -1;
    private boolean askedForMore;

    /** Where the values of one attribute come from. */
    private interface Source {
        /** The value; null where the columns do not tell. */
        @Nullable
        AttributeValue at(int document) throws IOException;
    }

    /**
     * A reader of one segment.
     *
     * @param withSecrets whether secret attributes may matter, which no column has; otherwise they are undefined
     */
    public IndexedAd(Mapping mapping, LeafReader segment, boolean withSecrets) {
        this.mapping = mapping;
        this.segment = segment;
        this.withSecrets = withSecrets;
    }

    /** Goes to a document, the same or one behind. */
    public void moveTo(int next) {
        document = next;
        askedForMore = false;
    }

    /** Whether an attribute was asked for, since the move, whose value the columns do not tell. */
    public boolean askedForMore() {
        return askedForMore;
    }

    @Override
    public Optional<Expression> attribute(String foldedName) {
        try {
            Source source = sources.get(foldedName);
            if (source == null) {
                source = source(foldedName);
                sources.put(foldedName, source);
            }
            AttributeValue value = source.at(document);
            if (value == null) {
                askedForMore = true;
                return MISSING;
            }
            return value instanceof AttributeValue.Undefined ? MISSING : Optional.of(new Expression.Literal(value));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a column of the index", e);
        }
    }

    private Source source(String name) throws IOException {
        if (mapping.isSecret(name)) {
            return at -> withSecrets ? null : AttributeValue.UNDEFINED;
        }
        MarkedJobs marks = new MarkedJobs(segment, name);
        Optional<FieldMapping> field = mapping.ofAttribute(name);
        if (field.isEmpty()) {
            return marks.isAbsent() ? at -> AttributeValue.UNDEFINED : at -> null;
        }
        Source column =
                field.get().type() == FieldType.STRING ? strings(field.get().name()) : numbers(field.get(), marks);
        return at -> marks.isUnclear(at) ? null : column.at(at);
    }

    private Source strings(String column) throws IOException {
        SortedDocValues values = DocValues.getSorted(segment, column);
        return at -> values.advanceExact(at)
                ? string(values.lookupOrd(values.ordValue()).utf8ToString())
                : AttributeValue.UNDEFINED;
    }

    /** Unknown where bytes that are no UTF-8 were replaced. */
    private static @Nullable AttributeValue string(String text) {
        return text.indexOf('\uFFFD') >= 0 ? null : new StringValue(text);
    }

    private Source numbers(FieldMapping field, MarkedJobs marks) throws IOException {
        NumericDocValues values = DocValues.getNumeric(segment, field.name());
        return at -> values.advanceExact(at)
                ? number(field.type(), values.longValue(), marks.isOtherNumber(at))
                : marks.noTime(at);
    }

    private static @Nullable AttributeValue number(FieldType type, long stored, boolean other) {
        if (type == FieldType.BOOLEAN) {
            return BooleanValue.of(stored != 0);
        }
        if (type != FieldType.REAL) {
            return other ? new RealValue((double) stored) : new IntegerValue(stored);
        }
        double real = Columns.decodeReal(stored);
        if (!other) {
            return new RealValue(real);
        }
        // the negative zero is marked too
        return real == 0 ? null : new IntegerValue((long) real);
    }
}
