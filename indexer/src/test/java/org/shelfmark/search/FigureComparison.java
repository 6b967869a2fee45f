package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.shelfmark.search.FigureArchive.Job;

/** Random requests for figures, each answered by the search and computed over the jobs that there are. */
final class FigureComparison {
    /** What jobs are told apart by: names to ask for, and the values they stand for. */
    private static final Map<String, String> DIMENSIONS = Map.ofEntries(
            Map.entry("exit", "ExitCode"),
            Map.entry("EXITCODE", "ExitCode"),
            Map.entry("runtime", "RemoteWallClockTime"),
            Map.entry("memory", "MemoryUsage"),
            Map.entry("request_memory", "RequestMemory"),
            Map.entry("owner", "Owner"),
            Map.entry("batch", "JobBatchName"),
            Map.entry("host", "host"),
            Map.entry("slot", "LastRemoteHost"),
            Map.entry("status", "status"),
            Map.entry("JobStatus", "JobStatus"),
            Map.entry("by_signal", "ExitBySignal"),
            Map.entry("completed", "CompletionDate"),
            Map.entry("failed", "failed"),
            Map.entry("cpu_efficiency", "cpu_efficiency"),
            Map.entry("MyInt", "MyInt"),
            Map.entry("MyReal", "MyReal"),
            Map.entry("mytext", "MyText"),
            Map.entry("MyFlag", "MyFlag"),
            Map.entry("MyMixed", "MyMixed"),
            Map.entry("MyExpr", "MyExpr"),
            Map.entry("MyRare", "MyRare"),
            Map.entry("Tag", "Tag"));

    private static final Map<String, String> TIMES = Map.of(
            "completed", "CompletionDate",
            "ended", "ended",
            "entered", "EnteredCurrentStatus",
            "submitted", "QDate",
            "QDate", "QDate");

    private static final Map<String, String> NUMBERS = Map.ofEntries(
            Map.entry("exit", "ExitCode"),
            Map.entry("runtime", "RemoteWallClockTime"),
            Map.entry("memory", "MemoryUsage"),
            Map.entry("RequestMemory", "RequestMemory"),
            Map.entry("cpu_efficiency", "cpu_efficiency"),
            Map.entry("jobstatus", "JobStatus"),
            Map.entry("MyInt", "MyInt"),
            Map.entry("myreal", "MyReal"),
            Map.entry("MyText", "MyText"),
            Map.entry("MyMixed", "MyMixed"),
            Map.entry("MyExpr", "MyExpr"),
            Map.entry("MyRare", "MyRare"),
            Map.entry("Tag", "Tag"));

    private static final Set<String> INTEGERS = Set.of("Tag", "MyInt", "ExitCode", "MemoryUsage", "JobStatus");
    private static final List<Double> PERCENTILES =
            List.of(0.0, 1.0, 5.0, 25.0, 33.3, 50.0, 75.0, 95.0, 99.0, 99.9, 100.0);

    private final JobSearch search;
    private final ZoneId zone;
    private final Random random;
    private final List<Job> all;

    /**
     * A comparison.
     *
     * @param zone of the search
     * @param all the jobs that there are at the moment of each comparison
     */
    FigureComparison(JobSearch search, ZoneId zone, Random random, List<Job> all) {
        this.search = search;
        this.zone = zone;
        this.random = random;
        this.all = all;
    }

    /** Asks for so many figures of each kind. */
    void compare(int requests, String as) throws IOException {
        for (int i = 0; i < requests; i++) {
            FigureSelection selection = FigureSelection.make(random);
            List<Job> jobs = all.stream().filter(selection.meaning()).toList();
            compareFacets(as + ", " + selection, selection.selection(), jobs);
            compareStatistics(as + ", " + selection, selection.selection(), jobs);
            compareTimes(as + ", " + selection, selection.selection(), jobs);
            compareNumbers(as + ", " + selection, selection.selection(), jobs);
        }
    }

