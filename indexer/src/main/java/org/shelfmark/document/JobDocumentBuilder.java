package org.shelfmark.document;

import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.archive.Restart;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Unparser;
import org.shelfmark.mapping.DerivedRule;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;

/**
 * Makes the Lucene document of a record.
 *
 * <p>Belongs to one thread. The document it returns is the same object every time and must have been indexed before the
 * next call.
 */
public final class JobDocumentBuilder {
    private final Map<String, FieldPlace> places;
    private final @Nullable FieldPlace source;
    private final RecordParser parser;
    private final JobDocument document;
    private final WordSplitter splitter = new WordSplitter();
    private final List<Computed> computed = new ArrayList<>();
    private final EncodedStrings strings = new EncodedStrings();
    private JobKey key = new JobKey(
            AttributeValue.UNDEFINED, AttributeValue.UNDEFINED, AttributeValue.UNDEFINED, AttributeValue.UNDEFINED);
    private AttributeValue cluster = AttributeValue.UNDEFINED;
    private AttributeValue proc = AttributeValue.UNDEFINED;
    private long ended;
    private final SecretLines secrets;
    private @Nullable Published published;

    /** A record whose document was built. */
    private record Published(ParsedRecord record, byte[] bytes, int from, int bannerFrom, int to) {}

    /** A field that takes the first of several attributes, or else is derived by a rule. */
    private record Computed(
            FieldPlace place,
            @Nullable FirstOf first,
            @Nullable DerivedRule rule) {}

    /**
     * A builder for one indexing thread.
     *
     * @param clock what {@code time()} gives in expressions whose value is not indexed anyway
     */
    public JobDocumentBuilder(Mapping mapping, InstantSource clock) {
        this.parser = new RecordParser(mapping, new Evaluator(clock, ZoneId.of("UTC"), EvaluationLimits.DEFAULT));
        this.document = new JobDocument(mapping);
        this.places = FieldPlace.byAttribute(mapping);
        FieldPlace source = null;
        for (FieldPlace place : FieldPlace.of(mapping)) {
            switch (place.field().source()) {
                case FieldSource.FirstOf several -> computed.add(new Computed(place, FirstOf.of(place.field()), null));
                case FieldSource.Derived derived -> computed.add(new Computed(place, null, derived.rule()));
                case FieldSource.ArchiveSource archive -> source = place;
                case FieldSource.Attribute attribute -> {}
                case FieldSource.Codes codes -> {}
            }
        }
        this.source = source;
        this.secrets = new SecretLines(mapping);
    }

    /**
     * The document of the record whose body is [from, bannerFrom) and whose banner is [bannerFrom, to).
     *
     * @throws RecordProblem when the record is damaged; {@link #quarantined} makes the document for that case
     */
    public Iterable<IndexableField> build(byte[] bytes, int from, int bannerFrom, int to, RecordAddress address)
            throws RecordProblem {
        ParsedRecord record = parser.parse(bytes, from, bannerFrom);
        published = new Published(record, bytes, from, bannerFrom, to);
        document.clear();
        ended = 0;
        cluster = record.value("clusterid");
        proc = record.value("procid");
        addIds(record, bytes, bannerFrom, to);
        addAttributes(record);
        addComputed(record);
        addAddress(address);
        document.finish();
        key = new JobKey(
                cluster,
                proc,
                record.value("globaljobid"),
                ended == 0 ? AttributeValue.UNDEFINED : new IntegerValue(ended));
        return document;
    }

    /**
     * Whether the body of the last record whose document was built is certainly in the order in which HTCondor writes it, so
     * that no writer stopped in it: {@link Restart#isInOrder}. False where that was not looked at.
     */
    public boolean isInOrder() {
        return parser.isInOrder();
    }

    /** When the job of the last built document left the queue, in seconds since 1970; 0 when unknown. */
    public long ended() {
        return ended;
    }

    /** What everybody may have of the record whose document was built last. */
    public Optional<byte[]> published() {
        return published == null
                ? Optional.empty()
                : secrets.without(
                        published.record(),
                        published.bytes(),
                        published.from(),
                        published.bannerFrom(),
                        published.to(),
                        parser.isInOrder());
    }

    /** Which job the last built document is of. */
    public JobKey key() {
        return key;
    }

    /** The document that remembers an unfinished record at the end of a file. */
    public static Document fragment(RecordAddress address, String reason) {
        Document document = quarantined(address, reason);
        document.add(new StringField(Columns.FRAGMENT, fragmentKey(address).text(), Field.Store.NO));
        return document;
    }

    /** The term that such a document alone has, because a file that grows after all takes it back. */
    public static Term fragmentKey(RecordAddress address) {
        return new Term(
                Columns.FRAGMENT, address.fileId() + ":" + address.location().offset());
    }

