package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;
import org.apache.lucene.util.packed.PackedInts;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.AttributeTerms;

/** The values of an attribute in a segment, turned from terms with jobs into jobs with values. */
final class AttributeValues implements SegmentValues {
    /** For each document the number of its value and one, 0 without a value. */
    private final PackedInts.Reader numbers;

    private final List<AttributeValue> values;

    private AttributeValues(PackedInts.Reader numbers, List<AttributeValue> values) {
        this.numbers = numbers;
        this.values = values;
    }

    /** Reads the terms of an attribute. */
    static AttributeValues read(LeafReader segment, String foldedName) throws IOException {
        Terms terms = segment.terms(AttributeTerms.FIELD);
        if (terms == null) {
            return new AttributeValues(PackedInts.NullReader.forCount(segment.maxDoc()), List.of());
        }
        List<AttributeValue> values = values(terms, foldedName);
        if (values.isEmpty()) {
            return new AttributeValues(PackedInts.NullReader.forCount(segment.maxDoc()), values);
        }
        PackedInts.Mutable numbers =
                PackedInts.getMutable(segment.maxDoc(), PackedInts.bitsRequired(values.size()), PackedInts.DEFAULT);
        FixedBitSet present = present(terms, foldedName, segment.maxDoc());
        Walk walk = new Walk(terms, foldedName);
        PostingsEnum documents = null;
        for (int number = 1; walk.next(); number++) {
            documents = walk.term.postings(documents, PostingsEnum.NONE);
            for (int doc = documents.nextDoc(); doc != DocIdSetIterator.NO_MORE_DOCS; doc = documents.nextDoc()) {
                // the text of an expression stands for a value only where the expression has one
                if (!walk.isExpression() || present.get(doc)) {
                    numbers.set(doc, number);
                }
            }
        }
        return new AttributeValues(numbers, values);
    }

    private static List<AttributeValue> values(Terms terms, String foldedName) throws IOException {
        List<AttributeValue> values = new ArrayList<>();
        Walk walk = new Walk(terms, foldedName);
        while (walk.next()) {
            if (values.size() == ValueCounts.MAX_DISTINCT) {
                throw new TooManyException("more than " + ValueCounts.MAX_DISTINCT + " values");
            }
            values.add(walk.value);
        }
        return values;
    }

    private static FixedBitSet present(Terms terms, String foldedName, int documents) throws IOException {
        FixedBitSet present = new FixedBitSet(documents);
        TermsEnum term = terms.iterator();
        if (term.seekExact(AttributeTerms.prefix(foldedName, AttributeTerms.Kind.PRESENT))) {
            present.or(term.postings(null, PostingsEnum.NONE));
        }
        return present;
    }

    /** Goes over the terms that stand for a value. */
    private static final class Walk {
        private final BytesRef prefix;
        private final TermsEnum term;
        private boolean begun;
        private AttributeValue value = AttributeValue.UNDEFINED;

        Walk(Terms terms, String foldedName) throws IOException {
            this.prefix = AttributeTerms.prefix(foldedName);
            this.term = terms.iterator();
        }

        boolean next() throws IOException {
            do {
                boolean ended = begun ? term.next() == null : term.seekCeil(prefix) == TermsEnum.SeekStatus.END;
                begun = true;
                if (ended || !StringHelper.startsWith(term.term(), prefix)) {
                    return false;
                }
                value = AttributeTerms.value(term.term(), prefix.length);
            } while (value instanceof AttributeValue.Undefined);
            return true;
        }

        boolean isExpression() throws IOException {
            return AttributeTerms.isExpression(term.term(), prefix.length);
        }
    }

    @Override
    public int number(int document) {
        return (int) numbers.get(document) - 1;
    }

    @Override
    public AttributeValue value(int number) {
        return values.get(number);
    }
}
