package org.shelfmark.rollup;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.search.Query;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.CondensedQuery;
import org.shelfmark.query.QueryContext;
import org.shelfmark.query.QueryException;
import org.shelfmark.query.QueryParser;
import org.shelfmark.query.SnapshotAttributes;

/**
 * What queries and times of orders mean.
 *
 * @param zone of times in queries
 */
record OrderReading(Mapping mapping, ZoneId zone) {
    /** 9999-12-31T23:59:59Z. */
    private static final long LAST_SECOND = 253_402_300_799L;

    /** Ages reach back to the beginning of time at most. */
    static Instant before(Instant now, Duration age) {
        return age.compareTo(Duration.ofSeconds(now.getEpochSecond())) < 0 ? now.minus(age) : Instant.EPOCH;
    }

    /** Whole seconds; the year 9999 at the latest. */
    static Instant end(Instant now, Duration time) {
        long seconds = Math.min(time.toSeconds(), LAST_SECOND);
        return Instant.ofEpochSecond(Math.min(now.getEpochSecond() + seconds, LAST_SECOND));
    }

    /** Jobs that a query means. */
    Query query(String text, IndexReader reader, Instant now) {
        try {
            return QueryParser.parse(text, context(reader, now));
        } catch (QueryException e) {
            throw badQuery(e);
        }
    }

    /** The same of archived jobs. */
    CondensedQuery condensed(String text, IndexReader reader, Instant now) {
        try {
            return CondensedQuery.of(text, context(reader, now));
        } catch (QueryException e) {
            throw badQuery(e);
        }
    }

    /** Whether a job of a submission matches, or may. */
    static boolean mayMean(CondensedQuery query, CondensedSubmission submission) throws IOException {
        for (CondensedRow row : submission.rows()) {
            if (query.count(row).most() > 0) {
                return true;
            }
        }
        return false;
    }

    private QueryContext context(IndexReader reader, Instant now) {
        return new QueryContext(mapping, new SnapshotAttributes(reader), now, zone);
    }

    private static RollupException badQuery(QueryException e) {
        return new RollupException(
                RollupException.Kind.BAD_ORDER, "query, column " + e.column() + ": " + e.getMessage());
    }
}
