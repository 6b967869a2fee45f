package org.shelfmark.document;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Unparser;
import org.shelfmark.mapping.Mapping;

/**
 * Which job a document is of, in 32 bits: one of four thousand million wrong documents is taken for right. Summaries keep
 * digests, so a job has the same one for ever.
 */
public final class JobDigest {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private JobDigest() {}

    /** The digest of a job. */
    public static int of(JobKey key) {
        long mixed = hash(key.cluster());
        mixed = mixed * FACTOR + hash(key.proc());
        mixed = mixed * FACTOR + hash(key.globalJobId());
        mixed = mixed * FACTOR + hash(key.ended());
        mixed *= FACTOR;
        return (int) (mixed ^ mixed >>> 32);
    }

    /** Of a string or a number Java says what its hash is; of a record it does not. */
    private static int hash(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> Long.hashCode(integer.value());
            case StringValue text -> text.value().hashCode();
            default -> Unparser.unparse(value).hashCode();
        };
    }

    /** The same of a document as it comes back from an index, which does not keep every odd value as it was. */
    public static int ofIndexed(Mapping mapping, Iterable<? extends IndexableField> document) throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory();
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.addDocument(document);
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                return of(new JobReader(mapping, reader.leaves().get(0).reader()).key(0));
            }
        }
    }
}
