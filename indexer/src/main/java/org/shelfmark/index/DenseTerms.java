package org.shelfmark.index;

import java.io.IOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ConstantScoreScorerSupplier;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.QueryCache;
import org.apache.lucene.search.QueryCachingPolicy;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the documents of terms that many documents of a segment have, as one bit for each document of the segment: whoever
 * asks for a few of them, those of an owner, looks at bits instead of going through blocks of postings. Kept is what was
 * asked for often; beyond a bound that is forgotten first which was not asked for for the longest time, and what is of a
 * segment goes with it. Which documents are deleted is no matter of terms. Safe for many threads.
 */
final class DenseTerms implements QueryCache {
    /** Of smaller segments postings are quick enough. */
    private static final int FEWEST_DOCUMENTS = 10_000;

    /** One document in so many must have the term: where fewer have it, its postings take less memory than bits. */
    private static final int LEAST_SHARE = 32;

    /** Setting the bits takes some ten times as long as a question; where there is no room for all they are set in vain. */
    private static final int USES_BEFORE = 16;

    /** The part of the bound that one term of one segment may take. */
    private static final int PARTS = 4;

    /** What an entry takes beside its bits. */
    private static final long ENTRY_BYTES = 200;

    private final QueryCache others;
    private final long mostBytes;
    private final int fewestDocuments;
    private final Set<IndexReader.CacheKey> segments = new HashSet<>();
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    private record Key(IndexReader.CacheKey segment, Term term) {}

    /** The bits of a term, and how many there are. */
    private record Kept(FixedBitSet documents, long count) {
        ScorerSupplier scorerSupplier() {
            return ConstantScoreScorerSupplier.fromIterator(
                    new BitSetIterator(documents, count), 0, ScoreMode.COMPLETE_NO_SCORES, documents.length());
        }
    }

    private static final class Entry {
        private int uses;
        private @Nullable Kept kept;

        private long bytes() {
            return ENTRY_BYTES + (kept == null ? 0 : kept.documents().ramBytesUsed());
        }
    }

    /**
     * An empty memory.
     *
     * @param others keeps what is no term
     */
    DenseTerms(QueryCache others, long mostBytes) {
        this(others, mostBytes, FEWEST_DOCUMENTS);
    }

    /** @param fewestDocuments of a segment of which something is kept */
    DenseTerms(QueryCache others, long mostBytes, int fewestDocuments) {
        this.others = others;
        this.mostBytes = mostBytes;
        this.fewestDocuments = fewestDocuments;
    }

    /** A 32nd of the memory that this process may use, and at most 32 MB. */
    static DenseTerms ofProcess(QueryCache others) {
        return new DenseTerms(others, Math.min(32L << 20, Runtime.getRuntime().maxMemory() / 32));
    }

    @Override
    public Weight doCache(Weight weight, QueryCachingPolicy policy) {
        if (weight.getQuery() instanceof TermQuery query) {
            return new OfTerm(weight, query.getTerm());
        }
        Weight other = others.doCache(weight, policy);
        return TermPairCount.of(other, this).orElse(other);
    }

    private final class OfTerm extends FilterWeight {
        private final Term term;

        private OfTerm(Weight weight, Term term) {
            super(weight);
            this.term = term;
        }

        @Override
        public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext context) throws IOException {
            IndexReader.CacheHelper core = context.reader().getCoreCacheHelper();
            int documents = context.reader().maxDoc();
            if (core == null || documents < fewestDocuments) {
                return in.scorerSupplier(context);
            }
            Key key = new Key(core.getKey(), term);
            Kept known = find(key);
            if (known != null) {
                return known.scorerSupplier();
            }
            ScorerSupplier postings = in.scorerSupplier(context);
            if (postings == null || !isDense(postings.cost(), documents) || !isWanted(key, core, documents)) {
                return postings;
            }
            FixedBitSet bits = new FixedBitSet(documents);
            bits.or(postings.get(Long.MAX_VALUE).iterator());
            Kept kept = new Kept(bits, bits.cardinality());
            keep(key, kept);
            return kept.scorerSupplier();
        }
    }

    /** Whether so many documents of a segment are kept as bits. */
    static boolean isDense(long documents, int ofSegment) {
        return documents * LEAST_SHARE >= ofSegment;
    }

    /** The documents of a term in a segment, deleted ones too, if they are kept; nobody may change them. */
    Optional<FixedBitSet> documents(LeafReader segment, Term term) {
        IndexReader.CacheHelper core = segment.getCoreCacheHelper();
        Kept known = core == null ? null : find(new Key(core.getKey(), term));
        return Optional.ofNullable(known).map(Kept::documents);
    }

    private synchronized @Nullable Kept find(Key key) {
        Entry known = entries.get(key);
        return known == null ? null : known.kept;
    }

    private boolean isWanted(Key key, IndexReader.CacheHelper core, int documents) {
        if (FixedBitSet.bits2words(documents) * (long) Long.BYTES > mostBytes / PARTS) {
            return false;
        }
        if (isNew(key.segment())) {
            core.addClosedListener(this::forget);
        }
        return use(key) > USES_BEFORE;
    }

    private synchronized boolean isNew(IndexReader.CacheKey segment) {
        return segments.add(segment);
    }

    private synchronized int use(Key key) {
        Entry entry = entries.get(key);
        if (entry == null) {
            entry = new Entry();
            entries.put(key, entry);
            bytes += entry.bytes();
            makeRoom();
        }
        return ++entry.uses;
    }

    private synchronized void keep(Key key, Kept kept) {
        Entry entry = entries.get(key);
        if (entry != null && entry.kept == null) {
            bytes -= entry.bytes();
            entry.kept = kept;
            bytes += entry.bytes();
            makeRoom();
        }
    }

    private void makeRoom() {
        Iterator<Entry> longestUnasked = entries.values().iterator();
        while (bytes > mostBytes && longestUnasked.hasNext()) {
            bytes -= longestUnasked.next().bytes();
            longestUnasked.remove();
        }
    }

    private synchronized void forget(IndexReader.CacheKey segment) {
        segments.remove(segment);
        entries.entrySet().removeIf(entry -> {
            boolean isOfSegment = entry.getKey().segment().equals(segment);
            bytes -= isOfSegment ? entry.getValue().bytes() : 0;
            return isOfSegment;
        });
    }

    /** Bytes that are taken, as they are estimated. */
    synchronized long bytes() {
        return bytes;
    }

    /** Terms of segments whose bits are kept. */
    synchronized long kept() {
        return entries.values().stream().filter(entry -> entry.kept != null).count();
    }
}
