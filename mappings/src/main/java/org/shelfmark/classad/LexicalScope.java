package org.shelfmark.classad;

import org.jspecify.annotations.Nullable;

/**
 * Where the names inside an expression are looked up: the innermost ad first, then the ads around it, last the record.
 * Lists and ads carry theirs, because their members are evaluated only when asked for.
 */
public final class LexicalScope {
    /** The scope of values that functions build: their members are literals and refer to nothing. */
    static final LexicalScope NONE = new LexicalScope(AttributeScope.empty(), null);

    private final AttributeScope attributes;
    private final @Nullable LexicalScope outer;

    private LexicalScope(AttributeScope attributes, @Nullable LexicalScope outer) {
        this.attributes = attributes;
        this.outer = outer;
    }

    static LexicalScope root(AttributeScope record) {
        return new LexicalScope(record, null);
    }

    LexicalScope inner(AttributeScope ad) {
        return new LexicalScope(ad, this);
    }

    AttributeScope attributes() {
        return attributes;
    }

    @Nullable
    LexicalScope outer() {
        return outer;
    }

    LexicalScope outermost() {
        LexicalScope scope = this;
        while (scope.outer != null) {
            scope = scope.outer;
        }
        return scope;
    }
}
