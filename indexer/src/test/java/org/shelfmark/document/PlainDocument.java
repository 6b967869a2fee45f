package org.shelfmark.document;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Unparser;
import org.shelfmark.document.AttributeTerms.Kind;
import org.shelfmark.document.PlainRecord.Line;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;

/** What the document of a record must hold, put together the plain way: attribute by attribute, everything anew. */
final class PlainDocument {
    private static final WordSplitter SPLITTER = new WordSplitter();

    final Set<BytesRef> terms = new TreeSet<>();
    final Set<BytesRef> words = new TreeSet<>();
    final Map<String, Object> columns = new TreeMap<>();
    private final Map<String, AttributeValue> misfits = new LinkedHashMap<>();
    private final Mapping mapping;
    private final PlainRecord record;

    PlainDocument(Mapping mapping, PlainRecord record, byte[] bytes, int bannerFrom, RecordAddress address)
            throws RecordProblem {
        this.mapping = mapping;
        this.record = record;
        addIds(BannerLine.parse(bytes, bannerFrom, bytes.length));
        record.lines().forEach(this::addAttribute);
        mapping.fields().forEach(this::addComputed);
        columns.put(Columns.FILE, (long) address.fileId());
        columns.put(Columns.OFFSET, address.location().offset());
        columns.put(Columns.LENGTH, address.location().lengthBytes());
        columns.put(Columns.SOURCE, new BytesRef(address.source()));
        terms.add(AttributeTerms.foldedString("@source", address.source()));
        if (!misfits.isEmpty()) {
            columns.put(Columns.MISFITS, Misfits.encode(misfits));
        }
    }

    private void addIds(BannerLine banner) throws RecordProblem {
        boolean cluster = record.value("clusterid") instanceof IntegerValue;
        boolean proc = record.value("procid") instanceof IntegerValue;
        if ((!cluster && banner.number("clusterid").isEmpty())
                || (!proc && banner.number("procid").isEmpty())) {
            throw new RecordProblem("neither body nor banner has an integer " + (cluster ? "ProcId" : "ClusterId"));
        }
        for (String name : new String[] {"clusterid", "procid"}) {
            OptionalLong number = banner.number(name);
            if (record.value(name) instanceof AttributeValue.Undefined) {
                addToField(field(name), name, new IntegerValue(number.orElseThrow()));
                terms.add(AttributeTerms.prefix(name, Kind.FROM_BANNER));
            }
        }
    }

    private FieldMapping field(String attribute) {
        return mapping.ofAttribute(attribute).orElseThrow();
    }

    private void addAttribute(Line line) {
        String name = line.folded();
        if (mapping.isSecret(name)) {
            return;
        }
        FieldMapping field = mapping.ofAttribute(name).orElse(null);
        AttributeValue value = record.value(line);
        if (record.lookedOutside(line)) {
            terms.add(AttributeTerms.text(name, Kind.EXPRESSION, Unparser.unparse(line.expression())));
            if (!(value instanceof AttributeValue.Undefined)) {
                terms.add(AttributeTerms.prefix(name, Kind.PRESENT));
                if (field != null) {
                    misfits.put(field.name(), new StringValue(Unparser.unparse(line.expression())));
                    terms.add(AttributeTerms.prefix(name, Kind.MISFIT));
                }
            }
            return;
        }
        boolean text = field != null && field.text();
        boolean inColumn = false;
        for (FieldMapping other : mapping.fields()) {
            if (other.source() instanceof FieldSource.FirstOf several
                    && several.names().stream()
                            .anyMatch(each -> Mapping.fold(each).equals(name))) {
                text |= other.text();
                Line chosen = firstOf(other);
                inColumn |= chosen != null
                        && chosen.folded().equals(name)
                        && ColumnValue.fits(other.type(), record.value(chosen));
            }
        }
        if (field != null) {
            addToField(field, name, value);
        } else {
            terms.add(inColumn ? AttributeTerms.prefix(name, Kind.IN_COLUMN) : ValueTerms.term(name, value));
        }
        if (text && value instanceof StringValue string) {
            words.addAll(SPLITTER.words(string.value()));
        }
    }

    private @Nullable Line firstOf(FieldMapping field) {
        for (String name : field.attributes()) {
            Line line = record.line(name);
            if (line != null
                    && !mapping.isSecret(name)
                    && !record.lookedOutside(line)
                    && !(record.value(line) instanceof AttributeValue.Undefined)) {
                return line;
            }
        }
        return null;
    }

    private void addComputed(FieldMapping field) {
        if (field.source() instanceof FieldSource.FirstOf) {
            Line chosen = firstOf(field);
            if (chosen != null) {
                addToField(field, "@" + field.name(), record.value(chosen));
            }
        } else if (field.source() instanceof FieldSource.Derived derived) {
            addToField(field, "@" + field.name(), derived.rule().compute(record));
        }
    }

    private void addToField(FieldMapping field, String name, AttributeValue value) {
        if (value instanceof AttributeValue.Undefined) {
            return;
        }
        boolean other = ColumnValue.isOtherNumber(field.type(), value);
        if (ColumnValue.fits(field.type(), value)) {
            boolean string = field.type() == FieldType.STRING;
            columns.put(
                    field.name(),
                    value instanceof StringValue text && string
                            ? new BytesRef(text.value())
                            : ColumnValue.number(field.type(), value).orElseThrow());
            if (field.terms()) {
                terms.add(
                        value instanceof StringValue text && string
                                ? AttributeTerms.foldedString(name, text.value())
                                : ValueTerms.term(name, value));
            }
        } else if (field.type() == FieldType.TIME && ColumnValue.isNoTime(value)) {
            terms.add(ValueTerms.noTime(name, value));
        } else {
            misfits.put(field.name(), value);
            terms.add(AttributeTerms.prefix(name, Kind.MISFIT));
            terms.add(ValueTerms.term(name, value));
            other = false;
        }
        if (other) {
            terms.add(AttributeTerms.prefix(name, Kind.OTHER_NUMBER));
        }
    }
}
