package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Questions over what summaries keep, answered by a search and computed from all records that were ever written. Which of
 * the jobs are archived must not matter.
 */
final class KeptFigures {
    /** What jobs are told apart by in every combination. */
    private static final Map<String, Function<SubmittedJob, @Nullable Object>> OUTCOMES = Map.ofEntries(
            Map.entry("JobStatus", SubmittedJob::status),
            Map.entry("status", job -> job.status() == 4 ? "completed" : "removed"),
            Map.entry("exit", SubmittedJob::exit),
            Map.entry("signal", SubmittedJob::signal),
            Map.entry("by_signal", SubmittedJob::bySignal),
            Map.entry("failed", SubmittedJob::failed),
            Map.entry("SweepTag", SubmittedJob::tag),
            Map.entry("owner", SubmittedJob::owner),
            Map.entry("batch", SubmittedJob::batch),
            Map.entry("cluster", SubmittedJob::cluster),
            Map.entry("request_memory", SubmittedJob::requestMemory));

    /** What differs within the jobs that ended alike, too. */
    private static final Map<String, Function<SubmittedJob, @Nullable Object>> SPREAD =
            Map.of("host", SubmittedJob::host, "holds", job -> job.holds() == 0 ? null : (Integer) job.holds());

    private static final Map<String, Function<SubmittedJob, @Nullable Number>> NUMBERS = Map.of(
            "runtime", SubmittedJob::runtime,
            "memory", SubmittedJob::memory,
            "request_memory", SubmittedJob::requestMemory,
            "cpu_efficiency", SubmittedJob::efficiency,
            "exit", SubmittedJob::exit,
            "holds", job -> job.holds() == 0 ? null : (Integer) job.holds());

    private static final Map<String, Function<SubmittedJob, Long>> TIMES = Map.of(
            "submitted", SubmittedJob::submitted,
            "started", SubmittedJob::started,
            "completed", SubmittedJob::completed,
            "ended", SubmittedJob::ended);

    private static final double SKETCH_ERROR = 0.004;

    private final JobSearch search;
    private final Random random;
    private final ZoneId zone;
    private final String as;

    KeptFigures(JobSearch search, Random random, ZoneId zone, String as) {
        this.search = search;
        this.random = random;
        this.zone = zone;
        this.as = as;
    }

    /** Jobs that are asked for. */
    private record Wanted(String query, Predicate<SubmittedJob> meaning) {
        List<SubmittedJob> of(List<SubmittedJob> jobs) {
            return jobs.stream().filter(meaning).toList();
        }
    }

    /** A question that outcomes decide; each part is decided for all jobs that ended alike. */
    private Wanted decided() {
        Wanted left = outcome();
        return switch (random.nextInt(5)) {
            case 0 -> new Wanted("*", job -> true);
            case 1, 2 -> left;
            case 3 -> {
                Wanted right = outcome();
                yield new Wanted(left.query + " " + right.query, left.meaning.and(right.meaning));
            }
            default -> {
                Wanted right = outcome();
                yield new Wanted(
                        "(" + left.query + " OR " + right.query + ") -exit:137",
                        left.meaning.or(right.meaning).and(job -> !Objects.equals(job.exit(), 137)));
            }
        };
    }

    private Wanted outcome() {
        int number = random.nextInt(3);
        return switch (random.nextInt(8)) {
            case 0 -> new Wanted("owner:alice", job -> job.owner().equalsIgnoreCase("alice"));
            case 1 -> new Wanted("exit:>0", job -> job.exit() != null && job.exit() > 0);
            case 2 -> new Wanted("-has:ExitCode", job -> job.exit() == null);
            case 3 -> new Wanted("is:failed", job -> Boolean.TRUE.equals(job.failed()));
            case 4 -> new Wanted("SweepTag:" + number, job -> job.tag() == number);
            case 5 -> new Wanted("batch:*-" + number, job -> job.batch().endsWith("-" + number));
            case 6 -> new Wanted("status:removed", job -> job.status() == 3);
            default -> new Wanted("request_memory:<2GB", job -> job.requestMemory() < 2048);
        };
    }

