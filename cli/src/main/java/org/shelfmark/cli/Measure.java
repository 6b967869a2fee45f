package org.shelfmark.cli;

import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.mapping.Unit;

/**
 * What the numbers of a field measure, and so how people like to read them.
 *
 * @param name the field or attribute as asked for
 * @param isTime whether they are moments
 * @param unit what one of them is
 * @param zone zone in which moments are shown
 */
record Measure(String name, boolean isTime, Unit unit, ZoneId zone) {
    static Measure of(String name, ZoneId zone) {
        Mapping mapping = Mapping.htcondorJob();
        Optional<FieldMapping> field = mapping.named(name).or(() -> mapping.ofAttribute(name));
        return new Measure(
                name,
                field.map(found -> found.type() == FieldType.TIME).orElse(false),
                field.map(FieldMapping::unit).orElseGet(() -> mapping.unitOfOther(name)),
                zone);
    }

    /** A number of the field; nothing where there is none. */
    String text(@Nullable Number number) {
        if (number == null) {
            return "";
        }
        return isTime ? ValueText.time(number.longValue(), zone) : amount(number);
    }

    /** How far numbers of the field are apart. */
    String difference(@Nullable Number number) {
        if (number == null) {
            return "";
        }
        return isTime ? Durations.rounded(number.doubleValue()) : amount(number);
    }

    /** Numbers of the field added up; moments have no sum that means anything. */
    String sum(@Nullable Number number) {
        return isTime ? "" : difference(number);
    }

    /** Where an interval begins, so exact that no two are the same. */
    String bound(Number number) {
        boolean whole = number instanceof Long || number instanceof Integer;
        if (unit.dimension() == Unit.Dimension.TIME && whole) {
            return Durations.exact(number.longValue());
        }
        return unit.dimension() == Unit.Dimension.NONE ? plain(number) + suffix() : plain(number) + " " + unit.symbol();
    }

    private String amount(Number number) {
        return switch (unit.dimension()) {
            case TIME -> Durations.rounded(number.doubleValue());
            case SIZE -> ValueText.bytes(number.doubleValue() * unit.factor());
            case NONE -> number instanceof Double real ? ValueText.number(real) + suffix() : number + suffix();
        };
    }

    private static String plain(Number number) {
        return number instanceof Double real && real == Math.rint(real) && Math.abs(real) < 1e15
                ? Long.toString(real.longValue())
                : number.toString();
    }

    private String suffix() {
        return unit == Unit.PERCENT ? " %" : "";
    }
}
