package org.shelfmark.classad;

import java.util.Optional;

/**
 * Attributes an expression can refer to: normally one history record.
 *
 * <p>The evaluator recognises reference cycles by scope object and name, so one evaluation must see one scope object per
 * record; the returned expressions may be parsed anew at every call.
 */
@FunctionalInterface
public interface AttributeScope {
    /**
     * The expression an attribute is bound to.
     *
     * @param foldedName the name folded by {@link AsciiCase#fold}
     * @return empty when the scope has no such attribute, which evaluates to undefined
     */
    Optional<Expression> attribute(String foldedName);

    /** A scope without attributes. */
    static AttributeScope empty() {
        return foldedName -> Optional.empty();
    }
}
