package org.shelfmark.cluster.ship;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.SortedDocValues;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.document.Columns;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Registry;

/** Everything that the documents of an index say, as text, in order: two indexes of the same records have the same. */
final class PlainDocuments {
    private PlainDocuments() {}

    /** Files are told by what they begin with, because two indexes may number them differently. */
    static List<String> of(DirectoryReader reader, Registry registry) throws IOException {
        List<String> all = new ArrayList<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            all.addAll(of(leaf.reader(), registry));
        }
        Collections.sort(all);
        return all;
    }

    private static List<String> of(LeafReader segment, Registry registry) throws IOException {
        List<Set<String>> documents = new ArrayList<>();
        for (int document = 0; document < segment.maxDoc(); document++) {
            documents.add(new TreeSet<>());
        }
        for (FieldInfo field : segment.getFieldInfos()) {
            switch (field.getDocValuesType()) {
                case NUMERIC -> numbers(segment, field.name, documents, registry);
                case SORTED -> strings(segment, field.name, documents);
                case BINARY -> bytes(segment, field.name, documents);
                case NONE, SORTED_NUMERIC, SORTED_SET -> {}
            }
            terms(segment, field.name, documents);
        }
        List<String> all = new ArrayList<>();
        for (int document = 0; document < segment.maxDoc(); document++) {
            if (segment.getLiveDocs() == null || segment.getLiveDocs().get(document)) {
                for (IndexableField stored :
                        segment.storedFields().document(document).getFields()) {
                    documents.get(document).add(stored.name() + " " + stored.stringValue());
                }
                all.add(documents.get(document).toString());
            }
        }
        return all;
    }

    private static void numbers(LeafReader segment, String name, List<Set<String>> documents, Registry registry)
            throws IOException {
        NumericDocValues values = segment.getNumericDocValues(name);
        for (int at = values.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = values.nextDoc()) {
            String value = Long.toString(values.longValue());
            if (name.equals(Columns.FILE)) {
                ArchiveFile file = registry.file((int) values.longValue()).orElseThrow();
                value = file.source() + " " + file.fingerprint().hex();
            }
            documents.get(at).add(name + "=" + value);
        }
    }

    private static void strings(LeafReader segment, String name, List<Set<String>> documents) throws IOException {
        SortedDocValues values = segment.getSortedDocValues(name);
        for (int at = values.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = values.nextDoc()) {
            documents
                    .get(at)
                    .add(name + "=" + values.lookupOrd(values.ordValue()).utf8ToString());
        }
    }

    private static void bytes(LeafReader segment, String name, List<Set<String>> documents) throws IOException {
        BinaryDocValues values = segment.getBinaryDocValues(name);
        for (int at = values.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = values.nextDoc()) {
            documents.get(at).add(name + "=" + values.binaryValue().utf8ToString());
        }
    }

    private static void terms(LeafReader segment, String name, List<Set<String>> documents) throws IOException {
        Terms terms = segment.terms(name);
        if (terms == null || name.equals(Columns.FRAGMENT)) {
            return;
        }
        TermsEnum each = terms.iterator();
        for (BytesRef term = each.next(); term != null; term = each.next()) {
            PostingsEnum postings = each.postings(null, PostingsEnum.NONE);
            for (int at = postings.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = postings.nextDoc()) {
                documents.get(at).add(name + ":" + term);
            }
        }
    }
}
