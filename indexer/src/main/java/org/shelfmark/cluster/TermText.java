package org.shelfmark.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.document.AttributeTerms;

/**
 * The terms of {@link AttributeTerms} as text, because JSON has no bytes: the number in a term becomes hexadecimal digits,
 * which sort like its bytes, and everything else is UTF-8 already. So terms sort as text as they sort as bytes.
 */
public final class TermText {
    private static final HexFormat HEX = HexFormat.of();
    private static final int SEPARATOR = 0;

    private TermText() {}

    /** A term as text; also the beginning of one. */
    public static String of(BytesRef term) {
        int valueAt = numberAt(term);
        if (valueAt < 0) {
            return utf8(term.bytes, term.offset, term.length);
        }
        return utf8(term.bytes, term.offset, valueAt - term.offset)
                + HEX.formatHex(term.bytes, valueAt, term.offset + term.length);
    }

    /** The term of a text. */
    public static BytesRef term(String text) {
        int separator = text.indexOf(SEPARATOR);
        if (separator < 0 || separator + 1 >= text.length() || !AttributeTerms.isNumber(text.charAt(separator + 1))) {
            return new BytesRef(text);
        }
        byte[] beginning = text.substring(0, separator + 2).getBytes(StandardCharsets.UTF_8);
        byte[] number = HEX.parseHex(text, separator + 2, text.length());
        byte[] term = Arrays.copyOf(beginning, beginning.length + number.length);
        System.arraycopy(number, 0, term, beginning.length, number.length);
        return new BytesRef(term);
    }

    /** Where the bytes of the number begin in a number's term; negative in other terms. */
    private static int numberAt(BytesRef term) {
        int end = term.offset + term.length;
        int at = term.offset;
        while (at < end && term.bytes[at] != SEPARATOR) {
            at++;
        }
        return at + 1 < end && AttributeTerms.isNumber(term.bytes[at + 1]) ? at + 2 : -1;
    }

    private static String utf8(byte[] bytes, int from, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a term that is no UTF-8", e);
        }
    }
}
