package org.shelfmark.guard;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.lucene.index.IndexFileNames;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexInput;

/** Counts what is read of an index, by what it is. */
final class CountingDirectory extends FilterDirectory {
    private final Map<Part, LongAdder> reads = new EnumMap<>(Part.class);

    /** What a file of an index holds. */
    enum Part {
        /** Which terms there are, and where their jobs are listed. */
        TERMS,
        /** The jobs of terms. */
        POSTINGS,
        /** The values of columns, and between which they lie in each block. */
        COLUMNS,
        /** Everything else, such as which documents were taken back. */
        OTHER;

        private static Part of(String file) {
            String extension = IndexFileNames.getExtension(file);
            return switch (extension == null ? "" : extension) {
                case "tim", "tip", "tmd" -> TERMS;
                case "doc" -> POSTINGS;
                case "dvd", "dvs" -> COLUMNS;
                default -> OTHER;
            };
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CountingDirectory(Directory in) {
        super(in);
        for (Part part : Part.values()) {
            reads.put(part, new LongAdder());
        }
    }

    /** Bytes of a part that were read since the last reset. */
    long bytes(Part part) {
        return counter(part).sum();
    }

    void reset() {
        reads.values().forEach(LongAdder::reset);
    }

    private LongAdder counter(Part part) {
        LongAdder counter = reads.get(part);
        if (counter == null) {
            throw new IllegalStateException("all parts are counted");
        }
        return counter;
    }

    @Override
    public IndexInput openInput(String name, IOContext context) throws IOException {
        return new CountingInput(name, in.openInput(name, context), counter(Part.of(name)));
    }
}
