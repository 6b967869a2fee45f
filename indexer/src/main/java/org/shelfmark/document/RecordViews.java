package org.shelfmark.document;

import org.shelfmark.classad.Evaluator;
import org.shelfmark.mapping.Mapping;

/**
 * Views records one after the other. What is known of lines stays known from record to record, which is what makes a scan
 * quick; bytes of strings that are no UTF-8 are kept, as {@link org.shelfmark.classad.ByteText} says.
 *
 * <p>Belongs to one thread.
 */
public final class RecordViews {
    private final Mapping mapping;
    private final Evaluator evaluator;
    private final RecordParser parser;

    /**
     * Views for one scan.
     *
     * @param evaluator for expressions that are asked of the records
     */
    public RecordViews(Mapping mapping, Evaluator evaluator) {
        this.mapping = mapping;
        this.evaluator = evaluator;
        this.parser = new RecordParser(mapping, evaluator, true);
    }

    /**
     * Parses the record in [from, end) of {@code bytes}. The view is good until the next one is asked for.
     *
     * @param bannerStart index of its banner
     * @throws RecordProblem when it is damaged
     */
    public RecordView view(byte[] bytes, int from, int bannerStart, int end) throws RecordProblem {
        RecordView view = new RecordView(mapping, evaluator, parser, bytes, from, bannerStart, end);
        parser.keep(null);
        return view;
    }
}
