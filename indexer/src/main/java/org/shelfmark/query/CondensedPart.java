package org.shelfmark.query;

import java.util.List;
import org.shelfmark.classad.AttributeValue;

/** A part of a condition that {@link CondensedDecision} decides. */
public sealed interface CondensedPart {

    /** Every job. */
    enum Everything implements CondensedPart {
        INSTANCE
    }

    /** It is not known which jobs. */
    enum Open implements CondensedPart {
        INSTANCE
    }

    /** Jobs of which all this holds; every job, where it is nothing. */
    record All(List<CondensedPart> parts) implements CondensedPart {
        /** Copies the parts. */
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** Jobs of which any of this holds; none, where it is nothing. */
    record Any(List<CondensedPart> parts) implements CondensedPart {
        /** Copies the parts. */
        public Any {
            parts = List.copyOf(parts);
        }
    }

    /** The other jobs. */
    record Not(CondensedPart part) implements CondensedPart {}

    /** Jobs whose value in a column passes a test. */
    record OfColumn(String column, ColumnPredicate test) implements CondensedPart {}

    /**
     * Jobs whose values in several columns pass a test together. Columns that are not faithful leave it open.
     *
     * @param columns at least one, each once
     */
    record OfColumns(List<String> columns, TogetherPredicate test) implements CondensedPart {
        /** Copies the names. */
        public OfColumns {
            columns = List.copyOf(columns);
        }
    }

    /** What is asked of the values in several columns together. */
    interface TogetherPredicate {
        /**
         * Whether values are meant.
         *
         * @param values in the order of the columns; undefined where there is none
         */
        Verdict values(List<AttributeValue> values);
    }
}
