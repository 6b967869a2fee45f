package org.shelfmark.search;

import java.util.List;
import java.util.Optional;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.query.JobCount;

/**
 * Jobs of a row that are meant, by their values in one column.
 *
 * @param isKnown whether the values are known
 * @param parts all jobs of the row, each in one part; empty where the values are not known
 */
record RowDivision(boolean isKnown, List<Part> parts) {
    static final RowDivision UNKNOWN = new RowDivision(false, List.of());

    RowDivision {
        parts = List.copyOf(parts);
    }

    /** Jobs of which it is known what their values are like. */
    sealed interface Part {
        /** How many of them are meant. */
        JobCount count();

        /**
         * All have one value.
         *
         * @param value undefined where they have none
         */
        record Valued(AttributeValue value, JobCount count) implements Part {}

        /** All have numbers in an interval, its ends included. */
        record Between(double least, double greatest, JobCount count) implements Part {}

        /** All have values that are no numbers, or not finite. */
        record NoNumber(JobCount count) implements Part {}
    }

    /** The value that all jobs of the row have, undefined where none has any; empty where that is not known. */
    Optional<AttributeValue> single() {
        return parts.size() == 1 && parts.get(0) instanceof Part.Valued valued
                ? Optional.of(valued.value())
                : Optional.empty();
    }

    /** How many jobs of a row are meant, by what is known of them and of the parts. */
    JobCount refined(JobCount known) {
        if (!isKnown) {
            return known;
        }
        JobCount sum = JobCount.NONE;
        for (Part part : parts) {
            sum = sum.plus(part.count());
        }
        return new JobCount(Math.max(known.least(), sum.least()), Math.min(known.most(), sum.most()));
    }
}
