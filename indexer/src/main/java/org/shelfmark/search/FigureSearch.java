package org.shelfmark.search;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.Dimension;
import org.shelfmark.aggregate.GroupCounting;
import org.shelfmark.aggregate.GroupTallies;
import org.shelfmark.aggregate.Measure;
import org.shelfmark.aggregate.NumberTally;
import org.shelfmark.aggregate.Pass;
import org.shelfmark.aggregate.TooManyException;
import org.shelfmark.aggregate.ValueCounting;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.CaseFolding;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.JobCount;

/** Counts per value and statistics of the jobs of one request, each in one pass over them. */
final class FigureSearch {
    /** Numbers kept of each group for exact percentiles; fewer than of all jobs, for there may be many groups. */
    private static final int EXACT_VALUES_OF_A_GROUP = 1_000;

    private final SearchRun run;
    private final Selected selected;
    private final FigureNames names;

    FigureSearch(SearchRun run, Selected selected, Mapping mapping) {
        this.run = run;
        this.selected = selected;
        this.names = new FigureNames(mapping, run.attributes(), run.columns());
    }

    Responses.Facets facets(Requests.Facets request) throws IOException {
        Pass pass = new Pass();
        Map<String, Pass.Answer<ValueCounts>> answers = new LinkedHashMap<>();
        for (String name : request.by()) {
            answers.put(name, pass.find(new ValueCounting(names.dimension(name))));
        }
        String where = "by: " + String.join(", ", request.by());
        go(pass, where);
        ArchivedFacets archived = new ArchivedFacets();
        Map<String, ArchivedFacets.Facet> found = new LinkedHashMap<>();
        answers.forEach((name, answer) -> found.put(name, archived.find(names.archived(name), answer.get())));
        JobCount more = withinBounds(where, () -> archived.over(selected.archived()));
        long total = pass.total() + more.least();
        Predicate<AttributeValue> wanted = beginning(request.prefix());
        Map<String, Responses.Facet> facets = new LinkedHashMap<>();
        found.forEach((name, facet) -> {
            List<ValueCounts.Entry> first = facet.counts().first(request.top(), order(request.sort()), wanted);
            facets.put(name, facet(first, facet.counts(), total, facet.undecidable()));
        });
        return new Responses.Facets(
                total,
                run.tookMillis(),
                run.timedOut(),
                run.indexedThrough(),
                facets,
                selected.explained(true),
                ArchivedJobs.shown(more.undecided()));
    }

    private static ValueCounts.Order order(Requests.FacetOrder order) {
        return switch (order) {
            case COUNT -> ValueCounts.Order.COUNT;
            case VALUE -> ValueCounts.Order.VALUE;
        };
    }

    private static Predicate<AttributeValue> beginning(String prefix) {
        String folded = CaseFolding.fold(prefix);
        return folded.isEmpty()
                ? value -> true
                : value -> CaseFolding.fold(JsonValues.shown(value).toString()).startsWith(folded);
    }

    /**
     * Some values of a dimension, and what they leave.
     *
     * @param jobs all jobs
     * @param undecidable those of them whose values are not known
     */
    static Responses.Facet facet(List<ValueCounts.Entry> shown, ValueCounts counts, long jobs, long undecidable) {
        List<Responses.FacetValue> values = shown.stream()
                .map(entry -> new Responses.FacetValue(JsonValues.shown(entry.value()), entry.count()))
                .toList();
        long counted = shown.stream().mapToLong(ValueCounts.Entry::count).sum();
        return new Responses.Facet(
                values,
                counts.counted() - counted,
                jobs - counts.counted() - undecidable,
                counts.distinct(),
                ArchivedJobs.shown(undecidable));
    }