    /** The document that remembers a record which could not be understood. */
    public static Document quarantined(RecordAddress address, String reason) {
        Document document = new Document();
        document.add(new StringField(Columns.KIND, Columns.NO_JOB, Field.Store.NO));
        document.add(new StringField(Columns.KIND, Columns.QUARANTINED, Field.Store.NO));
        document.add(NumericDocValuesField.indexedField(Columns.FILE, address.fileId()));
        document.add(NumericDocValuesField.indexedField(
                Columns.OFFSET, address.location().offset()));
        document.add(NumericDocValuesField.indexedField(
                Columns.LENGTH, address.location().lengthBytes()));
        document.add(SortedDocValuesField.indexedField(Columns.SOURCE, new BytesRef(address.source())));
        document.add(new StoredField(Columns.REASON, reason));
        return document;
    }

    /**
     * The document by which attributes of archived jobs stay known.
     *
     * @param names folded, of attributes that some job has
     * @param marked names under which some job has a value of a kind, by kind: an expression that is kept as text, or what
     *     does not fit a column; queries for such values would be refused otherwise
     */
    public static Document archivedNames(
            Collection<String> names, Map<AttributeTerms.Kind, ? extends Collection<String>> marked) {
        TermList terms = new TermList();
        names.forEach(name -> terms.add(AttributeTerms.prefix(name, AttributeTerms.Kind.PRESENT)));
        marked.forEach((kind, ofKind) -> ofKind.forEach(name -> terms.add(AttributeTerms.prefix(name, kind))));
        Document document = new Document();
        document.add(new StringField(Columns.KIND, Columns.NO_JOB, Field.Store.NO));
        document.add(new StringField(Columns.KIND, Columns.ARCHIVED_NAMES, Field.Store.NO));
        document.add(new TermsField(AttributeTerms.FIELD, terms));
        return document;
    }

    /** A record without ids in its body takes those of its banner; without any it cannot be asked for. */
    private void addIds(ParsedRecord record, byte[] bytes, int bannerFrom, int to) throws RecordProblem {
        boolean cluster = record.value("clusterid") instanceof IntegerValue;
        boolean proc = record.value("procid") instanceof IntegerValue;
        if (cluster && proc) {
            return;
        }
        BannerLine banner = BannerLine.parse(bytes, bannerFrom, to);
        OptionalLong bannerCluster = banner.number("clusterid");
        OptionalLong bannerProc = banner.number("procid");
        if ((!cluster && bannerCluster.isEmpty()) || (!proc && bannerProc.isEmpty())) {
            throw new RecordProblem("neither body nor banner has an integer " + (cluster ? "ProcId" : "ClusterId"));
        }
        if (!cluster && record.value("clusterid") instanceof AttributeValue.Undefined) {
            this.cluster = new IntegerValue(bannerCluster.getAsLong());
            addFromBanner("ClusterId", this.cluster);
        }
        if (!proc && record.value("procid") instanceof AttributeValue.Undefined) {
            this.proc = new IntegerValue(bannerProc.getAsLong());
            addFromBanner("ProcId", this.proc);
        }
    }

    private void addFromBanner(String attribute, AttributeValue id) {
        FieldPlace place = places.get(Mapping.fold(attribute));
        if (place == null) {
            throw new IllegalStateException("the mapping has no field of " + attribute);
        }
        addMapped(place, id, null);
        document.term(place.terms().of(AttributeTerms.Kind.FROM_BANNER));
    }

    private void addAttributes(ParsedRecord record) {
        if (record.hasRepeated()) {
            for (int i = 0; i < record.size(); i++) {
                addAttribute(record, record.line(i));
            }
        } else if (record.isWorthKeeping()) {
            document.beginMarks();
            for (int entry = 0; entry < record.entries(); entry++) {
                addEntry(record, entry);
                document.markEntry(isSpecial(record.entry(entry)));
            }
            parser.keep(document.marked());
        } else {
            addEntries(record);
            parser.keep(null);
        }
    }

    /** Adds what stood in an earlier record as it was then, and the rest line by line. */
    private void addEntries(ParsedRecord record) {
        KnownContent content = record.known().content();
        int entry = 0;
        for (int run = 0; content != null && run < record.runs(); run++) {
            for (; entry < record.runStart(run); entry++) {
                addEntry(record, entry);
            }
            int known = record.runKnown(run);
            int end = known + record.runLength(run);
            entry = record.runStart(run) + record.runLength(run);
            while (known < end) {
                int special = content.nextSpecial(known, end);
                document.add(content, known, special);
                for (known = special; known < end && content.nextSpecial(known, end) == known; known++) {
                    addEntry(record, entry - (end - known));
                }
            }
        }
        for (; entry < record.entries(); entry++) {
            addEntry(record, entry);
        }
    }

    private void addEntry(ParsedRecord record, int entry) {
        AttributeLine line = record.entry(entry);
        if (line != null) {
            addAttribute(record, line);
        }
    }

    /** Whether what a line gives to the document depends on the record's other lines. */
    private static boolean isSpecial(@Nullable AttributeLine line) {
        return line != null && (line.constant == null || !line.name.fallbacks().isEmpty());
    }

