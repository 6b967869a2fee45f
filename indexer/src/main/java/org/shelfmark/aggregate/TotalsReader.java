package org.shelfmark.aggregate;

import java.io.IOException;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.NumericDocValues;
import org.shelfmark.aggregate.JobTotals.Total;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.Mapping;

/** Adds jobs of one segment to totals. Documents must be given in ascending order. */
public final class TotalsReader {
    private static final long REMOVED = 3;
    private static final long COMPLETED = 4;

    private final NumericDocValues status;
    private final NumericDocValues failed;
    private final SegmentTimes submitted;
    private final SegmentTimes started;
    private final SegmentTimes lastStarted;
    private final SegmentTimes ended;
    private final SegmentAmounts holds;
    private final SegmentAmounts attempts;
    private final SegmentAmounts starts;
    private final SegmentAmounts vacates;
    private final SegmentAmounts wall;
    private final SegmentAmounts committed;
    private final SegmentAmounts cpu;
    private final SegmentAmounts provisioned;
    private final SegmentAmounts requested;

    /** A reader of one segment. */
    public TotalsReader(Mapping mapping, LeafReader segment) throws IOException {
        this(mapping, segment, new SegmentMisfits(segment));
    }

    TotalsReader(Mapping mapping, LeafReader segment, SegmentMisfits misfits) throws IOException {
        this.status = DocValues.getNumeric(
                segment, Columns.of(mapping, mapping.named("status").orElseThrow()));
        this.failed = DocValues.getNumeric(segment, "failed");
        this.submitted = new SegmentTimes(segment, "submitted");
        this.started = new SegmentTimes(segment, "started");
        this.lastStarted = new SegmentTimes(segment, "last_started");
        this.ended = new SegmentTimes(segment, "ended");
        this.holds = new SegmentAmounts(mapping, "holds", segment, misfits);
        this.attempts = new SegmentAmounts(mapping, "attempts", segment, misfits);
        this.starts = new SegmentAmounts(mapping, "starts", segment, misfits);
        this.vacates = new SegmentAmounts(mapping, "vacates", segment, misfits);
        this.wall = new SegmentAmounts(mapping, "runtime", segment, misfits);
        this.committed = new SegmentAmounts(mapping, "committed_time", segment, misfits);
        this.cpu = new SegmentAmounts(mapping, "cpu_time", segment, misfits);
        this.provisioned = new SegmentAmounts(mapping, "cpus", segment, misfits);
        this.requested = new SegmentAmounts(mapping, "request_cpus", segment, misfits);
    }

    /** Takes a job in. */
    public void add(int document, JobTotals totals) throws IOException {
        totals.add(Total.JOBS, 1);
        long code = status.advanceExact(document) ? status.longValue() : 0;
        if (code == COMPLETED) {
            totals.add(Total.COMPLETED, 1);
        } else if (code == REMOVED) {
            totals.add(Total.REMOVED, 1);
        }
        if (failed.advanceExact(document)) {
            totals.add(failed.longValue() == 0 ? Total.SUCCEEDED : Total.FAILED, 1);
        }
        addCounts(document, totals);
        double end = ended.seconds(document);
        totals.add(Total.FIRST_SUBMITTED, submitted.seconds(document));
        totals.add(Total.FIRST_STARTED, started.seconds(document));
        totals.add(Total.LAST_ENDED, end);
        addHours(document, end, totals);
    }

    private void addCounts(int document, JobTotals totals) throws IOException {
        double held = holds.amount(document);
        totals.add(Total.HOLDS, held);
        if (held > 0) {
            totals.add(Total.JOBS_HELD, 1);
        }
        double begun = starts.amount(document);
        totals.add(Total.STARTS, begun);
        if (begun > 1) {
            totals.add(Total.RESTARTED_JOBS, 1);
        }
        totals.add(Total.ATTEMPTS, attempts.amount(document));
        totals.add(Total.VACATES, vacates.amount(document));
    }

    private void addHours(int document, double end, JobTotals totals) throws IOException {
        double wallSeconds = wall.amount(document);
        double goodSeconds = committed.amount(document);
        double cpuSeconds = cpu.amount(document);
        double cores = cores(provisioned.amount(document), requested.amount(document));
        double ran = goodSeconds > 0 ? goodSeconds : end - lastStarted.seconds(document);
        if (ran >= 0 && ran < JobTotals.SHORT_SECONDS) {
            totals.add(Total.SHORT_JOBS, 1);
        }
        double coreSeconds = JobTotals.rounded(cores * wallSeconds);
        totals.add(Total.WALL_SECONDS, wallSeconds);
        totals.add(Total.CORE_SECONDS, coreSeconds);
        totals.add(Total.GOOD_CORE_SECONDS, cores * goodSeconds);
        totals.add(Total.CPU_SECONDS, cpuSeconds);
        if (coreSeconds > 0 && !Double.isNaN(cpuSeconds)) {
            totals.add(Total.MEASURED_CORE_SECONDS, coreSeconds);
            totals.add(Total.MEASURED_CPU_SECONDS, cpuSeconds);
        }
    }

    /** Cores of a job: those of the slot, else those asked for, else 1. */
    public static double cores(double ofSlot, double askedFor) {
        if (ofSlot > 0) {
            return ofSlot;
        }
        return askedFor > 0 ? askedFor : 1;
    }
}
