package org.shelfmark.rollup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;

/** Everything that an index has of its documents, whatever segments they are in. */
final class IndexDump {
    private IndexDump() {}

    /** Every column, term and stored field of every document, a text each, in the order of the texts. */
    static List<String> of(DirectoryReader reader) throws IOException {
        List<String> all = new ArrayList<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            all.addAll(of(leaf.reader()));
        }
        all.sort(null);
        return all;
    }

    private static List<String> of(LeafReader segment) throws IOException {
        Map<Integer, StringBuilder> documents = new TreeMap<>();
        Bits live = segment.getLiveDocs();
        for (int document = 0; document < segment.maxDoc(); document++) {
            if (live == null || live.get(document)) {
                documents.put(document, new StringBuilder());
            }
        }
        Map<String, FieldInfo> fields = new TreeMap<>();
        segment.getFieldInfos().forEach(field -> fields.put(field.name, field));
        for (FieldInfo field : fields.values()) {
            switch (field.getDocValuesType()) {
                case NUMERIC -> {
                    NumericDocValues values = segment.getNumericDocValues(field.name);
                    each(values, documents, field.name, () -> Long.toString(values.longValue()));
                }
                case SORTED -> {
                    SortedDocValues values = segment.getSortedDocValues(field.name);
                    each(values, documents, field.name, () -> text(values.lookupOrd(values.ordValue())));
                }
                case BINARY -> {
                    BinaryDocValues values = segment.getBinaryDocValues(field.name);
                    each(values, documents, field.name, () -> text(values.binaryValue()));
                }
                case SORTED_SET -> {
                    SortedSetDocValues values = segment.getSortedSetDocValues(field.name);
                    each(values, documents, field.name, () -> {
                        StringBuilder all = new StringBuilder();
                        for (int left = values.docValueCount(); left > 0; left--) {
                            all.append(text(values.lookupOrd(values.nextOrd()))).append(", ");
                        }
                        return all.toString();
                    });
                }
                case NONE -> {}
                default -> throw new AssertionError("a column of type " + field.getDocValuesType());
            }
            if (field.getIndexOptions() != IndexOptions.NONE) {
                Terms all = segment.terms(field.name);
                TermsEnum terms = all == null ? TermsEnum.EMPTY : all.iterator();
                for (BytesRef term = terms.next(); term != null; term = terms.next()) {
                    String text = text(term);
                    each(terms.postings(null, PostingsEnum.NONE), documents, field.name + " term", () -> text);
                }
            }
        }
        for (Map.Entry<Integer, StringBuilder> document : documents.entrySet()) {
            for (IndexableField field : segment.storedFields().document(document.getKey())) {
                document.getValue().append(field).append('\n');
            }
        }
        return documents.values().stream().map(StringBuilder::toString).toList();
    }

    private interface Value {
        String get() throws IOException;
    }

    private static void each(DocIdSetIterator values, Map<Integer, StringBuilder> documents, String name, Value value)
            throws IOException {
        for (int at = values.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = values.nextDoc()) {
            StringBuilder document = documents.get(at);
            if (document != null) {
                document.append(name).append(": ").append(value.get()).append('\n');
            }
        }
    }

    /** Bytes as text that has all of them. */
    private static String text(BytesRef bytes) {
        return new String(bytes.bytes, bytes.offset, bytes.length, StandardCharsets.ISO_8859_1);
    }
}
