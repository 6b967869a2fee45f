package org.shelfmark.document;

import java.util.Arrays;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Expression;

/**
 * One line of a record, parsed: {@code Name = expression}. Nine of ten lines occur again in other records, so what can be
 * prepared for the index is prepared here, once per distinct text.
 */
final class AttributeLine {
    private static final byte[] NONE = {};

    final AttributeName name;
    /** The name as this line writes it. */
    final String spelling;

    final Expression expression;
    /** The value where it does not depend on the record; of lists and ads, as far as their text goes. */
    final @Nullable AttributeValue constant;
    /** Whether the expression itself looks outside the record. */
    final boolean outside;

    /** The line's bytes, while it is kept for other records; empty while it is not. */
    byte[] text = NONE;

    private @Nullable BytesRef column;
    private @Nullable BytesRef term;
    private @Nullable TermList words;

    AttributeLine(
            AttributeName name,
            String spelling,
            Expression expression,
            @Nullable AttributeValue constant,
            boolean outside) {
        this.name = name;
        this.spelling = spelling;
        this.expression = expression;
        this.constant = constant;
        this.outside = outside;
    }

    /** Whether a line consists of exactly these bytes. */
    boolean isTextOf(byte[] bytes, int from, int to) {
        return text.length == to - from && Arrays.equals(text, 0, text.length, bytes, from, to);
    }

    /** Whether the line binds its attribute to a number. */
    boolean isNumber() {
        return constant instanceof IntegerValue || constant instanceof RealValue;
    }

    /** Whether the line is kept for other records, so that what is made of it is worth keeping, too. */
    boolean isKept() {
        return text.length > 0;
    }

    /** UTF-8 of a constant string. */
    BytesRef column(StringValue value) {
        BytesRef known = column;
        if (known == null) {
            known = EncodedStrings.utf8(value.value());
            column = known;
        }
        return known;
    }

    /** The term of the constant, or of the text where the line looks outside its record; made once. */
    BytesRef term() {
        BytesRef known = term;
        if (known == null) {
            known = ValueTerms.ofLine(this);
            term = known;
        }
        return known;
    }

    /** The words of a constant string, made by {@code splitter} the first time. */
    TermList words(WordSplitter splitter, String text) {
        TermList known = words;
        if (known == null) {
            known = splitter.split(text);
            words = known;
        }
        return known;
    }
}
