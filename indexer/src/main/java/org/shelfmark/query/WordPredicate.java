package org.shelfmark.query;

import java.util.function.Predicate;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.document.Columns;
import org.shelfmark.document.WordSplitter;

/**
 * Whether a value in a column of texts has a certain word.
 *
 * @param oneOfSeveral whether the column has the first of several attributes, of which all are searched
 */
record WordPredicate(WordSplitter splitter, Predicate<BytesRef> word, boolean oneOfSeveral) implements ColumnPredicate {
    /** A longer string may have been cut. */
    private static final int WHOLE_CHARS = Columns.MAX_STRING_BYTES;

    @Override
    public Verdict value(AttributeValue value, boolean faithful) {
        if (oneOfSeveral) {
            return Verdict.OPEN;
        }
        if (!(value instanceof StringValue text)) {
            return Verdict.NO;
        }
        if (text.value().length() > WHOLE_CHARS) {
            return Verdict.OPEN;
        }
        boolean found = splitter.words(text.value()).stream().anyMatch(word);
        // the texts of lists and expressions look like strings here, but are not searched
        return found ? (faithful ? Verdict.YES : Verdict.OPEN) : Verdict.NO;
    }

    @Override
    public Verdict numbers(double least, double greatest, boolean faithful) {
        return oneOfSeveral ? Verdict.OPEN : Verdict.NO;
    }

    @Override
    public Verdict others(boolean faithful) {
        return Verdict.OPEN;
    }

    @Override
    public Verdict none(boolean faithful) {
        return Verdict.NO;
    }
}
