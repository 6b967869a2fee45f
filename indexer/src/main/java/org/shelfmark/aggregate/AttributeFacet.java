package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
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
            FixedBitSet withValue = withValue(terms, foldedName, segment.documents());
            PostingsEnum documents = null;
            for (BytesRef bytes = term.term();
                    bytes != null && StringHelper.startsWith(bytes, prefix);
                    bytes = term.next()) {
                AttributeValue value = AttributeTerms.value(bytes, prefix.length);
                if (value instanceof AttributeValue.Undefined) {
                    continue;
                }
                FixedBitSet counted =
                        AttributeTerms.isExpression(bytes, prefix.length) ? withValue : segment.documents();
                documents = term.postings(documents, PostingsEnum.NONE);
                long count = 0;
                for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                    if (counted.get(doc)) {
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

    /** The jobs in which the expression that stands there as text has a value: only there the text stands for one. */
    private static FixedBitSet withValue(Terms terms, String foldedName, FixedBitSet jobs) throws IOException {
        FixedBitSet present = new FixedBitSet(jobs.length());
        TermsEnum term = terms.iterator();
        if (term.seekExact(AttributeTerms.prefix(foldedName, AttributeTerms.Kind.PRESENT))) {
            present.or(term.postings(null, PostingsEnum.NONE));
            present.and(jobs);
        }
        return present;
    }
}
