package org.shelfmark.search;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.Query;
import org.shelfmark.aggregate.Contrast;
import org.shelfmark.aggregate.Contrast.Occurrence;
import org.shelfmark.aggregate.NumberRange;
import org.shelfmark.aggregate.Pass;
import org.shelfmark.aggregate.ValueCounting;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.QueryContext;
import org.shelfmark.query.constraint.JobSets;

/** Compares two sets of jobs of one snapshot, value by value. One request, one thread. */
final class ComparisonSearch {
    /** Smaller p-values are all the same to people, and smaller numbers soon none to computers. */
    private static final double LEAST_P = 1e-300;

    private static final double MAX_SCORE = 300;

    /** Further ones may differ from machine to machine, as logarithms do. */
    private static final MathContext CERTAIN_DIGITS = new MathContext(6);

    private final SearchRun run;
    private final Mapping mapping;
    private final SearchSettings settings;
    private final Selecting selecting;
    private final FigureNames names;

    /** Reads which jobs are meant. */
    interface Selecting {
        Selected of(Requests.Selection jobs) throws IOException;
    }

    /** Some jobs, and how many of them have each value of the fields compared. */
    private record Counted(long jobs, Map<String, ValueCounts> byField) {}

    /** A value, and how many jobs of each set have it. */
    private record Candidate(String field, AttributeValue value, Occurrence occurrence) {}

    ComparisonSearch(SearchRun run, Mapping mapping, SearchSettings settings, Selecting selecting) {
        this.run = run;
        this.mapping = mapping;
        this.settings = settings;
        this.selecting = selecting;
        this.names = new FigureNames(mapping, run.attributes(), run.columns());
    }

    /** One pass over the foreground, and then one over the background that it may define. */
    Comparison compare(ComparisonRequest request) throws IOException {
        try (Selected selected = selecting.of(request.jobs())) {
            ComparedFields compared = ComparedFields.of(
                    request.jobs(), new QueryContext(mapping, run.attributes(), run.now(), settings.zone()));
            List<String> fields = request.by().isEmpty()
                    ? compared.open()
                    : request.by().stream().distinct().toList();
            Query wanted = selected.all();
            Pass pass = new Pass();
            Pass.Answer<ValueCounts> owners =
                    pass.find(ValueCounting.upTo(ComparisonRequest.MAX_VALUES, names.dimension("owner")));
            Pass.Answer<NumberRange> ended = pass.find(NumberRange.of(names.measure("ended")));
            Counted foreground = count(pass, fields, wanted);
            Requests.Selection against = request.against()
                    .orElseGet(() -> Requests.Selection.of(
                            ComparisonBackground.query(owners.get(), ended.get(), settings.zone())));
            try (Selected other = selecting.of(against)) {
                Counted background = background(fields, other.all(), wanted, foreground);
                long archived = selected.archived().countWith(other.archived()).most();
                return answer(request, selected, compared, fields, foreground, against, other, background, archived);
            }
        }
    }

    /** What everything has, if that is the background, is remembered: then it is enough to take the foreground away. */
    private Counted background(List<String> fields, Query others, Query wanted, Counted foreground) throws IOException {
        if (run.areAll(others)) {
            Counted all = count(new Pass(), fields, JobSets.ALL);
            if (!run.timedOut()) {
                Map<String, ValueCounts> byField = new LinkedHashMap<>();
                all.byField()
                        .forEach((field, counts) -> byField.put(
                                field, counts.without(foreground.byField().getOrDefault(field, new ValueCounts()))));
                return new Counted(all.jobs() - foreground.jobs(), byField);
            }
        }
        return count(new Pass(), fields, JobSets.without(others, wanted));
    }

    private Counted count(Pass pass, List<String> fields, Query jobs) throws IOException {
        Map<String, Pass.Answer<ValueCounts>> answers = new LinkedHashMap<>();
        fields.forEach(field -> answers.put(
                field, pass.find(ValueCounting.upTo(ComparisonRequest.MAX_VALUES, names.dimension(field)))));
        FigureSearch.go(pass, run, jobs, "by");
        Map<String, ValueCounts> byField = new LinkedHashMap<>();
        answers.forEach((field, answer) -> byField.put(field, answer.get()));
        return new Counted(pass.total(), byField);
    }

