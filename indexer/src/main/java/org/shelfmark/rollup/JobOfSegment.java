package org.shelfmark.rollup;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.index.LeafReaderContext;
import org.shelfmark.aggregate.AmountSeries;
import org.shelfmark.aggregate.Dimension;
import org.shelfmark.aggregate.JobTotals;
import org.shelfmark.aggregate.SegmentValues;
import org.shelfmark.aggregate.TotalsReader;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.Expression;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.IndexedAd;
import org.shelfmark.document.JobDigest;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.Mapping;

/** One job of a segment after the other, as a summary takes them in. Documents in ascending order; one thread. */
final class JobOfSegment {
    private final LeafReaderContext segment;
    private final JobReader reader;
    private final TotalsReader totals;
    private final IndexedAd ad;
    private final DeliveryReader deliveryReader;
    private final Map<String, SegmentValues> attributes = new HashMap<>();
    private final FieldMapping proc;
    private final FieldMapping ended;
    private final FieldMapping runtime;
    private final FieldMapping cpuTime;
    private final FieldMapping cpus;
    private final FieldMapping requestedCpus;
    private int document = -1;

    JobOfSegment(Mapping mapping, LeafReaderContext segment, DeliveryExpressions deliveries) throws IOException {
        this.segment = segment;
        this.reader = new JobReader(mapping, segment.reader());
        this.totals = new TotalsReader(mapping, segment.reader());
        this.ad = new IndexedAd(mapping, segment.reader(), false);
        this.deliveryReader = deliveries.in(mapping, segment);
        this.proc = mapping.ofAttribute("ProcId").orElseThrow();
        this.ended = mapping.named("ended").orElseThrow();
        this.runtime = mapping.named("runtime").orElseThrow();
        this.cpuTime = mapping.named("cpu_time").orElseThrow();
        this.cpus = mapping.named("cpus").orElseThrow();
        this.requestedCpus = mapping.named("request_cpus").orElseThrow();
    }

    /** Goes on to a document. */
    void moveTo(int next) {
        document = next;
        ad.moveTo(next);
    }

    /** The value in a column; undefined where there is none. */
    AttributeValue value(KeptColumn column) throws IOException {
        if (column.field().isPresent()) {
            return reader.value(column.field().get(), document);
        }
        String name = column.attribute().orElseThrow();
        SegmentValues values = attributes.get(name);
        if (values == null) {
            values = Dimension.ofAttribute(name).in(segment);
            attributes.put(name, values);
        }
        int number = values.number(document);
        return number == SegmentValues.NONE ? AttributeValue.UNDEFINED : values.value(number);
    }

    /** Whether a column has what the record has, in value and type. */
    boolean isFaithful(KeptColumn column) throws IOException {
        if (column.field().isEmpty()) {
            // a list and its text, or an expression and its text, cannot be told apart
            return false;
        }
        FieldMapping field = column.field().get();
        if (!(field.source() instanceof FieldSource.Attribute attribute)) {
            return true;
        }
        ad.moveTo(document);
        Optional<Expression> known = ad.attribute(Mapping.fold(attribute.name()));
        if (ad.askedForMore()) {
            return false;
        }
        AttributeValue value = reader.value(field, document);
        return known.isPresent()
                ? known.get() instanceof Expression.Literal literal
                        && literal.value().equals(value)
                : value instanceof AttributeValue.Undefined;
    }

    void addTo(JobTotals sums) throws IOException {
        totals.add(document, sums);
    }

    /** In percent, as reports have it, which know odd numbers from amounts; NaN where it is not known. */
    double efficiency() throws IOException {
        double wall = amount(runtime);
        double cores = TotalsReader.cores(amount(cpus), amount(requestedCpus));
        return wall > 0 ? 100 * amount(cpuTime) / (cores * wall) : Double.NaN;
    }

    private double amount(FieldMapping field) throws IOException {
        return AmountSeries.of(reader.value(field, document));
    }

    /** Its ProcId; empty where that is no integer. */
    OptionalLong proc() throws IOException {
        return reader.value(proc, document) instanceof IntegerValue integer
                ? OptionalLong.of(integer.value())
                : OptionalLong.empty();
    }

    private long integer(FieldMapping field) throws IOException {
        return reader.value(field, document) instanceof IntegerValue integer ? integer.value() : 0;
    }

    Deliveries deliveries() throws IOException {
        return deliveryReader.of(document, integer(ended));
    }

    /** Where its record stands. */
    ArchivedRecord record(int row) throws IOException {
        RecordAddress address = reader.address(document);
        return new ArchivedRecord(
                address.fileId(),
                address.location(),
                integer(proc),
                JobDigest.of(reader.key(document)),
                integer(ended),
                row);
    }
}
