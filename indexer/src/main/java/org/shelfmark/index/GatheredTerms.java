package org.shelfmark.index;

import java.io.IOException;
import org.apache.lucene.codecs.FieldsConsumer;
import org.apache.lucene.codecs.NormsProducer;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.Fields;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.jspecify.annotations.Nullable;

/**
 * Writes terms as another consumer does. When segments are merged whose documents come to stand among each other, the
 * documents of a term are first taken segment by segment and then put in order, rather than picked one by one from among all
 * the segments.
 */
final class GatheredTerms extends FieldsConsumer {
    private final FieldsConsumer out;
    private final int documents;
    private final int mostGathered;
    private boolean isGathered;

    /** @param documents of the segment that is written */
    GatheredTerms(FieldsConsumer out, int documents, int mostGathered) {
        this.out = out;
        this.documents = documents;
        this.mostGathered = mostGathered;
    }

    @Override
    public void merge(MergeState merge, @Nullable NormsProducer norms) throws IOException {
        isGathered = MergedPlaces.areGathered(merge, mostGathered) && haveDocumentsOnly(merge);
        super.merge(isGathered ? MergedPlaces.bySegment(merge) : merge, norms);
    }

    /** Of what else terms may have, nothing is gathered. */
    private static boolean haveDocumentsOnly(MergeState merge) {
        for (FieldInfo field : merge.mergeFieldInfos) {
            if (field.getIndexOptions().compareTo(IndexOptions.DOCS) > 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void write(Fields terms, @Nullable NormsProducer norms) throws IOException {
        out.write(isGathered ? new InOrder(terms) : terms, norms);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private final class InOrder extends FilterLeafReader.FilterFields {
        private InOrder(Fields scattered) {
            super(scattered);
        }

        @Override
        public @Nullable Terms terms(String field) throws IOException {
            Terms scattered = super.terms(field);
            return scattered == null ? null : new TermsInOrder(scattered);
        }
    }

    private final class TermsInOrder extends FilterLeafReader.FilterTerms {
        private TermsInOrder(Terms scattered) {
            super(scattered);
        }

        @Override
        public TermsEnum iterator() throws IOException {
            return new TermInOrder(super.iterator());
        }
    }

    private final class TermInOrder extends FilterLeafReader.FilterTermsEnum {
        private final GatheredDocuments gathered = new GatheredDocuments(documents);
        private @Nullable PostingsEnum scattered;

        private TermInOrder(TermsEnum scattered) {
            super(scattered);
        }

        @Override
        public PostingsEnum postings(@Nullable PostingsEnum reuse, int flags) throws IOException {
            scattered = super.postings(scattered, flags);
            return gathered.take(scattered);
        }
    }
}