    private void compareFacets(String as, Requests.Selection selection, List<Job> jobs) throws IOException {
        List<String> names = some(DIMENSIONS, 1 + random.nextInt(3));
        int top = random.nextInt(3) == 0 ? Requests.MAX_TOP : 1 + random.nextInt(6);
        Requests.FacetOrder order = RandomArchive.pick(random, List.of(Requests.FacetOrder.values()));
        String prefix =
                RandomArchive.pick(random, List.of("", "", "", "a", "AL", "tr", "3", "-1", "slot", "ς", "none"));
        Responses.Facets found = search.facets(new Requests.Facets(selection, names, top, order, prefix));
        assertThat(found.total()).as(as).isEqualTo(jobs.size());
        assertThat(found.timedOut()).as(as).isFalse();
        assertThat(found.facets().keySet()).as(as).containsExactlyElementsOf(names);
        for (String name : names) {
            String what = as + ", by " + name + " top " + top + " sort " + order.word() + " prefix " + prefix;
            assertFacet(what, Objects.requireNonNull(found.facets().get(name)), jobs, name, top, order, prefix);
        }
    }

    private static void assertFacet(
            String as,
            Responses.Facet found,
            List<Job> jobs,
            String name,
            int top,
            Requests.FacetOrder order,
            String prefix) {
        Map<Object, Long> counts = new TreeMap<>(FigureValue.ORDER);
        jobs.forEach(job -> job.value(key(DIMENSIONS, name)).ifPresent(value -> counts.merge(value, 1L, Long::sum)));
        long counted = counts.values().stream().mapToLong(count -> count).sum();
        Comparator<Map.Entry<Object, Long>> first = switch (order) {
            case COUNT -> Map.Entry.<Object, Long>comparingByValue().reversed();
            case VALUE -> Map.Entry.comparingByKey(FigureValue.ORDER);
        };
        List<String> expected = counts.entrySet().stream()
                .filter(entry -> FigureValue.begins(FigureValue.shown(entry.getKey()), prefix))
                .sorted(first)
                .limit(top)
                .map(entry -> FigureValue.shown(entry.getKey()) + "=" + entry.getValue())
                .toList();
        long shown =
                found.values().stream().mapToLong(Responses.FacetValue::count).sum();
        assertThat(found.values().stream()
                        .map(value -> FigureValue.answered(value.value()) + "=" + value.count())
                        .toList())
                .as(as)
                .isEqualTo(expected);
        assertThat(found.other()).as("other, %s", as).isEqualTo(counted - shown);
        assertThat(found.missing()).as("missing, %s", as).isEqualTo(jobs.size() - counted);
        assertThat(found.distinct()).as("distinct, %s", as).isEqualTo(counts.size());
    }

    private void compareStatistics(String as, Requests.Selection selection, List<Job> jobs) throws IOException {
        Map<String, String> measures = new TreeMap<>(NUMBERS);
        measures.putAll(TIMES);
        List<String> of = some(measures, 1 + random.nextInt(4));
        List<String> by = some(DIMENSIONS, random.nextInt(4));
        int top = random.nextInt(3) == 0 ? Requests.MAX_TOP : 1 + random.nextInt(8);
        List<Double> percentiles = random.nextInt(4) == 0
                ? FigureRequests.Stats.DEFAULT_PERCENTILES
                : PERCENTILES.subList(0, random.nextInt(PERCENTILES.size() + 1));
        Figures.Stats found = search.stats(new FigureRequests.Stats(selection, of, by, percentiles, top));
        String what = as + ", of " + of + " by " + by + " top " + top;
        assertThat(found.total()).as(what).isEqualTo(jobs.size());
        assertThat(found.timedOut()).as(what).isFalse();
        assertStatistics(what, found.stats(), jobs, of, measures, percentiles);
        assertGroups(what, found, jobs, by, top);
        for (Figures.Group group : found.groups()) {
            List<Object> key = key(group, by);
            List<Job> members =
                    jobs.stream().filter(job -> shown(key(job, by)).equals(key)).toList();
            String who = what + ", group " + key;
            // a text and an error may look the same, and are two groups all the same
            if (members.size() == group.total()) {
                assertStatistics(who, group.stats(), members, of, measures, percentiles);
            }
        }
    }

