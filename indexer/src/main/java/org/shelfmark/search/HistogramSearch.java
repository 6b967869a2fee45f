package org.shelfmark.search;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.Bins;
import org.shelfmark.aggregate.Dimension;
import org.shelfmark.aggregate.IntervalCounting;
import org.shelfmark.aggregate.IntervalCounts;
import org.shelfmark.aggregate.Measure;
import org.shelfmark.aggregate.NumberRange;
import org.shelfmark.aggregate.Pass;
import org.shelfmark.aggregate.TooManyException;
import org.shelfmark.aggregate.ValueCounting;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.mapping.Unit;
import org.shelfmark.query.NumberReader;

/** Jobs by interval. An interval that is to fit takes one more pass over the jobs, for their least and greatest number. */
final class HistogramSearch {
    private static final String AUTO = "auto";
    private static final String LOG = "log";
    private static final String TIME_INTERVALS =
            "a number and s, m, h, d, w, M (months) or y, such as 1h, 1d, 1w, 1M; or auto";

    private final SearchRun run;
    private final Selected selected;
    private final SearchSettings settings;
    private final FigureNames names;
    private final FigureRequests.Histogram request;
    private final Measure measure;
    private final boolean isTime;

    HistogramSearch(
            SearchRun run,
            Selected selected,
            Mapping mapping,
            SearchSettings settings,
            FigureRequests.Histogram request) {
        this.run = run;
        this.selected = selected;
        this.settings = settings;
        this.names = new FigureNames(mapping, run.attributes());
        this.request = request;
        this.measure = names.measure(request.of());
        this.isTime = names.isTime(request.of());
    }

    Figures.Histogram histogram() throws IOException {
        Optional<Dimension> by = request.by().map(names::dimension);
        Bins bins = bins();
        Pass pass = new Pass();
        Pass.Answer<IntervalCounts> counted = pass.find(new IntervalCounting(measure, bins, by));
        go(pass);
        IntervalCounts counts = counted.get();
        return new Figures.Histogram(
                pass.total(),
                run.tookMillis(),
                run.timedOut(),
                run.indexedThrough(),
                request.of(),
                bins.interval(),
                request.by().orElse(null),
                buckets(bins, counts, by.isPresent()),
                pass.total() - counts.jobs(),
                selected.explained(true));
    }
}
