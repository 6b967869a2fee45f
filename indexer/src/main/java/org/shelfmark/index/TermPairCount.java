package org.shelfmark.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.util.FixedBitSet;

/**
 * Counts the documents of a segment that have two terms, at least one of which is among {@link DenseTerms}: both as bits, or
 * the postings of one against the bits of the other. Where documents are deleted, or terms are excluded that some document
 * has, it does not count, and the documents are gone through as ever.
 */
final class TermPairCount extends FilterWeight {
    /** Documents whose postings are decoded at once. */
    private static final int WINDOW = 1 << 12;

    private final DenseTerms dense;
    private final Conjunction terms;

    /** What a query asks for. */
    private record Conjunction(List<Term> required, List<Term> excluded) {
        /** Adds what a query asks for; false where it is something else than terms that are all required or excluded. */
        private boolean add(Query query) {
            return switch (query) {
                case TermQuery term -> required.add(term.getTerm());
                case ConstantScoreQuery constant -> add(constant.getQuery());
                // one that only excludes matches nothing
                case BooleanQuery several ->
                    several.clauses().stream().anyMatch(BooleanClause::isRequired)
                            && several.clauses().stream().allMatch(this::add);
                default -> false;
            };
        }

        private boolean add(BooleanClause clause) {
            return switch (clause.occur()) {
                case FILTER, MUST -> add(clause.query());
                case MUST_NOT -> clause.query() instanceof TermQuery term && excluded.add(term.getTerm());
                case SHOULD -> false;
            };
        }
    }

    private TermPairCount(Weight weight, DenseTerms dense, Conjunction terms) {
        super(weight);
        this.dense = dense;
        this.terms = terms;
    }

    /** The weight of a query that asks for two terms; empty for any other. */
    static Optional<Weight> of(Weight weight, DenseTerms dense) {
        Conjunction terms = new Conjunction(new ArrayList<>(), new ArrayList<>());
        return weight.getQuery() instanceof BooleanQuery query
                        && terms.add(query)
                        && terms.required().size() == 2
                ? Optional.of(new TermPairCount(weight, dense, terms))
                : Optional.empty();
    }

    @Override
    public int count(LeafReaderContext context) throws IOException {
        LeafReader segment = context.reader();
        if (segment.hasDeletions()) {
            return in.count(context);
        }
        Optional<FixedBitSet> first = dense.documents(segment, terms.required().get(0));
        Optional<FixedBitSet> second = dense.documents(segment, terms.required().get(1));
        if ((first.isEmpty() && second.isEmpty()) || hasExcluded(segment)) {
            return in.count(context);
        }
        if (first.isPresent() && second.isPresent()) {
            return Math.toIntExact(FixedBitSet.intersectionCount(first.get(), second.get()));
        }
        PostingsEnum postings = segment.postings(terms.required().get(first.isEmpty() ? 0 : 1), PostingsEnum.NONE);
        if (postings == null) {
            return 0;
        }
        // more than that would not be interrupted when the time is up, and is kept soon
        return DenseTerms.isDense(postings.cost(), segment.maxDoc())
                ? in.count(context)
                : count(postings, first.or(() -> second).orElseThrow());
    }

    private boolean hasExcluded(LeafReader segment) throws IOException {
        for (Term term : terms.excluded()) {
            if (segment.docFreq(term) > 0) {
                return true;
            }
        }
        return false;
    }

    private static int count(PostingsEnum postings, FixedBitSet documents) throws IOException {
        FixedBitSet window = new FixedBitSet(WINDOW);
        long[] wanted = documents.getBits();
        long[] found = window.getBits();
        int count = 0;
        for (int at = postings.nextDoc(); at != PostingsEnum.NO_MORE_DOCS; at = postings.docID()) {
            int begin = at - at % WINDOW;
            postings.intoBitSet(begin + WINDOW, window, begin);
            int words = Math.min(found.length, wanted.length - begin / Long.SIZE);
            for (int word = 0; word < words; word++) {
                count += Long.bitCount(found[word] & wanted[begin / Long.SIZE + word]);
            }
            window.clear();
        }
        return count;
    }
}
