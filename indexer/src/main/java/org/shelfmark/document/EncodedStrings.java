package org.shelfmark.document;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.UnicodeUtil;
import org.shelfmark.archive.ByteSearch;

/** Strings of computed fields in their encoded forms; hosts and sources repeat from record to record. */
final class EncodedStrings {
    private static final int MAX_KEPT = 10_000;

    private final Map<String, BytesRef> columns = new HashMap<>();
    private final Map<String, Map<String, BytesRef>> terms = new HashMap<>();

    /** UTF-8 of a text, in no more space than it needs. */
    static BytesRef utf8(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        if (encoded.length == text.length()
                && ByteSearch.indexOf(encoded, (byte) '?', 0, encoded.length) == encoded.length) {
            // all of it is ASCII: only half a surrogate pair became one byte as well, a question mark
            return new BytesRef(encoded);
        }
        byte[] bytes = new byte[UnicodeUtil.calcUTF16toUTF8Length(text, 0, text.length())];
        return new BytesRef(bytes, 0, UnicodeUtil.UTF16toUTF8(text, 0, text.length(), bytes));
    }

    BytesRef bytes(String value) {
        if (columns.size() >= MAX_KEPT) {
            columns.clear();
        }
        return columns.computeIfAbsent(value, EncodedStrings::utf8);
    }

    BytesRef term(String name, String value) {
        Map<String, BytesRef> ofName = terms.computeIfAbsent(name, key -> new HashMap<>());
        if (ofName.size() >= MAX_KEPT) {
            ofName.clear();
        }
        return ofName.computeIfAbsent(value, key -> AttributeTerms.foldedString(name, key));
    }
}
