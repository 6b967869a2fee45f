package org.shelfmark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Random questions, asked where all jobs are live and where some are archived. The answers are the same, or it is said of how
 * many jobs nothing is known; then no number is more than the true one, and what is missing to it is among those.
 */
final class TwinComparison {
    private static final List<String> SUBMISSION_ORDERS = List.of(
            "",
            "jobs",
            "-failed",
            "last_ended",
            "-first_submitted",
            "wall_hours",
            "-core_hours",
            "cpu_efficiency",
            "-holds",
            "-exit_unknown",
            "short_jobs",
            "-good_core_hours");

    private static final int MOST = Integer.getInteger("shelfmark.most", 400);

    private final JobSearch allLive;
    private final JobSearch rolledUp;
    private final boolean hasPages;
    private final Random random;
    private final OddJobs words;
    private final ConstrainedArchive constraints;
    private final List<String> wrong = new ArrayList<>();
    private final String as;
    /** Questions, and those of them that were answered exactly. */
    int asked;

    int exact;

    TwinComparison(TwinShelf twins, Random random, String as) {
        this(twins.live(), twins.rolledUp(), true, random, as);
    }

    /**
     * Compares the answers of any two.
     *
     * @param hasPages whether submissions are listed a page at a time, too
     */
    TwinComparison(JobSearch allLive, JobSearch rolledUp, boolean hasPages, Random random, String as) {
        this.hasPages = hasPages;
        this.allLive = allLive;
        this.rolledUp = rolledUp;
        this.random = random;
        this.words = new OddJobs(random, 6);
        this.constraints = new ConstrainedArchive(random);
        this.as = as;
    }

    /** What was wrong, in words. */
    List<String> wrong() {
        return wrong;
    }

    void compare(int rounds) throws IOException {
        for (int round = 0; round < rounds; round++) {
            Requests.Selection jobs = selection();
            compareCount(jobs);
            compareFacets(selection());
            compareStats(selection());
            compareHistogram(selection());
            compareSubmissions(selection());
            if (round % 4 == 0) {
                compareReport();
                compareExport(selection());
                compareJobs(Requests.Selection.of(words.query(2)));
                compareComparison(selection());
                compareOneJob();
            }
        }
    }

    private Requests.Selection selection() {
        Optional<String> constraint =
                random.nextInt(3) == 0 ? Optional.of(constraint(random.nextInt(3))) : Optional.empty();
        return new Requests.Selection(words.query(random.nextInt(3)), constraint);
    }

    /** The names of the other archive, and what summaries have in columns of their own. */
    private String constraint(int depth) {
        String constraint = constraints.constraint(depth);
        return switch (random.nextInt(4)) {
            case 0 -> "ClusterId > " + random.nextInt(14);
            case 1 -> "(ClusterId < " + random.nextInt(14) + ") && (" + constraint + ")";
            default -> constraint;
        };
    }

    /** Two answers to one question. */
    private final class Both {
        final String what;
        final JsonNode live;
        final JsonNode archived;

        Both(String what, SummarizedShelf.Question question) throws IOException {
            this.what = what;
            asked++;
            live = TwinShelf.answer(allLive, question);
            archived = TwinShelf.answer(rolledUp, question);
            if (live.isTextual() || archived.isTextual()) {
                boolean isPartly = archived.has("undecidable") || archived.has("unplaced");
                if (live.isTextual() != archived.isTextual() && !isPartly) {
                    fail("refused: " + archived + " instead of " + live);
                }
            }
        }

        boolean isRefused() {
            return live.isTextual() || archived.isTextual();
        }

        void fail(String message) {
            wrong.add(as + ": " + what + ": " + cut(message));
        }

        void require(boolean truth, String message) {
            if (!truth) {
                fail(message + "\n   live " + cut(live.toString()) + "\n   archived " + cut(archived.toString()));
            }
        }

