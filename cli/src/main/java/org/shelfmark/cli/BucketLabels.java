package org.shelfmark.cli;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Predicate;
import org.shelfmark.search.Figures;

/**
 * Where the intervals of a histogram begin, for people: moments as local dates, only as fine as the intervals need; where
 * clocks are put back and an hour comes twice, with the offset.
 */
final class BucketLabels {
    /** What a moment must be to be written in a form. */
    private record Fineness(DateTimeFormatter form, Predicate<ZonedDateTime> suffices) {
        static Fineness of(String pattern, Predicate<ZonedDateTime> suffices) {
            return new Fineness(DateTimeFormatter.ofPattern(pattern), suffices);
        }
    }

    /** From the coarsest; the last one suffices for all. */
    private static final List<Fineness> FINENESSES = List.of(
            Fineness.of("yyyy", time -> isMidnight(time) && time.getDayOfYear() == 1),
            Fineness.of("yyyy-MM", time -> isMidnight(time) && time.getDayOfMonth() == 1),
            Fineness.of("yyyy-MM-dd", BucketLabels::isMidnight),
            Fineness.of("yyyy-MM-dd HH:mm", time -> time.getSecond() == 0),
            Fineness.of("yyyy-MM-dd HH:mm:ss", time -> true));

    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx");

    private BucketLabels() {}

    /** A label for each interval. */
    static List<String> of(List<Figures.Bucket> buckets, Measure measure) {
        boolean moments = buckets.stream().allMatch(bucket -> bucket.from() instanceof String);
        return moments
                ? ofMoments(buckets, measure.zone())
                : buckets.stream().map(bucket -> bound(bucket.from(), measure)).toList();
    }

    private static String bound(Object bound, Measure measure) {
        return bound instanceof Number number ? measure.bound(number) : bound.toString();
    }

    private static List<String> ofMoments(List<Figures.Bucket> buckets, ZoneId zone) {
        List<ZonedDateTime> begins = new ArrayList<>();
        List<ZonedDateTime> all = new ArrayList<>();
        for (Figures.Bucket bucket : buckets) {
            begins.add(moment(bucket.from(), zone));
            all.add(moment(bucket.from(), zone));
            all.add(moment(bucket.to(), zone));
        }
        DateTimeFormatter form = FINENESSES.stream()
                .filter(fineness -> all.stream().allMatch(fineness.suffices()))
                .findFirst()
                .orElseThrow()
                .form();
        List<String> labels = begins.stream().map(form::format).toList();
        return new HashSet<>(labels).size() == labels.size()
                ? labels
                : begins.stream()
                        .map(begin -> form.format(begin) + " " + OFFSET.format(begin))
                        .toList();
    }

    /** Where clocks are put forward at midnight, a day begins later. */
    private static boolean isMidnight(ZonedDateTime time) {
        return time.equals(time.toLocalDate().atStartOfDay(time.getZone()));
    }

    private static ZonedDateTime moment(Object bound, ZoneId zone) {
        Instant instant = OffsetDateTime.parse(bound.toString()).toInstant();
        return instant.atZone(zone);
    }
}
