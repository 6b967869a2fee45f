package org.shelfmark.document;

import java.util.EnumMap;
import java.util.Map;
import org.apache.lucene.util.BytesRef;

/** What the terms of one name begin with, by their kind; made once for all records. */
final class TermBeginnings {
    private final String name;
    private final Map<AttributeTerms.Kind, BytesRef> byKind = new EnumMap<>(AttributeTerms.Kind.class);

    /** Of an attribute's folded name, or of a field that is no attribute. */
    TermBeginnings(String name) {
        this.name = name;
    }

    /** The name. */
    String name() {
        return name;
    }

    /** The beginning of terms of a kind; for kinds without a value, the term itself. */
    BytesRef of(AttributeTerms.Kind kind) {
        BytesRef known = byKind.get(kind);
        if (known == null) {
            known = AttributeTerms.prefix(name, kind);
            byKind.put(kind, known);
        }
        return known;
    }
}