        /** Least, and least and undecided together, have the truth between them. */
        void within(String name, long truth, long least, long undecided) {
            require(
                    least <= truth && truth <= least + undecided,
                    name + " " + truth + " is not within " + least + "+" + undecided);
        }

        void same() {
            exact++;
            List<String> differences = SummarizedShelf.differences(live, archived);
            require(differences.isEmpty(), String.join("; ", differences));
        }

        long undecidable() {
            return archived.path("undecidable").asLong();
        }
    }

    private static String cut(String text) {
        return text.length() > MOST ? text.substring(0, MOST) + "..." : text;
    }

    private void compareCount(Requests.Selection jobs) throws IOException {
        Both both = new Both("count " + jobs, search -> search.count(new Requests.Count(jobs)));
        if (both.isRefused()) {
            return;
        }
        both.within(
                "count",
                both.live.get("count").asLong(),
                both.archived.get("count").asLong(),
                both.undecidable());
        exact += both.undecidable() == 0 ? 1 : 0;
    }

    private void compareFacets(Requests.Selection jobs) throws IOException {
        String by = OddJobs.pick(random, OddJobs.NAMES);
        int top = random.nextBoolean() ? Requests.MAX_TOP : 1 + random.nextInt(3);
        Requests.FacetOrder order = random.nextBoolean() ? Requests.FacetOrder.COUNT : Requests.FacetOrder.VALUE;
        String prefix = random.nextInt(4) == 0 ? OddJobs.pick(random, List.of("a", "A", "3", "1", "t", "ΣΊ")) : "";
        Requests.Facets request = new Requests.Facets(jobs, List.of(by), top, order, prefix);
        Both both = new Both("facets " + request, search -> search.facets(request));
        if (both.isRefused()) {
            return;
        }
        JsonNode live = both.live.get("facets").get(by);
        JsonNode archived = both.archived.get("facets").get(by);
        both.within(
                "total",
                both.live.get("total").asLong(),
                both.archived.get("total").asLong(),
                both.undecidable());
        facet(
                both,
                "facet",
                live,
                archived,
                both.undecidable(),
                both.archived.get("total").asLong());
    }

    private void facet(Both both, String where, JsonNode live, JsonNode archived, long undecidable, long total) {
        long open = archived.path("undecidable").asLong();
        if (open == 0 && undecidable == 0) {
            exact++;
            List<String> differences = SummarizedShelf.differences(live, archived);
            both.require(differences.isEmpty(), where + String.join("; ", differences));
            return;
        }
        Map<JsonNode, Long> counts = counts(live);
        long sum = 0;
        boolean all = live.get("other").asLong() == 0;
        for (JsonNode value : archived.get("values")) {
            long count = value.get("count").asLong();
            Long truth = counts.get(value.get("value"));
            sum += count;
            if (all) {
                both.require(truth != null, where + " has no value " + value);
            }
            if (truth != null) {
                both.within(where + " of " + value, truth, count, open + undecidable);
            }
        }
        both.within(
                where + " missing",
                live.get("missing").asLong(),
                archived.get("missing").asLong(),
                open + undecidable);
        if (all) {
            both.require(
                    archived.get("distinct").asLong() <= live.get("distinct").asLong(), where + " has too many values");
            both.within(where + " other", 0, archived.get("other").asLong(), open + undecidable);
        }
        sum += archived.get("other").asLong() + archived.get("missing").asLong() + open;
        both.require(sum == total, where + ": counts are " + sum + " and not " + total);
    }

    private static Map<JsonNode, Long> counts(JsonNode facet) {
        Map<JsonNode, Long> counts = new HashMap<>();
        facet.get("values")
                .forEach(value ->
                        counts.put(value.get("value"), value.get("count").asLong()));
        return counts;
    }

