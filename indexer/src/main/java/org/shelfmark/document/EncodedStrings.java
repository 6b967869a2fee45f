package org.shelfmark.document;

import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.util.BytesRef;

/** Strings of computed fields in their encoded forms; hosts and sources repeat from record to record. */
final class EncodedStrings {
    private static final int MAX_KEPT = 10_000;

    private final Map<String, BytesRef> columns = new HashMap<>();
    private final Map<String, Map<String, BytesRef>> terms = new HashMap<>();

    BytesRef bytes(String value) {
        if (columns.size() >= MAX_KEPT) {
            columns.clear();
        }
        return columns.computeIfAbsent(value, text -> new BytesRef(text));
    }

    BytesRef term(String name, String value) {
        Map<String, BytesRef> ofName = terms.computeIfAbsent(name, key -> new HashMap<>());
        if (ofName.size() >= MAX_KEPT) {
            ofName.clear();
        }
        return ofName.computeIfAbsent(value, key -> AttributeTerms.foldedString(name, key));
    }
}
