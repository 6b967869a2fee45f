package org.shelfmark.aggregate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.LeafReaderContext;

/** The values of an attribute from its terms. What was read of a segment serves all threads that share it out. */
final class AttributeDimension implements Dimension {
    private final String foldedName;
    private final Map<Integer, AttributeValues> bySegment = new ConcurrentHashMap<>();

    AttributeDimension(String foldedName) {
        this.foldedName = foldedName;
    }

    @Override
    public AttributeValues in(LeafReaderContext segment) throws IOException {
        try {
            return bySegment.computeIfAbsent(segment.ord, ordinal -> read(segment));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public JobValue value() {
        return new JobValue.OfAttribute(foldedName);
    }

    private AttributeValues read(LeafReaderContext segment) {
        try {
            return AttributeValues.read(segment.reader(), foldedName);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
