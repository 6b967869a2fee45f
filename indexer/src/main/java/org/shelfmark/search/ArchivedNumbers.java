package org.shelfmark.search;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.NumberRange;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.search.RowDivision.Part;

/** Between which numbers the jobs of a row lie. */
final class ArchivedNumbers {
    private final MatchingRow row;
    private final ArchivedColumn column;
    private final boolean mayBeIntegers;
    private @Nullable Boolean areIntegers;

    ArchivedNumbers(MatchingRow row, ArchivedColumn column) {
        this.row = row;
        this.column = column;
        this.mayBeIntegers = column.field()
                .map(field -> field.type() == FieldType.INTEGER || field.type() == FieldType.TIME)
                .orElse(false);
    }

    /** From one number to another, both Longs or both Doubles; neither is necessarily a number of a job. */
    record Ends(Number least, Number greatest) {}

    /** The ends of a part of the row; empty where it has no numbers. */
    Optional<Ends> ends(Part part) throws IOException {
        return switch (part) {
            case Part.Valued valued ->
                switch (valued.value()) {
                    case IntegerValue integer -> Optional.of(new Ends(integer.value(), integer.value()));
                    case RealValue real ->
                        Double.isFinite(real.value())
                                ? Optional.of(new Ends(real.value(), real.value()))
                                : Optional.empty();
                    default -> Optional.empty();
                };
            case Part.Between between -> Optional.of(ends(between.least(), between.greatest()));
            case Part.NoNumber none -> Optional.empty();
        };
    }

    /** The ends of an interval in which numbers of the row lie. */
    Ends ends(double from, double to) throws IOException {
        double least = Math.ceil(from);
        double greatest = Math.floor(to);
        return least <= greatest && areIntegers() ? new Ends((long) least, (long) greatest) : new Ends(from, to);
    }

    /** Whether all numbers of the row are integers, so that none lies between two of them. */
    private boolean areIntegers() throws IOException {
        Boolean known = areIntegers;
        if (known == null) {
            known = mayBeIntegers && row.row().areIntegers(column.name());
            areIntegers = known;
        }
        return known;
    }

    /** Widens a range by the numbers of the jobs that are meant, or may be. */
    void addTo(NumberRange range) throws IOException {
        if (row.isWhole() && row.row().addTo(range, column.name())) {
            return;
        }
        for (Part part : row.by(column.name()).parts()) {
            Optional<Ends> ends = part.count().most() == 0 ? Optional.empty() : ends(part);
            ends.ifPresent(both -> {
                add(range, both.least());
                add(range, both.greatest());
            });
        }
    }

    private static void add(NumberRange range, Number number) {
        if (number instanceof Long integer) {
            range.add((long) integer);
        } else {
            range.add(number.doubleValue());
        }
    }
}
