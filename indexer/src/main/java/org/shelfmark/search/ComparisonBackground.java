package org.shelfmark.search;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.NumericDocValues;
import org.shelfmark.aggregate.MatchingJobs;
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
    private static final int LAST_YEAR = 9999;

    private ComparisonBackground() {}

    /**
     * The query; {@code *} when the foreground has neither owners nor ends.
     *
     * @param owners the owners of the foreground
     * @param endedColumn the column of the moments when jobs left the queue, in seconds
     * @param zone the zone of the days
     */
    static String query(MatchingJobs foreground, ValueCounts owners, String endedColumn, ZoneId zone)
            throws IOException {
        List<String> conditions = new ArrayList<>();
        owners(owners).ifPresent(conditions::add);
        days(foreground, endedColumn, zone).ifPresent(conditions::add);
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

    private static Optional<String> days(MatchingJobs foreground, String endedColumn, ZoneId zone) throws IOException {
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        for (MatchingJobs.Segment segment : foreground.segments()) {
            NumericDocValues ended = DocValues.getNumeric(segment.context().reader(), endedColumn);
            for (int job = ended.nextDoc(); job != NumericDocValues.NO_MORE_DOCS; job = ended.nextDoc()) {
                if (segment.documents().get(job)) {
                    first = Math.min(first, ended.longValue());
                    last = Math.max(last, ended.longValue());
                }
            }
        }
        if (first > last || last > Instant.MAX.getEpochSecond()) {
            return Optional.empty();
        }
        LocalDate from = day(first, zone);
        LocalDate to = day(last, zone);
        // no query can name later years
        return to.getYear() > LAST_YEAR
                ? Optional.empty()
                : Optional.of("ended:" + (from.equals(to) ? from : from + ".." + to));
    }

    private static LocalDate day(long second, ZoneId zone) {
        return Instant.ofEpochSecond(second).atZone(zone).toLocalDate();
    }
}