    /** A question of which one part may divide jobs that ended alike. */
    private Wanted divided() {
        long day = 1_790_000_000L / 86_400 + random.nextInt(45);
        LocalDate date = LocalDate.ofEpochDay(day);
        long from = date.atStartOfDay(zone).toEpochSecond();
        long to = date.plusDays(1).atStartOfDay(zone).toEpochSecond();
        int number = random.nextInt(6);
        Wanted part = switch (random.nextInt(4)) {
            case 0 -> new Wanted("host:e" + number + "*", job -> job.host().startsWith("e" + number));
            case 1 -> new Wanted("holds:>" + number, job -> job.holds() > number);
            case 2 -> new Wanted("completed:" + date, job -> job.completed() >= from && job.completed() < to);
            default -> new Wanted("-completed:<" + date, job -> job.completed() == 0 || job.completed() >= from);
        };
        Wanted rest = decided();
        return new Wanted(part.query + " " + rest.query, part.meaning.and(rest.meaning));
    }

    /** Asks for figures of each kind and compares them. */
    void compare(List<SubmittedJob> all, int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            compareCount(all, random.nextBoolean() ? decided() : divided());
            compareFacets(all, decided());
            compareFacetOfDividedJobs(all, divided());
            compareStatistics(all, decided());
            compareTimes(all, decided());
            compareEfficiency(all, decided());
            compareWhatIsDropped(all);
        }
        compareSubmissions(all);
    }

    private void compareCount(List<SubmittedJob> all, Wanted wanted) throws IOException {
        Responses.Count found = search.count(new Requests.Count(wanted.query));
        assertThat(found.count())
                .as("count %s, %s", wanted.query, as)
                .isEqualTo(wanted.of(all).size());
        assertThat(found.undecidable())
                .as("undecidable %s, %s", wanted.query, as)
                .isNull();
    }

    private void compareFacets(List<SubmittedJob> all, Wanted wanted) throws IOException {
        Map<String, Function<SubmittedJob, @Nullable Object>> names = new TreeMap<>(OUTCOMES);
        names.putAll(SPREAD);
        for (String name : pick(new ArrayList<>(names.keySet()), 3)) {
            assertFacet(all, wanted, name, Objects.requireNonNull(names.get(name)));
        }
    }

    /** Jobs are divided by one column and counted by a column that does not divide them. */
    private void compareFacetOfDividedJobs(List<SubmittedJob> all, Wanted wanted) throws IOException {
        String name = pick(new ArrayList<>(OUTCOMES.keySet()), 1).get(0);
        assertFacet(all, wanted, name, Objects.requireNonNull(OUTCOMES.get(name)));
    }

    private void assertFacet(
            List<SubmittedJob> all, Wanted wanted, String name, Function<SubmittedJob, @Nullable Object> value)
            throws IOException {
        String what = "by " + name + " of " + wanted.query + ", " + as;
        List<SubmittedJob> jobs = wanted.of(all);
        Map<String, Long> expected = new TreeMap<>();
        jobs.forEach(job -> Optional.ofNullable(value.apply(job))
                .ifPresent(found -> expected.merge(String.valueOf(found), 1L, Long::sum)));
        Responses.Facets found = search.facets(new Requests.Facets(wanted.query, List.of(name), Requests.MAX_TOP));
        Responses.Facet facet = Objects.requireNonNull(found.facets().get(name));
        Map<String, Long> counted = new TreeMap<>();
        facet.values().forEach(entry -> counted.put(String.valueOf(entry.value()), entry.count()));
        assertThat(found.total()).as(what).isEqualTo(jobs.size());
        assertThat(counted).as(what).isEqualTo(expected);
        assertThat(facet.other()).as(what).isZero();
        assertThat(facet.distinct()).as(what).isEqualTo(expected.size());
        assertThat(facet.missing())
                .as("missing " + what)
                .isEqualTo(jobs.size()
                        - expected.values().stream().mapToLong(count -> count).sum());
        assertThat(found.undecidable()).as(what).isNull();
        assertThat(facet.undecidable()).as(what).isNull();
    }

    private void compareStatistics(List<SubmittedJob> all, Wanted wanted) throws IOException {
        String name = pick(new ArrayList<>(NUMBERS.keySet()), 1).get(0);
        List<String> outcomes = new ArrayList<>(OUTCOMES.keySet());
        List<String> by = pick(outcomes, random.nextInt(3));
        Figures.Stats found = search.stats(new FigureRequests.Stats(wanted.query, List.of(name), by));
        String what = "stats of " + name + " by " + by + " of " + wanted.query + ", " + as;
        List<SubmittedJob> jobs = wanted.of(all);
        assertThat(found.total()).as(what).isEqualTo(jobs.size());
        assertThat(found.undecidable()).as(what).isNull();
        Function<SubmittedJob, @Nullable Number> number = Objects.requireNonNull(NUMBERS.get(name));
        assertNumbers(what, Objects.requireNonNull(found.stats().get(name)), jobs, number);
        if (by.isEmpty()) {
            return;
        }
        Map<String, List<SubmittedJob>> groups = new LinkedHashMap<>();
        for (SubmittedJob job : jobs) {
            List<String> key = by.stream()
                    .map(dimension -> String.valueOf(
                            Objects.requireNonNull(OUTCOMES.get(dimension)).apply(job)))
                    .toList();
            groups.computeIfAbsent(key.toString(), none -> new ArrayList<>()).add(job);
        }
        assertThat(found.groupCount()).as(what).isEqualTo(groups.size());
        for (Figures.Group group : found.groups()) {
            String key = by.stream()
                    .map(dimension -> String.valueOf(group.key().get(dimension)))
                    .toList()
                    .toString();
            List<SubmittedJob> members = groups.getOrDefault(key, List.of());
            assertThat(group.total()).as("%s, group %s", what, key).isEqualTo(members.size());
            assertNumbers(
                    what + ", group " + key,
                    Objects.requireNonNull(group.stats().get(name)),
                    members,
                    number);
        }
    }

    private static void assertNumbers(
            String what,
            Figures.Statistics found,
            List<SubmittedJob> jobs,
            Function<SubmittedJob, @Nullable Number> number) {
        List<BigDecimal> numbers = jobs.stream()
                .map(number)
                .filter(Objects::nonNull)
                .map(value -> new BigDecimal(value.doubleValue()))
                .sorted()
                .toList();
        assertThat(found.count()).as(what).isEqualTo(numbers.size());
        assertThat(found.missing()).as(what).isEqualTo(jobs.size() - numbers.size());
        if (numbers.isEmpty()) {
            assertThat(found.sum()).as(what).isNull();
            return;
        }
        BigDecimal sum = numbers.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(doubleOf(found.min()))
                .as("min, %s", what)
                .isEqualTo(numbers.get(0).doubleValue());
        assertThat(doubleOf(found.max()))
                .as("max, %s", what)
                .isEqualTo(numbers.get(numbers.size() - 1).doubleValue());
        assertThat(doubleOf(found.sum())).as("sum, %s", what).isEqualTo(sum.doubleValue());
        found.percentiles().forEach((percent, value) -> {
            int rank = Math.max(1, (int) Math.ceil(Double.parseDouble(percent) * numbers.size() / 100 - 1e-9));
            double expected = numbers.get(rank - 1).doubleValue();
            assertThat(found.percentileError()).as(what).isLessThanOrEqualTo(SKETCH_ERROR);
            assertThat(value.doubleValue())
                    .as("%s %%, %s", percent, what)
                    .isEqualTo(expected, within(Math.abs(expected) * found.percentileError() + 1e-9));
        });
    }

    private static double doubleOf(@Nullable Number number) {
        return Objects.requireNonNull(number).doubleValue();
    }

    private void compareTimes(List<SubmittedJob> all, Wanted wanted) throws IOException {
        String name = pick(new ArrayList<>(TIMES.keySet()), 1).get(0);
        String interval = RandomArchive.pick(random, List.of("15m", "1h", "1d", "1w", "1M"));
        Function<SubmittedJob, Long> time = Objects.requireNonNull(TIMES.get(name));
        Figures.Histogram found = search.histogram(new FigureRequests.Histogram(wanted.query, name, interval));
        String what = "histogram of " + name + " by " + interval + " of " + wanted.query + ", " + as;
        List<Long> times =
                wanted.of(all).stream().map(time).filter(value -> value > 0).toList();
        assertThat(found.total()).as(what).isEqualTo(wanted.of(all).size());
        assertThat(found.undecidable()).as(what).isNull();
        long counted = 0;
        for (Figures.Bucket bucket : found.buckets()) {
            long from = seconds(bucket.from());
            long to = seconds(bucket.to());
            assertThat(bucket.count())
                    .as("%s to %s, %s", bucket.from(), bucket.to(), what)
                    .isEqualTo(times.stream()
                            .filter(second -> second >= from && second < to)
                            .count());
            counted += bucket.count();
        }
        assertThat(counted).as(what).isEqualTo(times.size());
    }

    private static long seconds(Object edge) {
        return OffsetDateTime.parse(String.valueOf(edge)).toEpochSecond();
    }

    private void compareEfficiency(List<SubmittedJob> all, Wanted wanted) throws IOException {
        Figures.Histogram found = search.histogram(new FigureRequests.Histogram(wanted.query, "cpu_efficiency", "10"));
        String what = "efficiency of " + wanted.query + ", " + as;
        List<Double> percents = wanted.of(all).stream()
                .map(SubmittedJob::efficiency)
                .filter(Objects::nonNull)
                .toList();
        assertThat(found.missing()).as(what).isEqualTo(wanted.of(all).size() - percents.size());
        assertThat(found.undecidable()).as(what).isNull();
        for (Figures.Bucket bucket : found.buckets()) {
            double from = Double.parseDouble(String.valueOf(bucket.from()));
            double to = Double.parseDouble(String.valueOf(bucket.to()));
            assertThat(bucket.count())
                    .as("%s to %s, %s", from, to, what)
                    .isEqualTo(percents.stream()
                            .filter(percent -> percent >= from && percent < to)
                            .count());
        }
    }

    /** What summaries do not keep is never guessed: the truth lies between what is certain and what is possible. */
    private void compareWhatIsDropped(List<SubmittedJob> all) throws IOException {
        int digit = random.nextInt(10);
        long most = random.nextInt(20_000);
        Wanted wanted = RandomArchive.pick(
                random,
                List.of(
                        new Wanted("args:*" + digit, job -> job.args().endsWith(Integer.toString(digit))),
                        new Wanted("proc:<3", job -> job.proc() < 3),
                        new Wanted("runtime:<" + most + "s", job -> job.runtime() < most),
                        new Wanted("slot:*e1*", job -> job.host().startsWith("e1"))));
        Wanted rest = decided();
        Wanted both = new Wanted(wanted.query + " " + rest.query, wanted.meaning.and(rest.meaning));
        Responses.Count found = search.count(new Requests.Count(both.query));
        long undecidable = Optional.ofNullable(found.undecidable()).orElse(0L);
        assertThat((long) both.of(all).size())
                .as("count %s, %s", both.query, as)
                .isBetween(found.count(), found.count() + undecidable);
    }

    private void compareSubmissions(List<SubmittedJob> all) throws IOException {
        Submissions found = search.submissions(new SubmissionRequests.Submissions(
                Requests.Selection.of("*"), SubmissionRequests.Grouping.CLUSTER, "-ended", 1000, Optional.empty()));
        Map<Integer, List<SubmittedJob>> clusters = new TreeMap<>();
        all.forEach(job -> clusters.computeIfAbsent(job.cluster(), none -> new ArrayList<>())
                .add(job));
        assertThat(found.total()).as(as).isEqualTo(clusters.size());
        assertThat(found.jobs()).as(as).isEqualTo(all.size());
        for (Submissions.Submission submission : found.submissions()) {
            long number = Objects.requireNonNull(submission.cluster());
            List<SubmittedJob> jobs = clusters.getOrDefault((int) number, List.of());
            Submissions.SubmissionTotals totals = submission.totals();
            String what = "submission " + number + ", " + as;
            assertThat(totals.jobs()).as(what).isEqualTo(jobs.size());
            assertThat(totals.completed()).as(what).isEqualTo(count(jobs, job -> job.status() == 4));
            assertThat(totals.removed()).as(what).isEqualTo(count(jobs, job -> job.status() == 3));
            assertThat(totals.failed()).as(what).isEqualTo(count(jobs, job -> Boolean.TRUE.equals(job.failed())));
            assertThat(totals.holds())
                    .as(what)
                    .isEqualTo(jobs.stream().mapToLong(SubmittedJob::holds).sum());
            assertThat(totals.lastEnded())
                    .as(what)
                    .isEqualTo(Instant.ofEpochSecond(jobs.stream()
                                    .mapToLong(SubmittedJob::ended)
                                    .max()
                                    .orElseThrow())
                            .toString());
            double hours = jobs.stream().mapToDouble(SubmittedJob::runtime).sum() / 3600;
            assertThat(totals.wallHours()).as(what).isEqualTo(hours, within(1e-3 + hours * 1e-6));
        }
    }

    private static long count(List<SubmittedJob> jobs, Predicate<SubmittedJob> meaning) {
        return jobs.stream().filter(meaning).count();
    }

    private List<String> pick(List<String> names, int count) {
        List<String> shuffled = new ArrayList<>(names);
        java.util.Collections.sort(shuffled);
        java.util.Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count);
    }
}
