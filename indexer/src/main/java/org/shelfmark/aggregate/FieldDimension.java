package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.LeafReaderContext;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;

/** The values of a field, by its column or a copy of it; values that do not fit the column count as well. */
final class FieldDimension implements Dimension {
    private final String column;
    private final FieldMapping field;
    private final HeapColumns copies;
    private final Map<Integer, Optional<HeapColumn>> bySegment = new ConcurrentHashMap<>();

    FieldDimension(String column, FieldMapping field, HeapColumns copies) {
        this.column = column;
        this.field = field;
        this.copies = copies;
    }

    @Override
    public SegmentValues in(LeafReaderContext segment) throws IOException {
        Optional<HeapColumn> copy = bySegment.computeIfAbsent(
                segment.ord, ordinal -> copies.ask(segment, field, column, () -> read(segment)));
        return copy.isPresent() ? copy.get().values(dictionary(segment)) : read(segment);
    }

    private Optional<ColumnDictionary> dictionary(LeafReaderContext segment) {
        return Columns.holdsStrings(field)
                ? Optional.of(new ColumnDictionary(segment.reader(), column, copies))
                : Optional.empty();
    }

    private SegmentValues read(LeafReaderContext segment) throws IOException {
        return Columns.holdsStrings(field)
                ? new StringValues(segment.reader(), column, copies)
                : new NumberValues(segment.reader(), column, field);
    }

    @Override
    public JobValue value() {
        return new JobValue.OfField(field);
    }
}
