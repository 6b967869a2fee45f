package org.shelfmark.document;

import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/** What the terms of one name begin with, by their kind; made once for all records. */
final class TermBeginnings {
    private final String name;
    private final @Nullable BytesRef[] byKind = new BytesRef[AttributeTerms.Kind.values().length];

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
        BytesRef known = byKind[kind.ordinal()];
        if (known == null) {
            known = AttributeTerms.prefix(name, kind);
            byKind[kind.ordinal()] = known;
        }
        return known;
    }
}
