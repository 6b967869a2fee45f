package org.shelfmark.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.shelfmark.search.SearchException;

/** The percent-encoding of addresses, without mercy: what is not UTF-8 in it has no meaning, and must not get one. */
final class PercentEncoding {
    private static final int SHOWN = 40;

    private PercentEncoding() {}

    /**
     * Decodes a part of an address.
     *
     * @throws SearchException where an escape is broken, or the bytes are not UTF-8
     */
    static String decode(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        int at = 0;
        while (at < text.length()) {
            int percent = text.indexOf('%', at);
            int plain = percent < 0 ? text.length() : percent;
            bytes.writeBytes(text.substring(at, plain).getBytes(StandardCharsets.UTF_8));
            at = plain;
            if (percent >= 0) {
                bytes.write(escaped(text, percent));
                at = percent + 3;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "'" + shown(text, 0) + "' in the address is not text; accepted: UTF-8, percent-encoded");
        }
    }

    private static int escaped(String text, int percent) {
        if (percent + 2 >= text.length()
                || !HexFormat.isHexDigit(text.charAt(percent + 1))
                || !HexFormat.isHexDigit(text.charAt(percent + 2))) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "'" + shown(text, percent)
                            + "' in the address: a % stands before two hexadecimal digits, or as %25");
        }
        return HexFormat.fromHexDigits(text, percent + 1, percent + 3);
    }

    private static String shown(String text, int from) {
        return text.length() - from <= SHOWN ? text.substring(from) : text.substring(from, from + SHOWN) + "...";
    }
}
