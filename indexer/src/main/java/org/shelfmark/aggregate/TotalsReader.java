package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.shelfmark.aggregate.JobTotals.Total;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.Mapping;

/** Adds jobs of one segment to totals. Documents must be given in ascending order. */
public final class TotalsReader {
    private static final long REMOVED = 3;
    private static final long COMPLETED = 4;

    private final LongColumn status;
    private final LongColumn failed;
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
    private final int[] oneDocument = new int[1];

    /** A reader of one segment. */
    public TotalsReader(Mapping mapping, LeafReader segment) throws IOException {
        this.status = new LongColumn(
                segment, Columns.of(mapping, mapping.named("status").orElseThrow()));
        this.failed = new LongColumn(segment, "failed");
        this.submitted = new SegmentTimes(segment, "submitted");
        this.started = new SegmentTimes(segment, "started");
        this.lastStarted = new SegmentTimes(segment, "last_started");
        this.ended = new SegmentTimes(segment, "ended");
        this.holds = new SegmentAmounts(mapping, "holds", segment);
        this.attempts = new SegmentAmounts(mapping, "attempts", segment);
        this.starts = new SegmentAmounts(mapping, "starts", segment);
        this.vacates = new SegmentAmounts(mapping, "vacates", segment);
        this.wall = new SegmentAmounts(mapping, "runtime", segment);
        this.committed = new SegmentAmounts(mapping, "committed_time", segment);
        this.cpu = new SegmentAmounts(mapping, "cpu_time", segment);
        this.provisioned = new SegmentAmounts(mapping, "cpus", segment);
        this.requested = new SegmentAmounts(mapping, "request_cpus", segment);
    }

    /** Takes a job in. */
    public void add(int document, JobTotals totals) throws IOException {
        oneDocument[0] = document;
        read(oneDocument, 1);
        addRead(0, totals);
    }

    /** Reads some jobs, which are taken in by their places from then on. */
    void read(int[] documents, int size) throws IOException {
        status.read(documents, size);
        failed.read(documents, size);
        for (SegmentTimes times : List.of(submitted, started, lastStarted, ended)) {
            times.read(documents, size);
        }
        for (SegmentAmounts amounts :
                List.of(holds, attempts, starts, vacates, wall, committed, cpu, provisioned, requested)) {
            amounts.read(documents, size);
        }
    }

    /** Takes the job at a place in. */
    void addRead(int place, JobTotals totals) {
        totals.increment(Total.JOBS);
        long code = status.isAbsent(place) ? 0 : status.numbers()[place];
        if (code == COMPLETED) {
            totals.increment(Total.COMPLETED);
        } else if (code == REMOVED) {
            totals.increment(Total.REMOVED);
        }
        if (!failed.isAbsent(place)) {
            totals.increment(failed.numbers()[place] == 0 ? Total.SUCCEEDED : Total.FAILED);
        }
        addCounts(place, totals);
        double end = ended.seconds(place);
        totals.add(Total.FIRST_SUBMITTED, submitted.seconds(place));
        totals.add(Total.FIRST_STARTED, started.seconds(place));
        totals.add(Total.LAST_ENDED, end);
        addHours(place, end, totals);
    }

    private void addCounts(int place, JobTotals totals) {
        double held = holds.amount(place);
        totals.add(Total.HOLDS, held);
        if (held > 0) {
            totals.increment(Total.JOBS_HELD);
        }
        double begun = starts.amount(place);
        totals.add(Total.STARTS, begun);
        if (begun > 1) {
            totals.increment(Total.RESTARTED_JOBS);
        }
        totals.add(Total.ATTEMPTS, attempts.amount(place));
        totals.add(Total.VACATES, vacates.amount(place));
    }

    private void addHours(int place, double end, JobTotals totals) {
        double wallSeconds = wall.amount(place);
        double goodSeconds = committed.amount(place);
        double cpuSeconds = cpu.amount(place);
        double cores = cores(provisioned.amount(place), requested.amount(place));
        double ran = goodSeconds > 0 ? goodSeconds : end - lastStarted.seconds(place);
        if (ran >= 0 && ran < JobTotals.SHORT_SECONDS) {
            totals.increment(Total.SHORT_JOBS);
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