    private void compareStats(Requests.Selection jobs) throws IOException {
        List<String> of = List.of(OddJobs.pick(random, OddJobs.NAMES), OddJobs.pick(random, OddJobs.NAMES));
        List<String> by = switch (random.nextInt(3)) {
            case 0 -> List.of();
            case 1 -> List.of(OddJobs.pick(random, OddJobs.NAMES));
            default -> List.of(OddJobs.pick(random, OddJobs.NAMES), OddJobs.pick(random, OddJobs.NAMES));
        };
        int top = random.nextBoolean() ? Requests.MAX_TOP : 1 + random.nextInt(4);
        FigureRequests.Stats request =
                new FigureRequests.Stats(jobs, of, by, FigureRequests.Stats.DEFAULT_PERCENTILES, top);
        Both both = new Both("stats " + request, search -> search.stats(request));
        if (both.isRefused()) {
            return;
        }
        long undecidable = both.undecidable();
        long ungrouped = both.archived.path("ungrouped").asLong();
        long total = both.archived.get("total").asLong();
        both.within("total", both.live.get("total").asLong(), total, undecidable);
        if (undecidable == 0 && ungrouped == 0 && !both.archived.toString().contains("undecidable")) {
            both.same();
            return;
        }
        both.live
                .get("stats")
                .properties()
                .forEach(entry -> statistics(
                        both,
                        entry.getKey(),
                        entry.getValue(),
                        both.archived.get("stats").get(entry.getKey()),
                        undecidable,
                        total));
        long grouped = both.archived.get("other_jobs").asLong() + ungrouped;
        for (JsonNode group : both.archived.get("groups")) {
            grouped += group.get("total").asLong();
        }
        if (!by.isEmpty()) {
            both.require(grouped == total, "grouped are " + grouped + " and not " + total);
        }
        boolean allGroups = both.live.get("other_jobs").asLong() == 0;
        for (JsonNode group : both.archived.get("groups")) {
            JsonNode same = MissingNode.getInstance();
            for (JsonNode one : both.live.get("groups")) {
                same = one.get("key").equals(group.get("key")) ? one : same;
            }
            if (same.isMissingNode()) {
                both.require(!allGroups, "no group " + group);
                continue;
            }
            JsonNode truth = same;
            both.within(
                    "group " + group.get("key"),
                    truth.get("total").asLong(),
                    group.get("total").asLong(),
                    ungrouped + undecidable);
            truth.get("stats")
                    .properties()
                    .forEach(entry -> statistics(
                            both,
                            entry.getKey() + " of " + group.get("key"),
                            entry.getValue(),
                            group.get("stats").get(entry.getKey()),
                            ungrouped + undecidable,
                            group.get("total").asLong()));
        }
    }

    private void statistics(Both both, String name, JsonNode live, JsonNode archived, long undecidable, long total) {
        long open = archived.path("undecidable").asLong();
        if (open + undecidable == 0) {
            List<String> differences = SummarizedShelf.differences(live, archived);
            both.require(differences.isEmpty(), name + String.join("; ", differences));
            return;
        }
        long count = archived.get("count").asLong();
        long missing = archived.get("missing").asLong();
        both.require(
                count + missing + open == total, name + ": " + count + "+" + missing + "+" + open + " is not " + total);
        both.within(name + " count", live.get("count").asLong(), count, open + undecidable);
        both.within(name + " missing", live.get("missing").asLong(), missing, open + undecidable);
        if (count > 0) {
            both.require(archived.get("min").asDouble() >= live.get("min").asDouble(), name + " min");
            both.require(archived.get("max").asDouble() <= live.get("max").asDouble(), name + " max");
        }
    }

