package org.shelfmark.index;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.util.ArrayUtil;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/** The documents of a term in ascending order, whatever the order in which they come. Used for one term after another. */
final class GatheredDocuments extends PostingsEnum {
    /** Of so many documents, one that has the term makes a bit for each cheaper than sorting. */
    private static final int FEW = 64;

    private final FixedBitSet bits;
    private int[] documents = new int[16];
    private int count;
    private int next;
    private int current = -1;

    GatheredDocuments(int maxDocuments) {
        this.bits = new FixedBitSet(maxDocuments);
    }

    /** This, with the documents of another that has not been read yet. */
    GatheredDocuments take(PostingsEnum scattered) throws IOException {
        boolean isAscending = true;
        int last = -1;
        count = 0;
        for (int document = scattered.nextDoc(); document != NO_MORE_DOCS; document = scattered.nextDoc()) {
            if (count == documents.length) {
                documents = ArrayUtil.grow(documents);
            }
            documents[count++] = document;
            isAscending &= document > last;
            last = document;
        }
        if (!isAscending) {
            sort();
        }
        next = 0;
        current = -1;
        return this;
    }

    private void sort() {
        if (count < bits.length() / FEW) {
            Arrays.sort(documents, 0, count);
            return;
        }
        bits.clear();
        for (int i = 0; i < count; i++) {
            bits.set(documents[i]);
        }
        int sorted = 0;
        for (int document = bits.nextSetBit(0); document != NO_MORE_DOCS; document = following(document)) {
            documents[sorted++] = document;
        }
    }

    private int following(int document) {
        return document + 1 < bits.length() ? bits.nextSetBit(document + 1) : NO_MORE_DOCS;
    }

    @Override
    public int docID() {
        return current;
    }

    @Override
    public int nextDoc() {
        current = next < count ? documents[next++] : NO_MORE_DOCS;
        return current;
    }

    @Override
    public int advance(int target) throws IOException {
        return slowAdvance(target);
    }

    @Override
    public long cost() {
        return count;
    }

    @Override
    public int freq() {
        return 1;
    }

    @Override
    public int nextPosition() {
        return -1;
    }

    @Override
    public int startOffset() {
        return -1;
    }

    @Override
    public int endOffset() {
        return -1;
    }

    @Override
    public @Nullable BytesRef getPayload() {
        return null;
    }
}
