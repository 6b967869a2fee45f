package org.shelfmark.cluster.ship;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefArray;
import org.apache.lucene.util.BytesRefBuilder;
import org.apache.lucene.util.Counter;

/**
 * The terms that each of some neighbouring documents of a segment has in an inverted field, which itself only tells the
 * documents of each term. Takes 8 bytes for each term of each document, and each different term once.
 */
final class TermsOfDocuments {
    private static final int NONE = -1;

    private final int from;
    private final int[] last;
    private final BytesRefArray terms = new BytesRefArray(Counter.newCounter());
    private final BytesRefBuilder term = new BytesRefBuilder();
    private int[] before = new int[1 << 10];
    private int[] number = new int[1 << 10];
    private int size;

    /** Is given terms. */
    interface Listener {
        /** A term, good during the call only. */
        void term(BytesRef term);
    }

    private TermsOfDocuments(int from, int to) {
        this.from = from;
        this.last = new int[to - from];
        Arrays.fill(last, NONE);
    }

    /** Those of the documents [from, to) that are there still; goes through all terms of the field. */
    static TermsOfDocuments read(LeafReader segment, String field, int from, int to) throws IOException {
        TermsOfDocuments read = new TermsOfDocuments(from, to);
        Terms all = segment.terms(field);
        if (all == null) {
            return read;
        }
        Bits live = segment.getLiveDocs();
        TermsEnum each = all.iterator();
        PostingsEnum postings = null;
        for (BytesRef text = each.next(); text != null; text = each.next()) {
            postings = each.postings(postings, PostingsEnum.NONE);
            int known = NONE;
            for (int document = postings.advance(from); document < to; document = postings.nextDoc()) {
                if (live == null || live.get(document)) {
                    known = known == NONE ? read.terms.append(text) : known;
                    read.add(document, known);
                }
            }
        }
        return read;
    }

    private void add(int document, int known) {
        before = ArrayUtil.grow(before, size + 1);
        number = ArrayUtil.grow(number, size + 1);
        before[size] = last[document - from];
        number[size] = known;
        last[document - from] = size++;
    }

    /** Gives the terms of a document, in no order. */
    void forEach(int document, Listener listener) {
        for (int at = last[document - from]; at != NONE; at = before[at]) {
            listener.term(terms.get(term, number[at]));
        }
    }
}