    private void compareHistogram(Requests.Selection jobs) throws IOException {
        boolean times = random.nextBoolean();
        String of = times
                ? OddJobs.pick(
                        random,
                        List.of("submitted", "started", "last_started", "completed", "ended", "MyTime", "matched"))
                : OddJobs.pick(random, OddJobs.NAMES);
        String interval = times
                ? OddJobs.pick(random, List.of("1h", "1d", "1w", "1M", "auto", "6h"))
                : OddJobs.pick(random, List.of("log", "auto", "10", "1", "100", "0.5", "1h"));
        Optional<String> by =
                random.nextBoolean() ? Optional.empty() : Optional.of(OddJobs.pick(random, OddJobs.NAMES));
        int top = random.nextBoolean() ? Requests.MAX_TOP : 1 + random.nextInt(3);
        FigureRequests.Histogram request = new FigureRequests.Histogram(jobs, of, interval, by, top);
        Both both = new Both("histogram " + request, search -> search.histogram(request));
        if (both.isRefused()) {
            return;
        }
        long undecidable = both.undecidable();
        long unplaced = both.archived.path("unplaced").asLong();
        long total = both.archived.get("total").asLong();
        both.within("total", both.live.get("total").asLong(), total, undecidable);
        if (undecidable == 0 && unplaced == 0 && !both.archived.toString().contains("undecidable")) {
            both.same();
            return;
        }
        long sum = unplaced + both.archived.get("missing").asLong();
        both.within(
                "missing",
                both.live.get("missing").asLong(),
                both.archived.get("missing").asLong(),
                unplaced + undecidable);
        boolean sameInterval = both.live.get("interval").equals(both.archived.get("interval"));
        both.require(sameInterval || interval.equals("auto"), "interval");
        for (JsonNode bucket : both.archived.get("buckets")) {
            long count = bucket.get("count").asLong();
            sum += count;
            if (!sameInterval) {
                continue;
            }
            JsonNode same = MissingNode.getInstance();
            for (JsonNode one : both.live.get("buckets")) {
                same = one.get("from").equals(bucket.get("from")) ? one : same;
            }
            if (same.isMissingNode()) {
                both.require(count == 0, "no bucket " + bucket);
                continue;
            }
            both.within("bucket " + bucket, same.get("count").asLong(), count, unplaced + undecidable);
            if (bucket.has("by") && same.has("by")) {
                facet(
                        both,
                        "bucket " + bucket.get("from"),
                        same.get("by"),
                        bucket.get("by"),
                        unplaced + undecidable,
                        count);
            }
        }
        both.require(sum == total, "buckets have " + sum + " and not " + total);
    }

    private void compareSubmissions(Requests.Selection jobs) throws IOException {
        SubmissionRequests.Grouping by = OddJobs.pick(random, List.of(SubmissionRequests.Grouping.values()));
        String sort = OddJobs.pick(random, SUBMISSION_ORDERS);
        int limit = random.nextBoolean() ? Requests.MAX_LIMIT : 1 + random.nextInt(4);
        Both both = new Both(
                "submissions " + by + " " + sort + " " + limit + " " + jobs,
                search -> search.submissions(
                        new SubmissionRequests.Submissions(jobs, by, sort, limit, Optional.empty())));
        if (both.isRefused()) {
            return;
        }
        both.within(
                "jobs",
                both.live.get("jobs").asLong(),
                both.archived.get("jobs").asLong(),
                both.undecidable());
        if (both.undecidable() == 0) {
            exact++;
            List<String> differences = new ArrayList<>(SummarizedShelf.differences(both.live, both.archived));
            differences.removeIf(text -> text.matches("(?s)/submissions/\\d+/(cmd|batch|owner): .*"));
            differences.removeIf(text -> text.matches("(?s)/submissions/\\d+/totals/.*hours: .*") && near(text, 1e-12));
            both.require(differences.isEmpty(), String.join("; ", differences));
            if (hasPages) {
                comparePages(jobs, by, sort);
            }
            return;
        }
        both.within(
                "without",
                both.live.get("without").asLong(),
                both.archived.get("without").asLong(),
                both.undecidable());
        both.require(
                both.archived.get("total").asLong() <= both.live.get("total").asLong(), "too many submissions");
        for (JsonNode one : both.archived.get("submissions")) {
            JsonNode same = MissingNode.getInstance();
            for (JsonNode other : both.live.get("submissions")) {
                same = other.get("source").equals(one.get("source"))
                                && other.get("name").equals(one.get("name"))
                                && folded(other).equals(folded(one))
                        ? other
                        : same;
            }
            if (same.isMissingNode()) {
                both.require(
                        both.live.get("total").asLong()
                                > both.live.get("submissions").size(),
                        "no submission " + one);
            } else {
                for (String total :
                        List.of("jobs", "completed", "removed", "failed", "succeeded", "short_jobs", "holds")) {
                    both.require(
                            one.get("totals").get(total).asLong()
                                    <= same.get("totals").get(total).asLong(),
                            total + " of " + one);
                }
            }
        }
    }

