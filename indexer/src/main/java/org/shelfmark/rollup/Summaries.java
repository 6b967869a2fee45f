package org.shelfmark.rollup;

import java.io.IOException;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.Bits;
import org.shelfmark.document.Columns;

/** The archived submissions of an index. */
public final class Summaries {
    private static final Term SUMMARY = new Term(Columns.KIND, Columns.SUMMARY);

    private Summaries() {}

    /**
     * Which submissions are wanted.
     *
     * @param source folded; empty for those of all sources
     * @param owner folded; empty for those of all owners. Submissions whose jobs name none are wanted in any case
     */
    public record Wanted(Optional<String> source, Optional<String> owner) {
        /** All. */
        public static final Wanted ALL = new Wanted(Optional.empty(), Optional.empty());

        boolean includes(SubmissionKey key) {
            return source.map(key.source()::equals).orElse(true)
                    && (owner.isEmpty() || key.owner().isEmpty() || key.owner().equals(owner));
        }
    }

    /** Is shown submissions. */
    @FunctionalInterface
    public interface Visitor {
        /** One of them; good until this returns. */
        void submission(CondensedSubmission submission) throws IOException;
    }

    /** Shows all of them, in the order of the reader. */
    public static void visit(IndexReader reader, Visitor visitor) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            visit(leaf, SUMMARY, visitor);
        }
    }

    /** Shows those of one segment that are wanted. */
    public static void visit(LeafReaderContext leaf, Wanted wanted, Visitor visitor) throws IOException {
        if (wanted.equals(Wanted.ALL) || leaf.reader().docFreq(SUMMARY) == 0) {
            visit(leaf, SUMMARY, visitor);
        } else {
            visit(leaf, SUMMARY, SegmentKeys.of(leaf.reader()).choice(wanted)::includes, visitor);
        }
    }

    /** Shows those of one cluster, of whichever owner and source. */
    public static void visit(IndexReader reader, long cluster, Visitor visitor) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            NumericDocValues clusters = DocValues.getNumeric(leaf.reader(), Columns.CLUSTER);
            visit(
                    leaf,
                    SUMMARY,
                    document -> clusters.advanceExact(document) && clusters.longValue() == cluster,
                    visitor);
        }
    }

    /** Shows one, if it is archived. */
    public static void visit(IndexReader reader, SubmissionKey key, Visitor visitor) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            visit(leaf, key.term(), submission -> {
                if (submission.key().equals(key)) {
                    visitor.submission(submission);
                }
            });
        }
    }

    /** Chooses among summaries before they are read. */
    private interface Choice {
        boolean includes(int document) throws IOException;
    }

    private static void visit(LeafReaderContext leaf, Term term, Visitor visitor) throws IOException {
        visit(leaf, term, document -> true, visitor);
    }

    private static void visit(LeafReaderContext leaf, Term term, Choice choice, Visitor visitor) throws IOException {
        PostingsEnum documents = leaf.reader().postings(term, PostingsEnum.NONE);
        if (documents == null) {
            return;
        }
        Bits live = leaf.reader().getLiveDocs();
        SegmentSummaries segment = new SegmentSummaries(leaf.reader());
        for (int at = documents.nextDoc(); at != PostingsEnum.NO_MORE_DOCS; at = documents.nextDoc()) {
            if ((live == null || live.get(at)) && choice.includes(at)) {
                visitor.submission(new CondensedSubmission(segment, at, leaf.docBase));
            }
        }
    }
}
