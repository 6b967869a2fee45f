package org.shelfmark.verify;

import java.io.IOException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.JobReader;
import org.shelfmark.mapping.Mapping;

/** Which job a document is of, in 32 bits: one of four thousand million wrong documents is taken for right. */
final class JobDigest {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private JobDigest() {}

    static int of(JobKey key) {
        long mixed = key.cluster().hashCode();
        mixed = mixed * FACTOR + key.proc().hashCode();
        mixed = mixed * FACTOR + key.globalJobId().hashCode();
        mixed = mixed * FACTOR + key.ended().hashCode();
        mixed *= FACTOR;
        return (int) (mixed ^ mixed >>> 32);
    }

    /** The same of a document as it comes back from an index, which does not keep every odd value as it was. */
    static int ofIndexed(Mapping mapping, Iterable<? extends IndexableField> document) throws IOException {
        try (ByteBuffersDirectory directory = new ByteBuffersDirectory();
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            writer.addDocument(document);
            try (DirectoryReader reader = DirectoryReader.open(writer)) {
                return of(new JobReader(mapping, reader.leaves().get(0).reader()).key(0));
            }
        }
    }
}
