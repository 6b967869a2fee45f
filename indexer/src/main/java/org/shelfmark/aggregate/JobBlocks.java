package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.search.DocIdStream;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;

/** Gathers the jobs of a segment, so that each figure has many of them at a time. */
final class JobBlocks implements LeafCollector {
    private final PassShare share;
    private final Figure.Counting counting;
    private final Runnable end;
    private final int[] documents = new int[Figure.BLOCK];
    private final int[] more = new int[Figure.BLOCK];
    private int gathered;

    /**
     * Gathers jobs.
     *
     * @param share whose jobs are counted, too
     * @param end what to do when no more jobs come
     */
    JobBlocks(PassShare share, Figure.Counting counting, Runnable end) {
        this.share = share;
        this.counting = counting;
        this.end = end;
    }

    @Override
    public void setScorer(Scorable scorer) {
        // only which jobs match is asked
    }

    @Override
    public void collect(int document) throws IOException {
        if (gathered == documents.length) {
            count();
        }
        documents[gathered++] = document;
    }

    @Override
    public void collect(DocIdStream stream) throws IOException {
        // a stream is of neighbours, of which only few may match
        for (int size = stream.intoArray(more); size > 0; size = stream.intoArray(more)) {
            if (gathered + size > documents.length) {
                count();
            }
            System.arraycopy(more, 0, documents, gathered, size);
            gathered += size;
        }
    }

    private void count() throws IOException {
        if (gathered > 0) {
            share.jobs += gathered;
            counting.jobs(documents, gathered);
            gathered = 0;
        }
    }

    @Override
    public void finish() throws IOException {
        count();
        counting.end();
        end.run();
    }
}
