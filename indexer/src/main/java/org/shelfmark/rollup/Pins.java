package org.shelfmark.rollup;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.document.Columns;

/** Which submissions must not be archived for a while. */
public final class Pins {
    /** The inverted field by which the pin of a submission is found. */
    private static final String FIELD = "@pinned";

    /** Until when, in seconds since 1970. */
    private static final String UNTIL = "@pinned.until";

    private final Map<String, Instant> bySubmission = new HashMap<>();

    private Pins() {}

    /** The pins of an index. */
    static Pins of(IndexReader reader) throws IOException {
        Pins pins = new Pins();
        for (LeafReaderContext leaf : reader.leaves()) {
            pins.addAll(leaf.reader());
        }
        return pins;
    }

    private void addAll(LeafReader segment) throws IOException {
        Terms terms = segment.terms(FIELD);
        if (terms == null) {
            return;
        }
        Bits live = segment.getLiveDocs();
        TermsEnum submissions = terms.iterator();
        for (BytesRef name = submissions.next(); name != null; name = submissions.next()) {
            NumericDocValues until = DocValues.getNumeric(segment, UNTIL);
            PostingsEnum documents = submissions.postings(null, PostingsEnum.NONE);
            for (int at = documents.nextDoc(); at != PostingsEnum.NO_MORE_DOCS; at = documents.nextDoc()) {
                if ((live == null || live.get(at)) && until.advanceExact(at)) {
                    bySubmission.put(name.utf8ToString(), Instant.ofEpochSecond(until.longValue()));
                }
            }
        }
    }

    /** Until when a submission is pinned, which may be over; empty where it is not. */
    Optional<Instant> until(SubmissionKey key) {
        return Optional.ofNullable(bySubmission.get(key.term().text()));
    }

    /** The terms of the pins that are over. */
    Term[] over(Instant now) {
        return bySubmission.entrySet().stream()
                .filter(pin -> !pin.getValue().isAfter(now))
                .map(pin -> new Term(FIELD, pin.getKey()))
                .toArray(Term[]::new);
    }

    /** The term that the pin of a submission has. */
    static Term term(SubmissionKey key) {
        return new Term(FIELD, key.term().text());
    }

    /** The document of a pin. */
    public static Document document(SubmissionKey key, Instant until) {
        Document document = new Document();
        document.add(new StringField(Columns.KIND, Columns.NO_JOB, Field.Store.NO));
        document.add(new StringField(Columns.KIND, Columns.PIN, Field.Store.NO));
        document.add(new StringField(FIELD, term(key).text(), Field.Store.NO));
        document.add(new NumericDocValuesField(UNTIL, until.getEpochSecond()));
        return document;
    }
}
