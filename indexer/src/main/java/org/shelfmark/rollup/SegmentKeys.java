package org.shelfmark.rollup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

/**
 * Of which submissions the summaries of one segment are, so that nobody has to read those that nobody wants. Read once for a
 * segment, from the terms that name the submissions: about 30 bytes each. Safe for many threads.
 */
final class SegmentKeys {
    private static final Map<IndexReader.CacheKey, SegmentKeys> KNOWN = new ConcurrentHashMap<>();

    private final int[] documents;
    private final SubmissionKey[] keys;

    private record Entry(int document, SubmissionKey key) {}

    private SegmentKeys(List<Entry> ascending) {
        this.documents = ascending.stream().mapToInt(Entry::document).toArray();
        this.keys = ascending.stream().map(Entry::key).toArray(SubmissionKey[]::new);
    }

    /** Those of a segment. */
    static SegmentKeys of(LeafReader segment) throws IOException {
        IndexReader.CacheHelper core = segment.getCoreCacheHelper();
        if (core == null) {
            return read(segment);
        }
        SegmentKeys known = KNOWN.get(core.getKey());
        if (known == null) {
            known = read(segment);
            core.addClosedListener(KNOWN::remove);
            KNOWN.put(core.getKey(), known);
        }
        return known;
    }

    private static SegmentKeys read(LeafReader segment) throws IOException {
        List<Entry> entries = new ArrayList<>();
        Terms terms = segment.terms(SubmissionKey.FIELD);
        TermsEnum term = terms == null ? TermsEnum.EMPTY : terms.iterator();
        PostingsEnum named = null;
        for (BytesRef text = term.next(); text != null; text = term.next()) {
            SubmissionKey key =
                    SubmissionKey.ofTerm(new String(text.bytes, text.offset, text.length, StandardCharsets.UTF_8));
            named = term.postings(named, PostingsEnum.NONE);
            for (int at = named.nextDoc(); at != PostingsEnum.NO_MORE_DOCS; at = named.nextDoc()) {
                entries.add(new Entry(at, key));
            }
        }
        entries.sort(Comparator.comparingInt(Entry::document));
        return new SegmentKeys(entries);
    }

    /** Tells of documents in ascending order whether they may be wanted. One thread. */
    Choice choice(Summaries.Wanted wanted) {
        return new Choice(wanted);
    }

    /** Goes along with the documents. */
    final class Choice {
        private final Summaries.Wanted wanted;
        private int at;

        private Choice(Summaries.Wanted wanted) {
            this.wanted = wanted;
        }

        boolean includes(int document) {
            while (at < documents.length && documents[at] < document) {
                at++;
            }
            // one that has no name is looked at
            return at == documents.length || documents[at] != document || wanted.includes(keys[at]);
        }
    }
}
