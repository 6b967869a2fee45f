package org.shelfmark.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.StringHelper;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.document.AttributeTerms.Kind;

/** The jobs of a segment in which the column of an attribute is not all there is to say. */
final class MarkedJobs {
    private final LeafReader segment;
    private final int valueAt;
    private final boolean absent;
    private final @Nullable FixedBitSet unclear;
    private final @Nullable FixedBitSet otherNumbers;
    private final Map<BytesRef, FixedBitSet> noTimes = new TreeMap<>();

    /** Reads the marks of an attribute. */
    MarkedJobs(LeafReader segment, String foldedName) throws IOException {
        this.segment = segment;
        this.valueAt = AttributeTerms.prefix(foldedName).length;
        this.absent = terms(AttributeTerms.prefix(foldedName), 1).isEmpty();
        FixedBitSet bits = null;
        for (Kind kind : List.of(Kind.MISFIT, Kind.EXPRESSION, Kind.FROM_BANNER)) {
            for (BytesRef term : terms(AttributeTerms.prefix(foldedName, kind), Integer.MAX_VALUE)) {
                bits = bits == null ? new FixedBitSet(segment.maxDoc()) : bits;
                bits.or(postings(term));
            }
        }
        this.unclear = bits;
        FixedBitSet others = null;
        for (BytesRef term : terms(AttributeTerms.prefix(foldedName, Kind.OTHER_NUMBER), 1)) {
            others = new FixedBitSet(segment.maxDoc());
            others.or(postings(term));
        }
        this.otherNumbers = others;
        for (BytesRef term : terms(AttributeTerms.prefix(foldedName, Kind.NO_TIME), Integer.MAX_VALUE)) {
            FixedBitSet jobs = new FixedBitSet(segment.maxDoc());
            jobs.or(postings(term));
            noTimes.put(term, jobs);
        }
    }

    private List<BytesRef> terms(BytesRef prefix, int most) throws IOException {
        List<BytesRef> found = new ArrayList<>();
        Terms terms = segment.terms(AttributeTerms.FIELD);
        TermsEnum term = terms == null ? TermsEnum.EMPTY : terms.iterator();
        if (term.seekCeil(prefix) != TermsEnum.SeekStatus.END) {
            for (BytesRef bytes = term.term();
                    bytes != null && StringHelper.startsWith(bytes, prefix) && found.size() < most;
                    bytes = term.next()) {
                found.add(BytesRef.deepCopyOf(bytes));
            }
        }
        return found;
    }

    private PostingsEnum postings(BytesRef term) throws IOException {
        TermsEnum terms = segment.terms(AttributeTerms.FIELD).iterator();
        if (!terms.seekExact(term)) {
            throw new IOException("a term of the index is gone: the index is damaged");
        }
        return terms.postings(null, PostingsEnum.NONE);
    }

    /** Whether no job of the segment has the attribute. */
    boolean isAbsent() {
        return absent;
    }

    /** Whether the column does not tell the value in the record. */
    boolean isUnclear(int document) {
        return unclear != null && unclear.get(document);
    }

    /** Whether the number is of the other type than the column's. */
    boolean isOtherNumber(int document) {
        return otherNumbers != null && otherNumbers.get(document);
    }

    /** The number that is no time where the column has none; undefined where there is none at all. */
    AttributeValue noTime(int document) {
        for (Map.Entry<BytesRef, FixedBitSet> entry : noTimes.entrySet()) {
            if (entry.getValue().get(document)) {
                BytesRef term = entry.getKey();
                AttributeValue number =
                        SortableNumber.decode(term.bytes, term.offset + valueAt + 1, term.offset + term.length);
                return isOtherNumber(document) && number instanceof IntegerValue integer
                        ? new RealValue((double) integer.value())
                        : number;
            }
        }
        return AttributeValue.UNDEFINED;
    }
}
