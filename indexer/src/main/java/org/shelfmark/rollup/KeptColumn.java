package org.shelfmark.rollup;

import java.util.Optional;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/**
 * One column of which a summary keeps the values of its jobs.
 *
 * @param name as {@link Columns} names it
 * @param field its field; empty for an attribute without one
 * @param attribute folded name of the attribute; empty where there is a field
 * @param keeping how the values are kept
 */
record KeptColumn(String name, Optional<FieldMapping> field, Optional<String> attribute, Keeping keeping) {
    /** Begins the names of the columns of summaries in which values are kept. */
    private static final String PREFIX = "@kept.";

    private static final String DICTIONARY_PREFIX = "@values.";

    /** How the values of a column are kept. */
    sealed interface Keeping {

        /** Jobs of a row have one and the same value. */
        enum OneByRow implements Keeping {
            INSTANCE
        }

        /** Each value of a row is counted. */
        enum Counted implements Keeping {
            INSTANCE
        }

        /** Sums, extremes and a sketch of the numbers of a row. */
        enum Tallied implements Keeping {
            INSTANCE
        }

        /**
         * The same, and how many numbers lie in each interval.
         *
         * @param width of the intervals, which begin at its multiples
         */
        record Binned(long width) implements Keeping {}
    }

    static KeptColumn of(Mapping mapping, FieldMapping field, Keeping keeping) {
        return new KeptColumn(Columns.of(mapping, field), Optional.of(field), Optional.empty(), keeping);
    }

    static KeptColumn ofAttribute(String foldedName) {
        return new KeptColumn(
                Columns.ofAttribute(foldedName), Optional.empty(), Optional.of(foldedName), Keeping.OneByRow.INSTANCE);
    }

    /** The column of summaries in which the counts or numbers of a column stand. */
    static String storedAs(String name) {
        return PREFIX + name;
    }

    /** The column of summaries in which the values stand that are counted. */
    static String dictionaryOf(String name) {
        return DICTIONARY_PREFIX + name;
    }

    /** The name by which people ask for it. */
    String spelling() {
        return attribute.orElse(name);
    }

    boolean isOneByRow() {
        return keeping instanceof Keeping.OneByRow;
    }
}
