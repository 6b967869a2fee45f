package org.shelfmark.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.BytesTermAttribute;
import org.apache.lucene.analysis.tokenattributes.TermToBytesRefAttribute;
import org.apache.lucene.document.Field;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.IndexableFieldType;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ReadResult;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordReader;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.mapping.Mapping;

/**
 * Documents of an archive's records, made beforehand and kept in memory, so that indexing them is the engine's work alone.
 * Equal terms are one object.
 */
final class PreparedDocuments {
    private final Map<BytesRef, BytesRef> terms = new HashMap<>();
    private final List<List<IndexableField>> documents = new ArrayList<>();

    private PreparedDocuments() {}

    /** The documents of all records. */
    static List<List<IndexableField>> of(HistoryFiles archive, Mapping mapping) throws IOException {
        PreparedDocuments prepared = new PreparedDocuments();
        JobDocumentBuilder builder = new JobDocumentBuilder(mapping, InstantSource.system());
        int file = 0;
        for (Path path : archive.files()) {
            file++;
            try (RecordReader reader = new RecordReader(FileChannel.open(path), 0)) {
                for (ReadResult read = reader.next(); read instanceof RecordBatch batch; read = reader.next()) {
                    prepared.add(builder, batch, file);
                }
            } catch (RecordProblem damaged) {
                throw new IOException("a generated record is damaged", damaged);
            }
        }
        return prepared.documents;
    }

    private void add(JobDocumentBuilder builder, RecordBatch batch, int file) throws IOException, RecordProblem {
        for (int record = 0; record < batch.size(); record++) {
            RecordAddress address = new RecordAddress("bench", file, batch.location(record));
            List<IndexableField> copies = new ArrayList<>();
            for (IndexableField field : builder.build(
                    batch.bytes(), batch.start(record), batch.bannerStart(record), batch.end(record), address)) {
                copies.add(copy(field));
            }
            documents.add(copies);
        }
    }

    private IndexableField copy(IndexableField field) throws IOException {
        Number number = field.numericValue();
        if (number != null) {
            return new Value(field, number.longValue());
        }
        BytesRef bytes = field.binaryValue();
        if (bytes != null) {
            return new Value(field, kept(bytes));
        }
        List<BytesRef> found = new ArrayList<>();
        try (Analyzer unused = new StandardAnalyzer();
                TokenStream stream = field.tokenStream(unused, null)) {
            TermToBytesRefAttribute term = stream.getAttribute(TermToBytesRefAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                found.add(kept(term.getBytesRef()));
            }
            stream.end();
        }
        return new Terms(field, found);
    }

    private BytesRef kept(BytesRef term) {
        BytesRef known = terms.get(term);
        if (known == null) {
            known = BytesRef.deepCopyOf(term);
            terms.put(known, known);
        }
        return known;
    }

    /** A column's value. */
    private static final class Value extends Field {
        Value(IndexableField of, Number number) {
            super(of.name(), of.fieldType());
            fieldsData = number;
        }

        Value(IndexableField of, BytesRef bytes) {
            super(of.name(), of.fieldType());
            fieldsData = bytes;
        }
    }

    /** Terms of an inverted field. The stream belongs to the indexing thread, like that of the fields that are indexed. */
    private static final class Terms extends Field {
        private static final ThreadLocal<Stream> STREAM = ThreadLocal.withInitial(Stream::new);

        private final List<BytesRef> terms;

        Terms(IndexableField of, List<BytesRef> terms) {
            super(of.name(), indexed(of.fieldType()));
            this.terms = terms;
        }

        private static IndexableFieldType indexed(IndexableFieldType type) {
            return type;
        }

        @Override
        public TokenStream tokenStream(Analyzer analyzer, @Nullable TokenStream reuse) {
            Stream stream = STREAM.get();
            stream.terms = terms;
            return stream;
        }
    }

    private static final class Stream extends TokenStream {
        private final BytesTermAttribute term = addAttribute(BytesTermAttribute.class);
        private List<BytesRef> terms = List.of();
        private int next;

        @Override
        public void reset() {
            clearAttributes();
            next = 0;
        }

        @Override
        public boolean incrementToken() {
            if (next == terms.size()) {
                return false;
            }
            term.setBytesRef(terms.get(next++));
            return true;
        }
    }
}
