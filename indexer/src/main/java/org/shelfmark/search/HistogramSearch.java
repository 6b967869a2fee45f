package org.shelfmark.search;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shelfmark.aggregate.Bins;
import org.shelfmark.aggregate.Dimension;
import org.shelfmark.aggregate.IntervalCounting;
import org.shelfmark.aggregate.IntervalCounts;
import org.shelfmark.aggregate.Measure;
import org.shelfmark.aggregate.Pass;
import org.shelfmark.aggregate.TooManyException;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.JobCount;

/** Jobs by interval: one request. */
final class HistogramSearch {
    /** As far as dates are written; the intervals at both ends of time go further. */
    private static final long LAST_SECOND = 31_000_000_000_000_000L;

    private final SearchRun run;
    private final Selected selected;
    private final SearchSettings settings;
    private final FigureRequests.Histogram request;
    private final FigureNames names;

    HistogramSearch(
            SearchRun run,
            Selected selected,
            Mapping mapping,
            SearchSettings settings,
            FigureRequests.Histogram request) {
        this.run = run;
        this.selected = selected;
        this.settings = settings;
        this.request = request;
        this.names = new FigureNames(mapping, run.attributes(), run.columns());
    }

    Figures.Histogram histogram() throws IOException {
        Measure measure = names.measure(request.of());
        Optional<Dimension> by = request.by().map(names::dimension);
        ArchivedJobs archived = selected.archived();
        ArchivedColumn column = names.archived(request.of());
        Bins bins = Intervals.of(request, names, settings.zone()).bins(run, selected.all(), measure, archived, column);
        Pass pass = new Pass();
        Pass.Answer<IntervalCounts> counted = pass.find(new IntervalCounting(measure, bins, by));
        IntervalCounts counts;
        ArchivedIntervals intervals;
        JobCount more;
        try {
            run.pass(pass, selected.all());
            counts = counted.get();
            intervals = new ArchivedIntervals(column, bins, request.by().map(names::archived), counts);
            more = intervals.over(archived);
        } catch (TooManyException e) {
            throw tooMany(String.valueOf(e.getMessage()));
        }
        long total = pass.total() + more.least();
        return new Figures.Histogram(
                total,
                run.tookMillis(),
                run.timedOut(),
                run.indexedThrough(),
                request.of(),
                Intervals.text(bins),
                request.by().orElse(null),
                buckets(bins, counts, by.isPresent()),
                total - counts.jobs() - intervals.unplaced(),
                selected.explained(true),
                ArchivedJobs.shown(intervals.unplaced()),
                ArchivedJobs.shown(more.undecided()));
    }

    private SearchException tooMany(String what) {
        return new SearchException(
                SearchException.Kind.BAD_REQUEST,
                "interval: " + what + "; a wider interval, or a query for fewer jobs, makes fewer of them");
    }

    private List<Figures.Bucket> buckets(Bins bins, IntervalCounts counts, boolean divided) {
        if (counts.byKey().isEmpty()) {
            return List.of();
        }
        long lowest = counts.byKey().firstKey();
        long highest = counts.byKey().lastKey();
        if (bins.count(lowest, highest) > Bins.MAX_BINS) {
            throw tooMany("'" + Intervals.text(bins) + "' makes more than " + Bins.MAX_BINS + " intervals from "
                    + edge(bins.from(lowest)) + " to " + edge(bins.to(highest)));
        }
        Set<AttributeValue> frequent = new HashSet<>();
        counts.values().top(request.top()).forEach(entry -> frequent.add(entry.value()));
        List<Figures.Bucket> buckets = new ArrayList<>();
        for (long key : bins.keys(counts.byKey().navigableKeySet())) {
            IntervalCounts.Interval interval = counts.interval(key);
            buckets.add(new Figures.Bucket(
                    edge(bins.from(key)),
                    edge(bins.to(key)),
                    interval.jobs(),
                    divided ? divided(interval, frequent) : null));
        }
        return buckets;
    }

    private Responses.Facet divided(IntervalCounts.Interval interval, Set<AttributeValue> frequent) {
        List<ValueCounts.Entry> shown =
                interval.values().first(request.top(), ValueCounts.Order.COUNT, frequent::contains);
        return FigureSearch.facet(shown, interval.values(), interval.jobs(), interval.undivided());
    }

    /** Times with the offset of their zone at that moment; numbers as they are, without needless digits. */
    private Object edge(Number edge) {
        if (edge instanceof BigDecimal decimal) {
            return JsonValues.number(decimal);
        }
        long second = Math.clamp(edge.longValue(), -LAST_SECOND, LAST_SECOND);
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                Instant.ofEpochSecond(second).atZone(settings.zone()));
    }
}
