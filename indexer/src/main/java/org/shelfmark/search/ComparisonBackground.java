package org.shelfmark.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shelfmark.aggregate.NumberRange;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.query.QueryText;

/**
 * The background of a comparison for which none was named: jobs of the same owners that ended on the same days, as a query
 * that people can read and ask again.
 */
final class ComparisonBackground {
    /** With more owners, or with names longer than these characters together, jobs of all owners are the background. */
    private static final int MAX_OWNERS = 100;

    private static final int MAX_OWNERS_CHARS = 10_000;
    /** No query can name later years. */
    private static final int LAST_YEAR = 9999;

    /** Of a year that no zone takes for that one. */
    private static final long AFTER = Instant.parse("+10001-01-01T00:00:00Z").getEpochSecond();

    private ComparisonBackground() {}

    /**
     * The query; {@code *} when the foreground has neither owners nor ends.
     *
     * @param owners the owners of the foreground
     * @param ended when they left the queue, in seconds since 1970
     * @param zone the zone of the days
     */
    static String query(ValueCounts owners, NumberRange ended, ZoneId zone) {
        List<String> conditions = new ArrayList<>();
        owners(owners).ifPresent(conditions::add);
        days(ended, zone).ifPresent(conditions::add);
        return conditions.isEmpty() ? "*" : String.join(" ", conditions);
    }

    private static Optional<String> owners(ValueCounts counts) {
        List<ValueCounts.Entry> owners = counts.top(MAX_OWNERS + 1);
        if (owners.isEmpty() || owners.size() > MAX_OWNERS) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (ValueCounts.Entry owner : owners) {
            // an owner that is no string is found by its unquoted text
            values.add(
                    owner.value() instanceof AttributeValue.StringValue name
                            ? QueryText.value(name.value())
                            : String.valueOf(JsonValues.shown(owner.value())));
        }
        String joined = "owner:" + String.join(",", values);
        return joined.length() > MAX_OWNERS_CHARS ? Optional.empty() : Optional.of(joined);
    }

    private static Optional<String> days(NumberRange ended, ZoneId zone) {
        if (ended.least().isEmpty() || ended.greatest().isEmpty()) {
            return Optional.empty();
        }
        long first = ended.least().get().longValue();
        long last = ended.greatest().get().longValue();
        if (last > AFTER) {
            return Optional.empty();
        }
        LocalDate from = day(first, zone);
        LocalDate to = day(last, zone);
        return to.getYear() > LAST_YEAR
                ? Optional.empty()
                : Optional.of("ended:" + (from.equals(to) ? from : from + ".." + to));
    }

    private static LocalDate day(long second, ZoneId zone) {
        return Instant.ofEpochSecond(second).atZone(zone).toLocalDate();
    }
}