    private Comparison answer(
            ComparisonRequest request,
            Selected selected,
            ComparedFields compared,
            List<String> fields,
            Counted foreground,
            Requests.Selection against,
            Selected other,
            Counted background,
            long archived) {
        boolean byDefault = request.by().isEmpty();
        Map<String, List<Candidate>> candidates = candidates(fields, foreground, background, byDefault);
        // what was not counted to its end proves nothing
        boolean conclusive = !run.timedOut() && foreground.jobs() > 0 && background.jobs() > 0;
        List<Candidate> all = candidates.values().stream().flatMap(List::stream).toList();
        Contrast contrast = conclusive
                ? new Contrast(
                        foreground.jobs(),
                        background.jobs(),
                        all.stream().map(Candidate::occurrence).toList())
                : null;
        return new Comparison(
                foreground.jobs(),
                run.tookMillis(),
                run.timedOut(),
                run.indexedThrough(),
                new Comparison.Against(
                        against.query(), against.constraint().orElse(null), background.jobs(), other.explained(true)),
                contrast == null
                        ? List.of()
                        : findings(all, contrast, compared, foreground.jobs(), background.jobs(), request.top()),
                contrast == null ? 0 : contrast.tested(),
                List.copyOf(candidates.keySet()),
                selected.explained(true),
                ArchivedJobs.shown(archived));
    }

    /** The values of each field in both sets; a field by default that has too many is left out. */
    private static Map<String, List<Candidate>> candidates(
            List<String> fields, Counted foreground, Counted background, boolean byDefault) {
        Map<String, List<Candidate>> candidates = new LinkedHashMap<>();
        for (String field : fields) {
            ValueCounts ours = foreground.byField().getOrDefault(field, new ValueCounts());
            ValueCounts others = background.byField().getOrDefault(field, new ValueCounts());
            List<Candidate> values = candidates(field, ours, others);
            if (!ours.isTooMany() && !others.isTooMany() && values.size() <= ComparisonRequest.MAX_VALUES) {
                candidates.put(field, values);
            } else if (!byDefault) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST,
                        "by: '" + field + "' has more than " + ComparisonRequest.MAX_VALUES
                                + " different values in these jobs; accepted: up to that many");
            }
        }
        return candidates;
    }

    private static List<Candidate> candidates(String field, ValueCounts ours, ValueCounts others) {
        List<Candidate> candidates = new ArrayList<>();
        for (ValueCounts.Entry entry : ours.top(Integer.MAX_VALUE)) {
            candidates.add(
                    new Candidate(field, entry.value(), new Occurrence(entry.count(), others.of(entry.value()))));
        }
        for (ValueCounts.Entry entry : others.top(Integer.MAX_VALUE)) {
            if (ours.of(entry.value()) == 0) {
                candidates.add(new Candidate(field, entry.value(), new Occurrence(0, entry.count())));
            }
        }
        return candidates;
    }

    private List<Comparison.Finding> findings(
            List<Candidate> candidates,
            Contrast contrast,
            ComparedFields compared,
            long foreground,
            long background,
            int top) {
        List<Comparison.Finding> findings = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (contrast.standsOut(candidate.occurrence())) {
                findings.add(finding(candidate, contrast, foreground, background));
            }
        }
        // the sort is stable: what is equal stays in the order of the fields
        findings.sort(Comparator.comparing(
                        (Comparison.Finding finding) -> compared.isConsequence(names.fieldName(finding.field())))
                .thenComparing(
                        Comparator.comparingDouble(Comparison.Finding::score).reversed())
                .thenComparing(
                        Comparator.comparingDouble(Comparison.Finding::share).reversed()));
        return List.copyOf(findings.subList(0, Math.min(top, findings.size())));
    }

    private static Comparison.Finding finding(
            Candidate candidate, Contrast contrast, long foreground, long background) {
        Occurrence occurrence = candidate.occurrence();
        double share = (double) occurrence.foreground() / foreground;
        double backgroundShare = (double) occurrence.background() / background;
        double logP = contrast.logP(occurrence);
        return new Comparison.Finding(
                candidate.field(),
                JsonValues.shown(candidate.value()),
                occurrence.foreground(),
                share,
                occurrence.background(),
                backgroundShare,
                occurrence.background() == 0 ? null : share / backgroundShare,
                rounded(Math.max(LEAST_P, Math.exp(logP))),
                rounded(Math.min(MAX_SCORE, -logP / Math.log(10))));
    }

    private static double rounded(double number) {
        return new BigDecimal(number).round(CERTAIN_DIGITS).doubleValue();
    }
}