    Figures.Stats stats(FigureRequests.Stats request) throws IOException {
        List<Measure> of = request.of().stream().map(names::measure).toList();
        List<Dimension> by = names.dimensions(request.by());
        Pass pass = new Pass();
        Pass.Answer<GroupTallies> all = pass.find(new GroupCounting(List.of(), of, NumberTally.EXACT_VALUES));
        Optional<Pass.Answer<GroupTallies>> grouped = by.isEmpty()
                ? Optional.empty()
                : Optional.of(pass.find(new GroupCounting(by, of, EXACT_VALUES_OF_A_GROUP)));
        String where = "by: " + String.join(", ", request.by());
        go(pass, where);
        Optional<GroupTallies> groups = grouped.map(Pass.Answer::get);
        ArchivedStatistics archived = new ArchivedStatistics(
                request.of().stream().map(names::archived).toList(),
                request.by().stream().map(names::archived).toList(),
                all.get(),
                groups.orElse(null),
                EXACT_VALUES_OF_A_GROUP);
        JobCount more = withinBounds(where, () -> archived.over(selected.archived()));
        long total = pass.total() + more.least();
        List<GroupTallies.Entry> top =
                groups.map(found -> found.top(request.top())).orElse(List.of());
        long shown = top.stream().mapToLong(entry -> entry.group().jobs()).sum();
        return new Figures.Stats(
                total,
                run.tookMillis(),
                run.timedOut(),
                run.indexedThrough(),
                all.get().top(1).stream()
                        .map(entry -> statistics(request, entry.group()))
                        .findFirst()
                        .orElseGet(() -> statistics(request, GroupTallies.Group.ofNone(of.size()))),
                top.stream().map(entry -> group(request, entry)).toList(),
                groups.map(GroupTallies::size).orElse(0),
                groups.isEmpty() ? 0 : total - shown - archived.ungrouped(),
                selected.explained(true),
                ArchivedJobs.shown(archived.ungrouped()),
                ArchivedJobs.shown(more.undecided()));
    }

    private static Figures.Group group(FigureRequests.Stats request, GroupTallies.Entry entry) {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        for (int i = 0; i < request.by().size(); i++) {
            key.put(request.by().get(i), JsonValues.plain(entry.key().get(i)));
        }
        return new Figures.Group(key, entry.group().jobs(), statistics(request, entry.group()));
    }

    private static Map<String, Figures.Statistics> statistics(FigureRequests.Stats request, GroupTallies.Group group) {
        Map<String, Figures.Statistics> statistics = new LinkedHashMap<>();
        for (int i = 0; i < request.of().size(); i++) {
            NumberTally tally = group.tallies().get(i);
            statistics.put(
                    request.of().get(i),
                    statistics(tally, group.jobs() - tally.count(), group.undecidable(i), request.percentiles()));
        }
        return statistics;
    }

    private static Figures.Statistics statistics(
            NumberTally tally, long without, long undecidable, List<Double> percentiles) {
        Map<String, Number> byName = new LinkedHashMap<>();
        for (double percentile : percentiles) {
            tally.percentile(percentile).ifPresent(value -> byName.put(JsonValues.decimal(percentile), value));
        }
        return new Figures.Statistics(
                tally.count(),
                without - undecidable,
                tally.min().orElse(null),
                tally.max().orElse(null),
                tally.sum().orElse(null),
                boxed(tally.mean()),
                boxed(tally.standardDeviation()),
                byName,
                tally.percentileError(),
                ArchivedJobs.shown(undecidable));
    }

    private static @Nullable Double boxed(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private void go(Pass pass, String where) throws IOException {
        go(pass, run, selected.all(), where);
    }

    /** Goes over jobs; says where in the request the reason is when they have too many of something. */
    static void go(Pass pass, SearchRun run, Query jobs, String where) throws IOException {
        withinBounds(where, () -> {
            run.pass(pass, jobs);
            return pass;
        });
    }

    /** A part of an answer that is being found. */
    private interface Finding<T> {
        T find() throws IOException;
    }

    private static <T> T withinBounds(String where, Finding<T> finding) throws IOException {
        try {
            return finding.find();
        } catch (TooManyException e) {
            throw new SearchException(SearchException.Kind.BAD_REQUEST, where + ": " + e.getMessage());
        }
    }
}