    private static void assertStatistics(
            String as,
            Map<String, Figures.Statistics> found,
            List<Job> jobs,
            List<String> of,
            Map<String, String> measures,
            List<Double> percentiles) {
        assertThat(found.keySet()).as(as).containsExactlyElementsOf(of);
        for (String name : of) {
            String key = key(measures, name);
            List<BigDecimal> numbers = numbers(jobs, key);
            boolean areIntegers = INTEGERS.contains(key)
                    && numbers.stream()
                            .allMatch(number -> number.stripTrailingZeros().scale() <= 0);
            FigureNumbers.assertStatistics(
                    name + ", " + as,
                    Objects.requireNonNull(found.get(name)),
                    numbers,
                    jobs.size() - numbers.size(),
                    percentiles,
                    areIntegers);
        }
    }

    private static void assertGroups(String as, Figures.Stats found, List<Job> jobs, List<String> by, int top) {
        if (by.isEmpty()) {
            assertThat(found.groups()).as(as).isEmpty();
            assertThat(found.groupCount()).as(as).isZero();
            assertThat(found.otherJobs()).as(as).isZero();
            return;
        }
        Map<List<Object>, Long> totals = new TreeMap<>(FigureComparison::compareKeys);
        jobs.forEach(job -> totals.merge(key(job, by), 1L, Long::sum));
        List<String> expected = totals.entrySet().stream()
                .sorted(Map.Entry.<List<Object>, Long>comparingByValue().reversed())
                .limit(top)
                .map(entry -> shown(entry.getKey()) + "=" + entry.getValue())
                .toList();
        assertThat(found.groups().stream()
                        .map(group -> key(group, by) + "=" + group.total())
                        .toList())
                .as(as)
                .isEqualTo(expected);
        long shown = found.groups().stream().mapToLong(Figures.Group::total).sum();
        assertThat(found.groupCount()).as(as).isEqualTo(totals.size());
        assertThat(found.otherJobs()).as(as).isEqualTo(jobs.size() - shown);
    }

