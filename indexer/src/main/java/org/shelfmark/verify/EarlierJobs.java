package org.shelfmark.verify;

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
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.document.ArchivedJobs;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.JobReader;
import org.shelfmark.mapping.Mapping;

/**
 * Whether a record has its document under another file: one that begins like the file in which it was found, and gave
 * the record before.
 */
final class EarlierJobs {
    private static final int MAX_RECORDS_OF_A_JOB = 100;

    private final DirectoryReader reader;
    private final Mapping mapping;
    private final long[] files;
    private final ArchivedJobs archived;

    /** Looks into the documents of some files; the reader stays open. */
    EarlierJobs(DirectoryReader reader, Mapping mapping, List<Integer> files) throws IOException {
        this.reader = reader;
        this.mapping = mapping;
        this.files = files.stream().mapToLong(Integer::longValue).toArray();
        this.archived = ArchivedJobs.of(reader, Set.copyOf(files));
    }

    boolean have(ExpectedRecord record) throws IOException {
        if (files.length == 0) {
            return false;
        }
        JobKey key = record.key();
        return key == null ? haveDamaged(record) : haveJob(key);
    }

    private boolean haveJob(JobKey key) throws IOException {
        if (!(key.cluster() instanceof IntegerValue cluster) || !(key.proc() instanceof IntegerValue proc)) {
            return false;
        }
        if (archived.contain(key)) {
            return true;
        }
        Query query = new BooleanQuery.Builder()
                .add(term(AttributeTerms.number("clusterid", cluster.value())), Occur.FILTER)
                .add(
                        NumericDocValuesField.newSlowExactQuery(
                                mapping.ofAttribute("ProcId").orElseThrow().name(), proc.value()),
                        Occur.FILTER)
                .add(NumericDocValuesField.newSlowSetQuery(Columns.FILE, files), Occur.FILTER)
                .build();
        List<LeafReaderContext> leaves = reader.leaves();
        for (ScoreDoc hit : new IndexSearcher(reader).search(query, MAX_RECORDS_OF_A_JOB).scoreDocs) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
            if (new JobReader(mapping, leaf.reader())
                    .key(hit.doc - leaf.docBase)
                    .equals(key)) {
                return true;
            }
        }
        return false;
    }

    /** Files that begin alike have it at the same place. */
    private boolean haveDamaged(ExpectedRecord record) throws IOException {
        Query query = new BooleanQuery.Builder()
                .add(new TermQuery(new Term(Columns.KIND, Columns.QUARANTINED)), Occur.FILTER)
                .add(NumericDocValuesField.newSlowSetQuery(Columns.FILE, files), Occur.FILTER)
                .add(
                        NumericDocValuesField.newSlowExactQuery(
                                Columns.OFFSET, record.location().offset()),
                        Occur.FILTER)
                .add(
                        NumericDocValuesField.newSlowExactQuery(
                                Columns.LENGTH, record.location().lengthBytes()),
                        Occur.FILTER)
                .build();
        return new IndexSearcher(reader).count(query) > 0;
    }

    private static Query term(BytesRef term) {
        return new TermQuery(new Term(AttributeTerms.FIELD, term));
    }
}
