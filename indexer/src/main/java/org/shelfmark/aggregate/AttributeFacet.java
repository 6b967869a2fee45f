package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.AttributeTerms;

/** Counts the jobs per value of an attribute that has no field, from the terms of that attribute. */
public final class AttributeFacet {
    private AttributeFacet() {}

    /** The exact counts over all matching jobs. */
    public static ValueCounts count(MatchingJobs jobs, String foldedName) throws IOException {
        ValueCounts counts = new ValueCounts();
        BytesRef prefix = AttributeTerms.prefix(foldedName);
        for (MatchingJobs.Segment segment : jobs.segments()) {
            Terms terms = segment.context().reader().terms(AttributeTerms.FIELD);
            if (terms == null) {
                continue;
            }
            TermsEnum term = terms.iterator();
            if (term.seekCeil(prefix) == TermsEnum.SeekStatus.END) {
                continue;
            }
            PostingsEnum documents = null;
            for (BytesRef bytes = term.term();
                    bytes != null && StringHelper.startsWith(bytes, prefix);
                    bytes = term.next()) {
                AttributeValue value = AttributeTerms.value(bytes, prefix.length);
                if (value instanceof AttributeValue.Undefined) {
                    continue;
                }
                documents = term.postings(documents, PostingsEnum.NONE);
                long count = 0;
                for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                    if (segment.documents().get(doc)) {
                        count++;
                    }
                }
                if (count > 0) {
                    counts.add(value, count);
                }
            }
        }
        return counts;
    }
}
