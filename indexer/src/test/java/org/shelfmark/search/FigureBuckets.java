package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What must hold of the intervals of a histogram, and of the jobs in them. */
final class FigureBuckets {
    /**
     * A job in a histogram.
     *
     * @param number its number or time
     * @param by its value of what divides the intervals
     */
    record Entry(BigDecimal number, Optional<Object> by) {}

    private static final Responses.Facet NOBODY = new Responses.Facet(List.of(), 0, 0, 0);

    private final String as;
    private final Figures.Histogram found;
    private final List<Entry> entries;
    private final int top;

    FigureBuckets(String as, Figures.Histogram found, List<Entry> entries, int top) {
        this.as = as;
        this.found = found;
        this.entries = entries.stream()
                .map(entry -> new Entry(FigureValue.written(entry.number()), entry.by()))
                .toList();
        this.top = top;
    }

    /** Intervals of time in a zone. */
    void assertTimes(ZoneId zone) {
        List<BigDecimal> from = new ArrayList<>();
        List<BigDecimal> to = new ArrayList<>();
        for (Figures.Bucket bucket : found.buckets()) {
            from.add(seconds(bucket.from(), zone));
            to.add(seconds(bucket.to(), zone));
        }
        assertWithoutGaps(from, to);
        assertCounts(from, to);
        for (int i = 0; i < from.size(); i++) {
            assertAligned(from.get(i).longValueExact(), to.get(i).longValueExact(), zone);
        }
    }

    private BigDecimal seconds(Object moment, ZoneId zone) {
        OffsetDateTime parsed = OffsetDateTime.parse((String) moment);
        assertThat(parsed.getOffset())
                .as("offset of %s, %s", moment, as)
                .isEqualTo(zone.getRules().getOffset(parsed.toInstant()));
        assertThat(parsed.getNano()).as(as).isZero();
        return BigDecimal.valueOf(parsed.toEpochSecond());
    }

    /** Days and longer begin at the first moment of a day in the calendar of the zone, shorter ones by its clock. */
    private void assertAligned(long from, long to, ZoneId zone) {
        ZonedDateTime begin = Instant.ofEpochSecond(from).atZone(zone);
        ZonedDateTime end = Instant.ofEpochSecond(to).atZone(zone);
        String interval = found.interval();
        int count = Integer.parseInt(interval.substring(0, interval.length() - 1));
        String what = "from " + begin + " to " + end + ", " + as;
        switch (interval.charAt(interval.length() - 1)) {
            case 's' -> assertByClock(what, begin, end, count, zone);
            case 'm' -> assertByClock(what, begin, end, count * 60, zone);
            case 'h' -> assertByClock(what, begin, end, count * 3600, zone);
            case 'd' -> {
                assertThat(begin.toLocalDate().toEpochDay() % count).as(what).isZero();
                assertByCalendar(what, begin, end, begin.toLocalDate(), date -> date.plusDays(count));
            }
            case 'w' -> {
                assertThat(begin.getDayOfWeek()).as(what).isEqualTo(DayOfWeek.MONDAY);
                assertByCalendar(what, begin, end, begin.toLocalDate(), date -> date.plusWeeks(count));
            }
            case 'M' -> {
                assertThat((begin.getMonthValue() - 1) % count).as(what).isZero();
                LocalDate first = begin.toLocalDate().withDayOfMonth(1);
                assertByCalendar(what, begin, end, first, date -> date.plusMonths(count));
            }
            case 'y' -> {
                LocalDate first = begin.toLocalDate().withDayOfYear(1);
                assertByCalendar(what, begin, end, first, date -> date.plusYears(count));
            }
            default -> throw new AssertionError("interval " + interval + ", " + as);
        }
    }

    private static void assertByCalendar(
            String what, ZonedDateTime begin, ZonedDateTime end, LocalDate first, UnaryOperator<LocalDate> next) {
        assertThat(begin).as(what).isEqualTo(first.atStartOfDay(begin.getZone()));
        assertThat(end).as(what).isEqualTo(next.apply(first).atStartOfDay(begin.getZone()));
    }

    /** An interval is a whole part of one day by the clock; it may also begin where the clock changes. */
    private static void assertByClock(String what, ZonedDateTime begin, ZonedDateTime end, int length, ZoneId zone) {
        for (ZonedDateTime bound : List.of(begin, end)) {
            boolean clockChanges = zone.getRules().getOffset(bound.toInstant()).getTotalSeconds()
                    != zone.getRules()
                            .getOffset(bound.toInstant().minusSeconds(1))
                            .getTotalSeconds();
            assertThat(clockChanges || !part(bound, length).equals(part(bound.minusSeconds(1), length)))
                    .as(what)
                    .isTrue();
        }
        assertThat(part(end.minusSeconds(1), length)).as(what).isEqualTo(part(begin, length));
        assertThat(end.toEpochSecond() - begin.toEpochSecond()).as(what).isLessThan(2L * length);
    }

    private static String part(ZonedDateTime moment, int length) {
        return moment.toLocalDate() + " " + moment.toLocalTime().toSecondOfDay() / length;
    }

    /** Intervals of one width. */
    void assertWidth(BigDecimal width) {
        List<BigDecimal> from = bounds(Figures.Bucket::from);
        List<BigDecimal> to = bounds(Figures.Bucket::to);
        assertWithoutGaps(from, to);
        assertCounts(from, to);
        for (int i = 0; i < from.size(); i++) {
            assertMultiple(found.buckets().get(i).from(), width);
            assertMultiple(found.buckets().get(i).to(), width);
        }
    }