    private void addAttribute(ParsedRecord record, AttributeLine line) {
        AttributeName name = line.name;
        if (name.secret()) {
            return;
        }
        if (record.lookedOutside(line)) {
            addOutside(record, line);
            return;
        }
        AttributeValue value = record.value(line);
        if (name.place() != null) {
            addMapped(name.place(), value, line);
        } else if (!name.fallbacks().isEmpty() && isInColumn(record, name)) {
            document.term(name.terms().of(AttributeTerms.Kind.IN_COLUMN));
        } else {
            addTerm(name.terms(), value, line);
        }
        if (name.text() && value instanceof StringValue text) {
            if (line.constant != null && line.isKept()) {
                document.words(line.words(splitter, text.value()));
            } else {
                document.words(splitter, text.value());
            }
        }
    }

    /** Adds the term of a value; the line's own where the line is a constant of that name. */
    private void addTerm(TermBeginnings terms, AttributeValue value, @Nullable AttributeLine line) {
        switch (value) {
            case IntegerValue integer -> document.term(terms, integer.value());
            case RealValue real -> document.term(terms, real.value());
            default -> {
                boolean written = value instanceof StringValue text
                        && isForgotten(line)
                        && document.term(terms, text.value(), true);
                if (!written) {
                    document.term(
                            line != null && line.constant != null ? line.term() : ValueTerms.term(terms.name(), value));
                }
            }
        }
    }

    /** Whether a term that is made of a line is not remembered with it, so that it need not be an object of its own. */
    private static boolean isForgotten(@Nullable AttributeLine line) {
        return line == null || line.constant == null || !line.isKept();
    }

    /** Whether a field that takes the first of several attributes takes this one and its column can hold the value. */
    private boolean isInColumn(ParsedRecord record, AttributeName name) {
        for (FirstOf fallback : name.fallbacks()) {
            AttributeLine chosen = fallback.choose(record);
            if (chosen != null
                    && chosen.name.slot() == name.slot()
                    && ColumnValue.fits(fallback.field().type(), record.value(chosen))) {
                return true;
            }
        }
        return false;
    }

    private void addOutside(ParsedRecord record, AttributeLine line) {
        document.term(line.term());
        FieldPlace place = line.name.place();
        if (!(record.value(line) instanceof AttributeValue.Undefined)) {
            if (place != null) {
                // its value is good for the moment only, so the column has none; the text stands for it
                document.misfit(place.field().name(), new StringValue(Unparser.unparse(line.expression)));
                document.term(place.terms().of(AttributeTerms.Kind.MISFIT));
            }
            document.term(line.name.terms().of(AttributeTerms.Kind.PRESENT));
        }
    }

    private void addComputed(ParsedRecord record) {
        for (Computed field : computed) {
            AttributeLine chosen = field.first() == null ? null : field.first().choose(record);
            if (chosen != null) {
                addMapped(field.place(), record.value(chosen), chosen);
            }
            if (field.rule() != null) {
                AttributeValue value = field.rule().compute(record);
                if (field.rule() == DerivedRule.ENDED && value instanceof IntegerValue seconds) {
                    ended = Math.max(seconds.value(), 0);
                }
                addMapped(field.place(), value, null);
            }
        }
    }

    private void addMapped(FieldPlace place, AttributeValue value, @Nullable AttributeLine line) {
        if (value instanceof AttributeValue.Undefined) {
            return;
        }
        FieldMapping field = place.field();
        TermBeginnings terms = place.terms();
        AttributeLine constant = line != null && line.constant != null ? line : null;
        // the line's own term, made once for all records that have the line, is that of its own field only
        AttributeLine own = constant != null && place.equals(constant.name.place()) ? constant : null;
        if (value instanceof StringValue string && ColumnValue.fits(field.type(), value)) {
            document.string(place, constant != null ? constant.column(string) : strings.bytes(string.value()));
            if (field.terms()) {
                if (!isForgotten(own) || !document.term(terms, string.value(), false)) {
                    document.term(own != null ? own.term() : strings.term(terms.name(), string.value()));
                }
            }
            return;
        }
        OptionalLong number = ColumnValue.number(field.type(), value);
        if (number.isPresent()) {
            document.number(place, number.getAsLong());
            if (ColumnValue.isOtherNumber(field.type(), value)) {
                document.term(terms.of(AttributeTerms.Kind.OTHER_NUMBER));
            }
            if (field.terms()) {
                addTerm(terms, value, own);
            }
            return;
        }
        if (field.type() == FieldType.TIME && ColumnValue.isNoTime(value)) {
            document.term(ValueTerms.noTime(terms.name(), value));
            if (ColumnValue.isOtherNumber(field.type(), value)) {
                document.term(terms.of(AttributeTerms.Kind.OTHER_NUMBER));
            }
            return;
        }
        document.misfit(field.name(), value);
        document.term(terms.of(AttributeTerms.Kind.MISFIT));
        document.term(ValueTerms.term(terms.name(), value));
    }

    private void addAddress(RecordAddress address) {
        document.address(address);
        if (source != null) {
            document.string(source, strings.bytes(address.source()));
            document.term(strings.term(source.terms().name(), address.source()));
        }
    }
}
