package org.shelfmark.document;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.classad.Expression;
import org.shelfmark.classad.Unparser;

/**
 * Values that do not fit the columns of their fields: a string where numbers stand, 2<sup>53</sup> + 1 where reals
 * stand, a very long text. Kept beside the columns, so that a job shows them and counts count them.
 *
 * <p>Encoded as field name, colon, length of the text in characters, colon, text of the value in old ClassAd syntax, and so
 * on.
 */
public final class Misfits {
    /** Longest text kept, in characters; of a longer one the beginning is kept, closed by {@link #CUT}. */
    public static final int MAX_TEXT_CHARS = 16_000;

    /** Ends a text that was cut. */
    public static final String CUT = "...";

    /** Reals for which there is no literal, by their text. */
    private static final Map<String, RealValue> NOT_FINITE = notFinite();

    private Misfits() {}

    private static Map<String, RealValue> notFinite() {
        Map<String, RealValue> byText = new HashMap<>();
        for (double real : new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN}) {
            byText.put(Unparser.unparse(new RealValue(real)), new RealValue(real));
        }
        return byText;
    }

    /** Writes misfits by field name. */
    static BytesRef encode(Map<String, AttributeValue> misfits) {
        StringBuilder encoded = new StringBuilder();
        misfits.forEach((field, value) -> {
            String text = Unparser.unparse(shortened(value));
            encoded.append(field).append(':').append(text.length()).append(':').append(text);
        });
        return new BytesRef(encoded);
    }

    /** Reads misfits by field name. */
    public static Map<String, AttributeValue> decode(BytesRef bytes) {
        Map<String, AttributeValue> misfits = new LinkedHashMap<>();
        String encoded = bytes.utf8ToString();
        int at = 0;
        while (at < encoded.length()) {
            int nameEnd = encoded.indexOf(':', at);
            int lengthEnd = encoded.indexOf(':', nameEnd + 1);
            int end = lengthEnd + 1 + Integer.parseInt(encoded, nameEnd + 1, lengthEnd, 10);
            misfits.put(encoded.substring(at, nameEnd), value(encoded.substring(lengthEnd + 1, end)));
            at = end;
        }
        return misfits;
    }

    private static AttributeValue value(String text) {
        RealValue notFinite = NOT_FINITE.get(text);
        if (notFinite != null) {
            return notFinite;
        }
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            return ClassAdParser.parse(bytes, 0, bytes.length) instanceof Expression.Literal literal
                    ? literal.value()
                    : new StringValue(text);
        } catch (ClassAdSyntaxException e) {
            // lists and ads of a hand-made record may print in a form that does not parse: their text is the value
            return new StringValue(text);
        }
    }

    private static AttributeValue shortened(AttributeValue value) {
        String text = value instanceof StringValue string ? string.value() : Unparser.unparse(value);
        return text.length() <= MAX_TEXT_CHARS ? value : new StringValue(text.substring(0, MAX_TEXT_CHARS) + CUT);
    }
}
