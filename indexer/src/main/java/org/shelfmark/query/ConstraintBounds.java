package org.shelfmark.query;

/**
 * ClassAd expressions that hold a condition between them: {@code least} is true for none but the jobs meant, {@code most}
 * for all of them.
 *
 * @param difference why the two differ, in words; empty where they are the same
 */
record ConstraintBounds(ConstraintText least, ConstraintText most, String difference) {
    /** An expression that means the same jobs. */
    static ConstraintBounds exactly(ConstraintText text) {
        return new ConstraintBounds(text, text, "");
    }

    /** No expression says anything about the condition. */
    static ConstraintBounds unknown(String reason) {
        return new ConstraintBounds(ConstraintText.FALSE, ConstraintText.TRUE, reason);
    }

    boolean isExact() {
        return difference.isEmpty();
    }
}
