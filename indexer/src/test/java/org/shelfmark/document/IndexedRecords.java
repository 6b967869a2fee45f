package org.shelfmark.document;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/** Records in an index in memory, one segment, in the order in which they were added; read back in any order. */
final class IndexedRecords implements Closeable {
    static final Mapping MAPPING = Mapping.htcondorJob();

    private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
    private final IndexWriter writer;
    private final JobDocumentBuilder builder =
            new JobDocumentBuilder(MAPPING, InstantSource.fixed(Instant.ofEpochSecond(1_795_400_000)));
    private final List<Long> ended = new ArrayList<>();
    private @Nullable DirectoryReader reader;
    private int documents;

    IndexedRecords() throws IOException {
        writer = new IndexWriter(directory, new IndexWriterConfig());
    }

    /** Adds a record given as text, its banner line last; quarantines it when it is damaged. */
    int add(String record) throws IOException {
        return add(record.getBytes(StandardCharsets.UTF_8));
    }

    int add(byte[] record) throws IOException {
        int banner = record.length - 1;
        while (banner > 0 && record[banner - 1] != '\n') {
            banner--;
        }
        RecordAddress address = new RecordAddress("ap1", 7, new RecordLocation(1000L * documents, record.length));
        try {
            writer.addDocument(builder.build(record, 0, banner, record.length, address));
            ended.add(builder.ended());
        } catch (RecordProblem problem) {
            writer.addDocument(JobDocumentBuilder.quarantined(address, String.valueOf(problem.getMessage())));
            ended.add(0L);
        }
        return documents++;
    }

    long ended(int document) {
        return ended.get(document);
    }

    LeafReader segment() throws IOException {
        DirectoryReader known = reader;
        if (known == null) {
            writer.forceMerge(1);
            writer.commit();
            known = DirectoryReader.open(directory);
            reader = known;
        }
        return known.leaves().get(0).reader();
    }

    AttributeValue value(int document, String field) throws IOException {
        FieldMapping mapped = MAPPING.named(field).orElseThrow(() -> new AssertionError("no field " + field));
        return new JobReader(MAPPING, segment()).value(mapped, document);
    }

    /** The terms of a document in an inverted field, zero bytes shown as {@code |}. */
    Set<String> terms(int document, String field) throws IOException {
        Set<String> found = new TreeSet<>();
        Terms terms = segment().terms(field);
        if (terms == null) {
            return found;
        }
        TermsEnum each = terms.iterator();
        for (BytesRef term = each.next(); term != null; term = each.next()) {
            PostingsEnum postings = each.postings(null, PostingsEnum.NONE);
            for (int hit = postings.nextDoc(); hit != DocIdSetIterator.NO_MORE_DOCS; hit = postings.nextDoc()) {
                if (hit == document) {
                    found.add(text(term).replace('\0', '|'));
                }
            }
        }
        return found;
    }

    /** Every text in the index, whichever way it is kept: terms, columns, stored fields. */
    List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        LeafReader segment = segment();
        for (FieldInfo field : segment.getFieldInfos()) {
            texts.add(field.name);
            Terms terms = segment.terms(field.name);
            if (terms != null) {
                TermsEnum each = terms.iterator();
                for (BytesRef term = each.next(); term != null; term = each.next()) {
                    texts.add(text(term));
                }
            }
            SortedDocValues strings = segment.getSortedDocValues(field.name);
            for (int i = 0; strings != null && i < strings.getValueCount(); i++) {
                texts.add(text(strings.lookupOrd(i)));
            }
            BinaryDocValues bytes = segment.getBinaryDocValues(field.name);
            while (bytes != null && bytes.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                texts.add(text(bytes.binaryValue()));
            }
        }
        for (int document = 0; document < documents; document++) {
            for (IndexableField field : segment.storedFields().document(document)) {
                texts.add(String.valueOf(field.stringValue()));
            }
        }
        return texts;
    }

    private static String text(BytesRef bytes) {
        return new String(bytes.bytes, bytes.offset, bytes.length, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
        writer.close();
        directory.close();
    }
}