    private static String folded(JsonNode submission) {
        return RandomArchive.folded(submission.get("owner").toString());
    }

    /** Pages of a list make up the whole list. */
    private void comparePages(Requests.Selection jobs, SubmissionRequests.Grouping by, String sort) throws IOException {
        List<Submissions.Submission> all = rolledUp.submissions(
                        new SubmissionRequests.Submissions(jobs, by, sort, 1_000, Optional.empty()))
                .submissions();
        List<Submissions.Submission> pages = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Submissions page = rolledUp.submissions(new SubmissionRequests.Submissions(jobs, by, sort, 3, cursor));
            pages.addAll(page.submissions());
            cursor = Optional.ofNullable(page.nextCursor());
        } while (cursor.isPresent());
        if (!pages.equals(all)) {
            wrong.add(as + ": pages of submissions " + by + " " + sort + " " + jobs + " are not the list");
        }
    }

    private void compareReport() throws IOException {
        SubmissionRequests.Grouping by = OddJobs.pick(random, List.of(SubmissionRequests.Grouping.values()));
        String name = by == SubmissionRequests.Grouping.BATCH
                ? OddJobs.pick(random, List.of("alice", "bob", "3", "a b", "x/y,z", "σίσυφος"))
                : Integer.toString(1 + random.nextInt(12));
        SubmissionRequests.Report request = new SubmissionRequests.Report(
                name,
                by,
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(OddJobs.pick(random, List.of("alice", "BOB", "", "naïve"))),
                random.nextBoolean() ? Optional.empty() : Optional.of(OddJobs.pick(random, ArchivedSpool.SOURCES)));
        Both both = new Both("report " + request, search -> search.report(request));
        if (both.isRefused()) {
            return;
        }
        JsonNode part = both.archived.path("archived");
        long undecidable = part.path("undecidable").asLong();
        both.within(
                "total",
                both.live.get("total").asLong(),
                both.archived.get("total").asLong(),
                undecidable);
        if (undecidable > 0) {
            return;
        }
        Set<String> liveOnly = new HashSet<>();
        part.path("live_only").forEach(one -> liveOnly.add(one.asText()));
        ObjectNode live = both.live.deepCopy();
        ObjectNode archived = both.archived.deepCopy();
        for (ObjectNode one : List.of(live, archived)) {
            one.remove("archived");
            // intervals are longer
            ((ObjectNode) one.get("timeline")).remove(List.of("from", "interval_seconds", "ended"));
            liveOnly.forEach(path -> remove(one, path));
            ((ObjectNode) one.get("submission")).remove(List.of("cmd", "batch", "archived", "owner"));
        }
        List<String> differences = new ArrayList<>(SummarizedShelf.differences(live, archived));
        double error = part.path("error").asDouble();
        differences.removeIf(text ->
                text.matches("(?s).*/(p25|median|p75|p95|suggested_request): .*") && error > 0 && near(text, 0.005));
        differences.removeIf(text -> text.matches(
                        "(?s)/(batch_names|commands|statuses|exit_codes|signals|attempts|vacates)/.*")
                && both.archived.path(text.substring(1, text.indexOf('/', 1))).has("undecidable"));
        both.require(differences.isEmpty(), String.join("; ", differences));
    }

    private static boolean near(String text, double error) {
        String[] numbers = text.substring(text.lastIndexOf(": ") + 2).split(" instead of ", -1);
        try {
            double one = Double.parseDouble(numbers[0]);
            double two = Double.parseDouble(numbers[1]);
            return Math.abs(one - two) <= Math.max(error == 0.005 ? 1 : 0, error * Math.abs(two));
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void remove(ObjectNode answer, String path) {
        int dot = path.indexOf('.');
        if (dot < 0) {
            answer.remove(path);
        } else if (answer.get(path.substring(0, dot)) instanceof ObjectNode inner) {
            inner.remove(path.substring(dot + 1));
        } else if (path.equals("hold_reasons.text")) {
            answer.get("hold_reasons").forEach(one -> ((ObjectNode) one).remove(List.of("text", "jobs_with_text")));
            return;
        }
        if (dot > 0 && answer.get(path.substring(0, dot)) instanceof ObjectNode inner) {
            inner.remove(List.of("over", "suggested_request", "suggestion"));
        }
    }

    private void compareExport(Requests.Selection jobs) throws IOException {
        Both both = new Both("export " + jobs, search -> {
            List<ExportEnd> ends = new ArrayList<>();
            search.export(new ExportRequest(jobs, List.of("id")), new ExportListener() {
                @Override
                public void begin(List<String> names) {}

                @Override
                public void job(Map<String, @org.jspecify.annotations.Nullable Object> job) {}

                @Override
                public void end(ExportEnd end) {
                    ends.add(end);
                }
            });
            return ends.get(0);
        });
        if (!both.isRefused()) {
            long counted = both.archived.get("count").asLong()
                    + both.archived.path("archived").asLong();
            both.within("count", both.live.get("count").asLong(), counted, both.undecidable());
        }
    }

    private void compareJobs(Requests.Selection jobs) throws IOException {
        Both both = new Both(
                "jobs " + jobs, search -> search.jobs(new Requests.Jobs(jobs, "", 5, Optional.empty(), List.of("id"))));
        if (!both.isRefused()) {
            JsonNode archived = both.archived.path("archived");
            both.within(
                    "total",
                    both.live.get("total").asLong(),
                    both.archived.get("total").asLong(),
                    archived.path("undecidable").asLong());
        }
    }

    private void compareComparison(Requests.Selection jobs) throws IOException {
        Optional<Requests.Selection> against = random.nextBoolean() ? Optional.empty() : Optional.of(selection());
        ComparisonRequest request = new ComparisonRequest(jobs, against, List.of("owner", "exit", "host", "Tag"), 20);
        Both both = new Both("compare " + request, search -> search.compare(request));
        if (!both.isRefused() && both.undecidable() == 0) {
            both.same();
        }
    }

    private void compareOneJob() throws IOException {
        String id = (1 + random.nextInt(14)) + "." + random.nextInt(20);
        Requests.OneJob request = new Requests.OneJob(
                random.nextInt(3) == 0 ? "ap1#" + id : id,
                random.nextBoolean() ? Optional.empty() : Optional.of(OddJobs.pick(random, ArchivedSpool.SOURCES)));
        Both both = new Both("job " + request, search -> search.job(request));
        if (!both.isRefused()) {
            exact++;
            List<String> differences = new ArrayList<>(SummarizedShelf.differences(both.live, both.archived));
            // what looks outside the record has a value there, and its text in a column
            differences.removeIf(text -> text.contains("ifThenElse(TARGET"));
            both.require(differences.isEmpty(), String.join("; ", differences));
        }
        Both record = new Both("record " + request, search -> search.record(request));
        if (!record.isRefused()) {
            record.same();
        }
    }
}
