package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/**
 * Finds the jobs of a ClusterId and ProcId as the query {@code id:} does, by the cluster's term and the column of the
 * ProcIds, without what a query costs in every segment. One request, one thread.
 */
final class JobsById {
    private static final Term NO_JOB = new Term(Columns.KIND, Columns.NO_JOB);

    private static final Comparator<Found> NEWEST_FIRST = Comparator.comparingLong(Found::ended)
            .thenComparingLong(Found::file)
            .thenComparingLong(Found::offset)
            .reversed();

    private final SearchRun run;
    private final FieldMapping cluster;
    private final FieldMapping proc;

    private record Found(int document, long ended, long file, long offset) {}

    JobsById(SearchRun run, Mapping mapping) {
        this.run = run;
        this.cluster = mapping.ofAttribute("ClusterId").orElseThrow();
        this.proc = mapping.ofAttribute("ProcId").orElseThrow();
    }

    /**
     * The documents of the jobs, the newest first.
     *
     * @param most so many at the most
     * @return empty where only the query tells: there are more, or some jobs have ids that are no integers
     */
    Optional<List<Integer>> find(long clusterId, long procId, int most) throws IOException {
        if (isMisfit(cluster) || isMisfit(proc)) {
            return Optional.empty();
        }
        List<Found> found = new ArrayList<>();
        SegmentBounds bounds = SegmentBounds.of(run.snapshot());
        BytesRef term = AttributeTerms.number(Columns.termName(cluster), clusterId);
        for (LeafReaderContext leaf : run.searcher().getIndexReader().leaves()) {
            if (bounds.mayHaveCluster(leaf, clusterId) && !run.isOverTime()) {
                add(found, leaf, term, procId);
            }
            if (found.size() > most) {
                return Optional.empty();
            }
        }
        if (found.size() > 1) {
            found.sort(NEWEST_FIRST);
        }
        return Optional.of(found.stream().map(Found::document).toList());
    }

    private boolean isMisfit(FieldMapping field) {
        return run.attributes().contains(Columns.termName(field), AttributeTerms.Kind.MISFIT);
    }

    private void add(List<Found> found, LeafReaderContext leaf, BytesRef term, long procId) throws IOException {
        LeafReader segment = leaf.reader();
        PostingsEnum ofCluster = segment.postings(new Term(AttributeTerms.FIELD, term), PostingsEnum.NONE);
        if (ofCluster == null) {
            return;
        }
        Bits live = segment.getLiveDocs();
        NumericDocValues procs = DocValues.getNumeric(segment, proc.name());
        for (int at = ofCluster.nextDoc(); at != PostingsEnum.NO_MORE_DOCS; at = ofCluster.nextDoc()) {
            if (procs.advanceExact(at)
                    && procs.longValue() == procId
                    && (live == null || live.get(at))
                    && !isNoJob(segment, at)) {
                found.add(new Found(
                        leaf.docBase + at,
                        value(segment, "ended", at, Long.MIN_VALUE),
                        value(segment, Columns.FILE, at, 0),
                        value(segment, Columns.OFFSET, at, 0)));
            }
        }
    }

    private static boolean isNoJob(LeafReader segment, int document) throws IOException {
        PostingsEnum others = segment.postings(NO_JOB, PostingsEnum.NONE);
        return others != null && others.advance(document) == document;
    }

    private static long value(LeafReader segment, String column, int document, long otherwise) throws IOException {
        NumericDocValues values = DocValues.getNumeric(segment, column);
        return values.advanceExact(document) ? values.longValue() : otherwise;
    }
}
