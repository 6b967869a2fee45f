package org.shelfmark.search;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.Contrast;
import org.shelfmark.aggregate.Contrast.Occurrence;
import org.shelfmark.aggregate.MatchingJobs;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.NameResolver;
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
    private final Counting counting;

    /** Reads which jobs are meant. */
    interface Selecting {
        Selected of(Requests.Selection jobs) throws IOException;
    }

    /** Counts jobs per value of a field or attribute. */
    interface Counting {
        /** The exact counts; a {@link SearchException} when the name stands for nothing that can be counted. */
        ValueCounts of(MatchingJobs jobs, String name) throws IOException;
    }

    /** A value, and how many jobs of each set have it. */
    private record Candidate(String field, AttributeValue value, Occurrence occurrence) {}

    ComparisonSearch(SearchRun run, Mapping mapping, SearchSettings settings, Selecting selecting, Counting counting) {
        this.run = run;
        this.mapping = mapping;
        this.settings = settings;
        this.selecting = selecting;
        this.counting = counting;
    }

    Comparison compare(ComparisonRequest request) throws IOException {
        try (Selected selected = selecting.of(request.jobs())) {
            Query wanted = selected.all();
            MatchingJobs foreground = MatchingJobs.of(run.searcher(), wanted);
            Requests.Selection against = request.against().isPresent()
                    ? request.against().get()
                    : Requests.Selection.of(defaultBackground(foreground));
            try (Selected other = selecting.of(against)) {
                MatchingJobs background = MatchingJobs.of(run.searcher(), JobSets.without(other.all(), wanted));
                return answer(request, selected, foreground, against, background);
            }
        }
    }

    private String defaultBackground(MatchingJobs foreground) throws IOException {
        FieldMapping ended = mapping.named("ended").orElseThrow();
        return ComparisonBackground.query(
                foreground, counting.of(foreground, "owner"), Columns.of(mapping, ended), settings.zone());
    }

    private Comparison answer(
            ComparisonRequest request,
            Selected selected,
            MatchingJobs foreground,
            Requests.Selection against,
            MatchingJobs background)
            throws IOException {
        ComparedFields compared = ComparedFields.of(
                request.jobs(),
                new QueryContext(mapping, run.attributes(), settings.clock().instant(), settings.zone()));
        boolean byDefault = request.by().isEmpty();
        List<String> fields =
                byDefault ? compared.open() : request.by().stream().distinct().toList();
        Map<String, List<Candidate>> candidates = candidates(fields, foreground, background, byDefault);
        // what was not counted to its end proves nothing
        boolean conclusive = !run.timedOut() && foreground.total() > 0 && background.total() > 0;
        List<Candidate> all = candidates.values().stream().flatMap(List::stream).toList();
        Contrast contrast = conclusive
                ? new Contrast(
                        foreground.total(),
                        background.total(),
                        all.stream().map(Candidate::occurrence).toList())
                : null;
        return new Comparison(
                foreground.total(),
                run.tookMillis(),
                run.timedOut(),
                run.indexedThrough(),
                new Comparison.Against(against.query(), against.constraint().orElse(null), background.total()),
                contrast == null
                        ? List.of()
                        : findings(all, contrast, compared, foreground.total(), background.total(), request.top()),
                contrast == null ? 0 : contrast.tested(),
                List.copyOf(candidates.keySet()),
                selected.explained(true));
    }

    /** The values of each field in both sets; a field by default that has too many is left out. */
    private Map<String, List<Candidate>> candidates(
            List<String> fields, MatchingJobs foreground, MatchingJobs background, boolean byDefault)
            throws IOException {
        Map<String, List<Candidate>> candidates = new LinkedHashMap<>();
        Map<String, ValueCounts> ours = counts(fields, foreground);
        Map<String, ValueCounts> others = counts(fields, background);
        for (String field : fields) {
            List<Candidate> values = candidates(field, ours.get(field), others.get(field));
            if (values.size() <= ComparisonRequest.MAX_VALUES) {
                candidates.put(field, values);
            } else if (!byDefault) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST,
                        "by: '" + field + "' has " + values.size() + " different values in these jobs; accepted: up to "
                                + ComparisonRequest.MAX_VALUES);
            }
        }
        return candidates;
    }

    /** One pass over the jobs for each field; empty when the time is up. */
    private Map<String, ValueCounts> counts(List<String> fields, MatchingJobs jobs) throws IOException {
        Map<String, ValueCounts> counts = new HashMap<>();
        for (String field : fields) {
            if (!run.isOverTime()) {
                counts.put(field, counting.of(jobs, field));
            }
        }
        return counts;
    }

    private static List<Candidate> candidates(String field, @Nullable ValueCounts ours, @Nullable ValueCounts others) {
        if (ours == null || others == null) {
            return List.of();
        }
        Map<AttributeValue, Long> inBackground = new HashMap<>();
        others.top(Integer.MAX_VALUE).forEach(entry -> inBackground.put(entry.value(), entry.count()));
        List<Candidate> candidates = new ArrayList<>();
        for (ValueCounts.Entry entry : ours.top(Integer.MAX_VALUE)) {
            Long other = inBackground.remove(entry.value());
            candidates.add(
                    new Candidate(field, entry.value(), new Occurrence(entry.count(), other == null ? 0 : other)));
        }
        inBackground.forEach((value, count) -> candidates.add(new Candidate(field, value, new Occurrence(0, count))));
        return candidates;
    }

    private List<Comparison.Finding> findings(
            List<Candidate> candidates,
            Contrast contrast,
            ComparedFields compared,
            long foreground,
            long background,
            int top) {
        NameResolver names = new NameResolver(mapping, run.attributes());
        List<Comparison.Finding> findings = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (contrast.standsOut(candidate.occurrence())) {
                findings.add(finding(candidate, contrast, foreground, background));
            }
        }
        // the sort is stable: what is equal stays in the order of the fields
        findings.sort(Comparator.comparing((Comparison.Finding finding) -> compared.isConsequence(
                        names.field(finding.field()).map(FieldMapping::name).orElse(finding.field())))
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