    private void assertMultiple(Object bound, BigDecimal width) {
        BigDecimal written = new BigDecimal(bound.toString());
        BigDecimal nearest = written.divide(width, 0, RoundingMode.HALF_EVEN).multiply(width);
        // a bound is a multiple of the width, or the double nearest to one
        assertThat(nearest.doubleValue())
                .as("%s, width %s, %s", bound, width, as)
                .isEqualTo(written.doubleValue());
    }

    /** Intervals that begin at 1, 2, 5, 10, 20, 50 and so on, their negatives, and 0. */
    void assertLogarithmic() {
        List<BigDecimal> from = bounds(Figures.Bucket::from);
        List<BigDecimal> to = bounds(Figures.Bucket::to);
        assertCounts(from, to);
        for (int i = 0; i < from.size(); i++) {
            for (Object bound : List.of(
                    found.buckets().get(i).from(), found.buckets().get(i).to())) {
                String digits = new BigDecimal(bound.toString())
                        .abs()
                        .stripTrailingZeros()
                        .unscaledValue()
                        .toString();
                assertThat(digits).as("bound %s, %s", bound, as).isIn("0", "1", "2", "5");
            }
            if (i > 0 && from.get(i).signum() == from.get(i - 1).signum()) {
                assertThat(from.get(i)).as("gap, %s", as).isEqualByComparingTo(to.get(i - 1));
            }
            if (i > 0) {
                assertThat(from.get(i)).as("order, %s", as).isGreaterThanOrEqualTo(to.get(i - 1));
            }
        }
        assertEndsHaveJobs();
    }

    private List<BigDecimal> bounds(Function<Figures.Bucket, Object> bound) {
        return found.buckets().stream()
                .map(bucket -> new BigDecimal(bound.apply(bucket).toString()))
                .toList();
    }

    private void assertWithoutGaps(List<BigDecimal> from, List<BigDecimal> to) {
        for (int i = 0; i < from.size(); i++) {
            assertThat(from.get(i)).as("interval %d, %s", i, as).isLessThan(to.get(i));
            if (i > 0) {
                assertThat(from.get(i)).as("gap before %d, %s", i, as).isEqualByComparingTo(to.get(i - 1));
            }
        }
        assertEndsHaveJobs();
    }

    private void assertEndsHaveJobs() {
        List<Figures.Bucket> buckets = found.buckets();
        assertThat(buckets.isEmpty()).as(as).isEqualTo(entries.isEmpty());
        if (!buckets.isEmpty()) {
            assertThat(buckets.get(0).count()).as("first, %s", as).isPositive();
            assertThat(buckets.get(buckets.size() - 1).count())
                    .as("last, %s", as)
                    .isPositive();
        }
    }

    private void assertCounts(List<BigDecimal> from, List<BigDecimal> to) {
        Set<Object> most = mostFrequent();
        long counted = 0;
        for (int i = 0; i < from.size(); i++) {
            BigDecimal low = from.get(i);
            BigDecimal high = to.get(i);
            List<Entry> inside = entries.stream()
                    .filter(entry -> isInside(entry.number(), low, high))
                    .toList();
            Figures.Bucket bucket = found.buckets().get(i);
            if (inside.isEmpty()
                    && bucket.count() == 0
                    && NOBODY.equals(Optional.ofNullable(bucket.by()).orElse(NOBODY))) {
                continue;
            }
            String what = "from " + bucket.from() + " to " + bucket.to() + ", " + as;
            assertThat(bucket.count()).as(what).isEqualTo(inside.size());
            counted += bucket.count();
            assertDivided(what, bucket, inside, most);
        }
        assertThat(counted).as("all intervals, %s", as).isEqualTo(entries.size());
    }

    /** Reals are in the interval that their digits are in; logarithmic intervals below 0 are those above 0, mirrored. */
    private boolean isInside(BigDecimal number, BigDecimal low, BigDecimal high) {
        if (low.compareTo(high) == 0) {
            return number.compareTo(low) == 0;
        }
        boolean isMirrored = found.interval().equals("log") && high.signum() <= 0;
        int fromLow = number.compareTo(low);
        int fromHigh = number.compareTo(high);
        if (isMirrored) {
            return fromLow > 0 && fromHigh <= 0;
        }
        return fromLow >= 0 && fromHigh < 0;
    }

    private void assertDivided(String what, Figures.Bucket bucket, List<Entry> inside, Set<Object> most) {
        if (found.by() == null) {
            assertThat(bucket.by()).as(what).isNull();
            return;
        }
        Responses.Facet facet = Objects.requireNonNull(bucket.by(), what);
        Map<Object, Long> expected = new HashMap<>();
        long missing = 0;
        long other = 0;
        Set<Object> distinct = new HashSet<>();
        for (Entry entry : inside) {
            if (entry.by().isEmpty()) {
                missing++;
                continue;
            }
            distinct.add(entry.by().get());
            if (most.contains(entry.by().get())) {
                expected.merge(FigureValue.shown(entry.by().get()), 1L, Long::sum);
            } else {
                other++;
            }
        }
        Map<Object, Long> counted = facet.values().stream()
                .filter(value -> value.count() > 0)
                .collect(Collectors.toMap(
                        value -> FigureValue.answered(value.value()), Responses.FacetValue::count, Long::sum));
        assertThat(counted).as(what).isEqualTo(expected);
        assertThat(facet.other()).as("other, %s", what).isEqualTo(other);
        assertThat(facet.missing()).as("missing, %s", what).isEqualTo(missing);
        assertThat(facet.distinct()).as("distinct, %s", what).isEqualTo(distinct.size());
    }

    private Set<Object> mostFrequent() {
        Map<Object, Long> counts = new TreeMap<>(FigureValue.ORDER);
        entries.forEach(entry -> entry.by().ifPresent(value -> counts.merge(value, 1L, Long::sum)));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<Object, Long>comparingByValue().reversed())
                .limit(top)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
