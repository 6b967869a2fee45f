package org.shelfmark.search;

import java.time.InstantSource;
import java.time.ZoneId;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.document.RecordViews;
import org.shelfmark.mapping.Mapping;

/**
 * How the records of a history are understood: without loss of bytes, and with their secrets.
 *
 * @param clock what expressions take for the present
 * @param zone what expressions take for the local time zone
 */
public record HistoryRecords(Mapping mapping, InstantSource clock, ZoneId zone) {
    /** Views for one pass over records. */
    public RecordViews views() {
        return new RecordViews(mapping, new Evaluator(clock, zone, EvaluationLimits.DEFAULT, true));
    }
}