    private static int compareKeys(List<Object> left, List<Object> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = FigureValue.ORDER.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static List<Object> key(Job job, List<String> by) {
        return by.stream()
                .map(name -> job.value(key(DIMENSIONS, name)).orElse(FigureValue.NONE))
                .toList();
    }

    private static List<Object> shown(List<Object> key) {
        return key.stream().map(FigureValue::shown).toList();
    }

    private static List<Object> key(Figures.Group group, List<String> by) {
        assertThat(group.key().keySet()).containsExactlyElementsOf(by);
        List<Object> key = new ArrayList<>();
        for (String name : by) {
            Object value = group.key().get(name);
            key.add(value == null ? FigureValue.NONE : FigureValue.answered(value));
        }
        return key;
    }

    private void compareTimes(String as, Requests.Selection selection, List<Job> jobs) throws IOException {
        String of = some(TIMES, 1).get(0);
        String interval = RandomArchive.pick(
                random, List.of("15m", "1h", "6h", "1d", "1d", "2d", "1w", "1M", "3M", "1y", "auto", ""));
        FigureRequests.Histogram request = histogram(selection, of, interval);
        String what = as + ", of " + of + " interval " + interval + " by " + request.by() + " top " + request.top();
        List<FigureBuckets.Entry> entries = entries(jobs, key(TIMES, of), request.by());
        if (isTooMany(what, request, entries, roughly(interval))) {
            return;
        }
        Figures.Histogram found = search.histogram(request);
        assertEnvelope(what, found, request, jobs, entries);
        new FigureBuckets(what, found, entries, request.top()).assertTimes(zone);
        assertRepeatable(what, found, request);
    }

    /** Seconds of an interval of time. */
    private static BigDecimal roughly(String interval) {
        return BigDecimal.valueOf(
                switch (interval) {
                    case "15m" -> 900;
                    case "1h" -> 3600;
                    case "6h" -> 6 * 3600;
                    case "1d" -> 86_400;
                    case "2d" -> 2 * 86_400;
                    case "1w" -> 7 * 86_400;
                    case "1M" -> 30 * 86_400;
                    case "3M" -> 91 * 86_400;
                    case "1y" -> 365 * 86_400;
                    default -> Long.MAX_VALUE;
                });
    }

    private void compareNumbers(String as, Requests.Selection selection, List<Job> jobs) throws IOException {
        String of = some(NUMBERS, 1).get(0);
        String interval = RandomArchive.pick(
                random,
                List.of("1", "2", "10", "0.5", "0.1", "0.3", "1000", "1e299", "1e300", "log", "log", "auto", ""));
        FigureRequests.Histogram request = histogram(selection, of, interval);
        String what = as + ", of " + of + " interval " + interval + " by " + request.by() + " top " + request.top();
        List<FigureBuckets.Entry> entries = entries(jobs, key(NUMBERS, of), request.by());
        boolean isWidth = interval.matches("[0-9].*");
        if (isTooMany(
                what,
                request,
                entries,
                isWidth ? new BigDecimal(interval) : BigDecimal.valueOf(Long.MAX_VALUE, -400))) {
            return;
        }
        Figures.Histogram found = search.histogram(request);
        assertEnvelope(what, found, request, jobs, entries);
        FigureBuckets buckets = new FigureBuckets(what, found, entries, request.top());
        if (found.interval().equals("log")) {
            buckets.assertLogarithmic();
        } else {
            buckets.assertWidth(new BigDecimal(found.interval()));
        }
        assertRepeatable(what, found, request);
    }

    private FigureRequests.Histogram histogram(Requests.Selection selection, String of, String interval) {
        Optional<String> by =
                random.nextBoolean() ? Optional.of(some(DIMENSIONS, 1).get(0)) : Optional.empty();
        return new FigureRequests.Histogram(selection, of, interval, by, 1 + random.nextInt(5));
    }

    /** Sees that far too many intervals are refused; whether few enough are there to be compared. */
    private boolean isTooMany(
            String as, FigureRequests.Histogram request, List<FigureBuckets.Entry> entries, BigDecimal width) {
        if (entries.isEmpty()) {
            return false;
        }
        BigDecimal least = entries.stream()
                .map(FigureBuckets.Entry::number)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        BigDecimal most = entries.stream()
                .map(FigureBuckets.Entry::number)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        BigDecimal intervals = most.subtract(least).divide(width, 0, RoundingMode.HALF_EVEN);
        if (intervals.compareTo(BigDecimal.valueOf(20_000)) > 0) {
            assertThatThrownBy(() -> search.histogram(request))
                    .as(as)
                    .isInstanceOf(SearchException.class)
                    .hasMessageContaining("intervals");
        }
        return intervals.compareTo(BigDecimal.valueOf(2_000)) > 0;
    }

    private static void assertEnvelope(
            String as,
            Figures.Histogram found,
            FigureRequests.Histogram request,
            List<Job> jobs,
            List<FigureBuckets.Entry> entries) {
        assertThat(found.total()).as(as).isEqualTo(jobs.size());
        assertThat(found.timedOut()).as(as).isFalse();
        assertThat(found.of()).as(as).isEqualTo(request.of());
        assertThat(Optional.ofNullable(found.by())).as(as).isEqualTo(request.by());
        assertThat(found.missing()).as("missing, %s", as).isEqualTo(jobs.size() - entries.size());
        assertThat(found.interval()).as(as).isNotEmpty().isNotEqualTo("auto");
    }

    /** The interval that was chosen gives the same answer when it is asked for. */
    private void assertRepeatable(String as, Figures.Histogram found, FigureRequests.Histogram request)
            throws IOException {
        Figures.Histogram again = search.histogram(new FigureRequests.Histogram(
                request.jobs(), request.of(), found.interval(), request.by(), request.top()));
        assertThat(again.buckets()).as(as).isEqualTo(found.buckets());
    }

    private static List<FigureBuckets.Entry> entries(List<Job> jobs, String key, Optional<String> by) {
        List<FigureBuckets.Entry> entries = new ArrayList<>();
        for (Job job : jobs) {
            if (job.value(key).orElse(FigureValue.NONE) instanceof BigDecimal number) {
                entries.add(new FigureBuckets.Entry(number, by.flatMap(name -> job.value(key(DIMENSIONS, name)))));
            }
        }
        return entries;
    }

    private static List<BigDecimal> numbers(List<Job> jobs, String key) {
        return entries(jobs, key, Optional.empty()).stream()
                .map(FigureBuckets.Entry::number)
                .toList();
    }

    private List<String> some(Map<String, String> names, int count) {
        List<String> shuffled = new ArrayList<>(new TreeSet<>(names.keySet()));
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count);
    }

    private static String key(Map<String, String> names, String name) {
        return Objects.requireNonNull(names.get(name), name);
    }
}
