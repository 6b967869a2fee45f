package org.shelfmark.search;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Optional;
import org.apache.lucene.search.Query;
import org.shelfmark.aggregate.Bins;
import org.shelfmark.aggregate.FixedBins;
import org.shelfmark.aggregate.LogBins;
import org.shelfmark.aggregate.Measure;
import org.shelfmark.aggregate.NumberRange;
import org.shelfmark.aggregate.Pass;
import org.shelfmark.aggregate.TimeBins;
import org.shelfmark.mapping.Unit;
import org.shelfmark.query.NumberReader;

/**
 * The intervals that a histogram was asked for: those that were named, or such as fit the jobs, which takes a pass over them
 * for the least and the greatest number.
 *
 * @param named empty for fitting ones
 */
record Intervals(Optional<Bins> named, boolean isTime, ZoneId zone) {
    private static final String AUTO = "auto";
    private static final String LOG = "log";
    /** Widths of more digits than any number has would be computed with all the same. */
    private static final int LONGEST = 60;

    /**
     * Reads what was asked for.
     *
     * @throws SearchException when there are no such intervals
     */
    static Intervals of(FigureRequests.Histogram request, FigureNames names, ZoneId zone) {
        String text = request.interval();
        boolean isTime = names.isTime(request.of());
        Optional<Bins> named = text.isEmpty() || text.equals(AUTO)
                ? Optional.empty()
                : Optional.of(isTime ? times(text, zone) : numbers(text, names.unit(request.of())));
        return new Intervals(named, isTime, zone);
    }

    private static Bins times(String text, ZoneId zone) {
        try {
            return TimeBins.of(text, zone);
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private static Bins numbers(String text, Unit unit) {
        if (text.equals(LOG)) {
            return Bins.numbers(LOG);
        }
        Optional<BigDecimal> width = text.length() > LONGEST ? Optional.empty() : NumberReader.decimal(text, unit);
        if (width.isEmpty()) {
            throw bad("'" + shortened(text) + "' is none; accepted: " + NumberReader.accepted(unit) + ", log, auto");
        }
        try {
            return FixedBins.of(width.get());
        } catch (IllegalArgumentException e) {
            throw bad(String.valueOf(e.getMessage()));
        }
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static SearchException bad(String message) {
        return new SearchException(SearchException.Kind.BAD_REQUEST, "interval: " + message);
    }

    /**
     * The intervals for some jobs.
     *
     * @param archived those that are archived
     * @param column what their summaries keep of the numbers
     */
    Bins bins(SearchRun run, Query jobs, Measure measure, ArchivedJobs archived, ArchivedColumn column)
            throws IOException {
        if (named.isPresent()) {
            return named.get();
        }
        NumberRange range = range(run, jobs, measure);
        ArchivedIntervals.addTo(range, column, archived);
        Number least = range.least().orElse(0L);
        Number greatest = range.greatest().orElse(0L);
        return isTime ? TimeBins.auto(least.longValue(), greatest.longValue(), zone) : FixedBins.auto(least, greatest);
    }

    /** Intervals as they can be asked for. */
    static String text(Bins bins) {
        return switch (bins) {
            case TimeBins times -> times.interval();
            case FixedBins fixed -> fixed.width().toString();
            case LogBins logarithmic -> LOG;
        };
    }

    private static NumberRange range(SearchRun run, Query jobs, Measure measure) throws IOException {
        Pass pass = new Pass();
        Pass.Answer<NumberRange> found = pass.find(NumberRange.of(measure));
        run.pass(pass, jobs);
        return found.get();
    }
}
