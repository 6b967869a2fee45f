package org.shelfmark.index;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.document.ArchivedJobs;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.JobReader;
import org.shelfmark.mapping.Mapping;

/** Earlier records as a reader has them. Safe for many threads. */
public final class StagedRecords implements EarlierRecords {
    private static final int MAX_RECORDS_OF_A_JOB = 100;

    private final DirectoryReader reader;
    private final IndexSearcher searcher;
    private final Mapping mapping;
    private final long[] files;
    private final ArchivedJobs archived;

    /**
     * Looks into what is staged and committed.
     *
     * @param reader closed with this object
     * @param files numbers of the earlier files
     */
    public StagedRecords(DirectoryReader reader, Mapping mapping, List<Integer> files) throws IOException {
        this.reader = reader;
        this.searcher = new IndexSearcher(reader);
        this.mapping = mapping;
        this.files = files.stream().mapToLong(Integer::longValue).toArray();
        this.archived = ArchivedJobs.of(reader, Set.copyOf(files));
    }

    @Override
    public boolean contain(JobKey job) throws IOException {
        if (!(job.cluster() instanceof IntegerValue cluster) || !(job.proc() instanceof IntegerValue proc)) {
            return false;
        }
        if (archived.contain(job)) {
            return true;
        }
        BooleanQuery query = new BooleanQuery.Builder()
                .add(
                        new TermQuery(
                                new Term(AttributeTerms.FIELD, AttributeTerms.number("clusterid", cluster.value()))),
                        Occur.FILTER)
                .add(
                        NumericDocValuesField.newSlowExactQuery(
                                mapping.ofAttribute("ProcId").orElseThrow().name(), proc.value()),
                        Occur.FILTER)
                .add(NumericDocValuesField.newSlowSetQuery(Columns.FILE, files), Occur.FILTER)
                .build();
        List<LeafReaderContext> leaves = reader.leaves();
        for (ScoreDoc hit : searcher.search(query, MAX_RECORDS_OF_A_JOB).scoreDocs) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
            if (new JobReader(mapping, leaf.reader())
                    .key(hit.doc - leaf.docBase)
                    .equals(job)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean containDamaged(RecordLocation location) throws IOException {
        BooleanQuery query = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Columns.KIND, Columns.QUARANTINED)), Occur.FILTER)
                .add(NumericDocValuesField.newSlowSetQuery(Columns.FILE, files), Occur.FILTER)
                .add(NumericDocValuesField.newSlowExactQuery(Columns.OFFSET, location.offset()), Occur.FILTER)
                .add(NumericDocValuesField.newSlowExactQuery(Columns.LENGTH, location.lengthBytes()), Occur.FILTER)
                .build();
        return searcher.count(query) > 0;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
