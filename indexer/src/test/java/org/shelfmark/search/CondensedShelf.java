package org.shelfmark.search;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.QueryContext;
import org.shelfmark.query.QueryParser;
import org.shelfmark.query.SnapshotAttributes;

/** Records in an index in memory, numbered in order, of which groups are taken as if they were condensed. */
final class CondensedShelf implements Closeable {
    static final Mapping MAPPING = Mapping.htcondorJob();

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final DirectoryReader reader;

    CondensedShelf(List<String> records) throws IOException, RecordProblem {
        JobDocumentBuilder builder = new JobDocumentBuilder(MAPPING, InstantSource.fixed(SearchShelf.NOW));
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            for (String text : records) {
                byte[] record = text.getBytes(StandardCharsets.UTF_8);
                int banner = text.substring(0, text.length() - 1).lastIndexOf('\n') + 1;
                int bannerAt = text.substring(0, banner).getBytes(StandardCharsets.UTF_8).length;
                RecordAddress address = new RecordAddress("ap1", 1, new RecordLocation(0, record.length));
                writer.addDocument(builder.build(record, 0, bannerAt, record.length, address));
            }
            writer.forceMerge(1);
        }
        reader = DirectoryReader.open(directory);
    }

    QueryContext context() {
        return new QueryContext(MAPPING, new SnapshotAttributes(reader), SearchShelf.NOW, ZoneOffset.UTC);
    }

    /** Numbers of the records that a query finds. */
    Set<Integer> found(String query) throws IOException {
        Set<Integer> found = new TreeSet<>();
        for (ScoreDoc hit : new IndexSearcher(reader)
                .search(QueryParser.parse(query, context()), Math.max(1, reader.maxDoc()))
                .scoreDocs) {
            found.add(hit.doc);
        }
        return found;
    }

    /** A random group; small ones are frequent, so that many columns have a single value. */
    CondensedGroup group(Random random) {
        List<Integer> documents = new ArrayList<>();
        for (int document = 0; document < reader.maxDoc(); document++) {
            documents.add(document);
        }
        Collections.shuffle(documents, random);
        int size = 1 + random.nextInt(random.nextBoolean() ? 3 : documents.size());
        LeafReaderContext segment = reader.leaves().get(0);
        return new CondensedGroup(MAPPING, segment, documents.subList(0, size), random);
    }

    @Override
    public void close() throws IOException {
        reader.close();
        directory.close();
    }
}
