package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Unparser;
import org.shelfmark.document.JobReader;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;

/**
 * Everything that a report tells of the jobs of one submission, beside their totals. Takes about 120 bytes for each job.
 */
public final class SubmissionTally {
    private static final int JOBS_BETWEEN_LOOKS = 1 << 10;
    private static final int NOTABLE = 10;

    /** JobBatchNames. */
    public final ValueCounts batches = new ValueCounts();
    /** Cmds. */
    public final ValueCounts commands = new ValueCounts();
    /** JobStatus in words. */
    public final ValueCounts statuses = new ValueCounts();
    /** ExitCodes of jobs that no signal ended. */
    public final ValueCounts exitCodes = new ValueCounts();
    /** ExitSignals of jobs that one ended. */
    public final ValueCounts signals = new ValueCounts();
    /** NumShadowStarts. */
    public final ValueCounts attempts = new ValueCounts();
    /** NumVacates. */
    public final ValueCounts vacates = new ValueCounts();
    /** CPU efficiency. */
    public final EfficiencyBins efficiency = new EfficiencyBins();
    /** Cores. */
    public final RequestedAndUsed cpus = new RequestedAndUsed();
    /** MB. */
    public final RequestedAndUsed memory = new RequestedAndUsed();
    /** KB. */
    public final RequestedAndUsed disk = new RequestedAndUsed();
    /** RemoteWallClockTime in seconds. */
    public final AmountSeries runTime = new AmountSeries();
    /** Seconds from submission to first start. */
    public final AmountSeries wait = new AmountSeries();
    /** Moments of submission. */
    public final AmountSeries submitted = new AmountSeries();
    /** Moments of the first start. */
    public final AmountSeries started = new AmountSeries();
    /** Moments at which jobs left the queue. */
    public final AmountSeries ended = new AmountSeries();
    /** Why jobs were held the last time. */
    public final ReasonBuckets holds = new ReasonBuckets();
    /** Why jobs were removed. */
    public final ReasonBuckets removals = new ReasonBuckets();
    /** The jobs of the longest run time. */
    public final NotableJobs slowest = new NotableJobs(NOTABLE);
    /** The failed jobs that were the last to end. */
    public final NotableJobs failures = new NotableJobs(NOTABLE);
    /** Jobs and failures by host. */
    public final HostOutcomes hosts = new HostOutcomes();

    private final Mapping mapping;
    private long jobs;

    private SubmissionTally(Mapping mapping) {
        this.mapping = mapping;
    }

    /**
     * Tallies jobs.
     *
     * @param isOverTime asked now and then; once it is true the jobs so far are all
     */
    public static SubmissionTally of(MatchingJobs jobs, Mapping mapping, BooleanSupplier isOverTime)
            throws IOException {
        SubmissionTally tally = new SubmissionTally(mapping);
        int[] seen = {0};
        boolean[] stopped = {false};
        for (MatchingJobs.Segment segment : jobs.segments()) {
            JobReader reader = new JobReader(mapping, segment.context().reader());
            int base = segment.context().docBase;
            segment.forEach(document -> {
                stopped[0] |= seen[0]++ % JOBS_BETWEEN_LOOKS == 0 && isOverTime.getAsBoolean();
                if (!stopped[0]) {
                    tally.add(reader, document, base + document);
                }
            });
        }
        return tally;
    }

    /** How many jobs were tallied. */
    public long jobs() {
        return jobs;
    }

    private void add(JobReader reader, int document, int documentOfIndex) throws IOException {
        jobs++;
        Values job = new Values(reader, document);
        countText(batches, job.text("batch"));
        countText(commands, job.text("cmd"));
        String status = job.text("status");
        countText(statuses, status);
        countInteger(attempts, job.integer("attempts"));
        countInteger(vacates, job.integer("vacates"));
        double wall = job.amount("runtime");
        efficiency.add(wall > 0 ? 100 * job.amount("cpu_time") / (job.cores() * wall) : Double.NaN);
        cpus.add(job.amount("request_cpus"), job.amount("cpus_usage"));
        memory.add(job.amount("request_memory"), job.amount("memory"));
        disk.add(job.amount("request_disk"), job.amount("disk"));
        runTime.add(wall);
        double submission = job.time("submitted");
        double start = job.time("started");
        submitted.add(submission);
        started.add(start);
        // not queue_time, which also counts from moments that are none
        wait.add(start >= submission ? start - submission : Double.NaN);
        double end = job.time("ended");
        ended.add(end);
        addReasons(job, "removed".equals(status));
        double cluster = job.amount("cluster");
        double proc = job.amount("proc");
        if (!Double.isNaN(wall)) {
            slowest.add(new NotableJobs.Job(wall, cluster, proc, documentOfIndex));
        }
        boolean bySignal = Boolean.TRUE.equals(job.truth("by_signal"));
        countInteger(bySignal ? signals : exitCodes, job.integer(bySignal ? "signal" : "exit"));
        Boolean failed = job.truth("failed");
        if (failed != null) {
            if (failed) {
                failures.add(new NotableJobs.Job(Double.isNaN(end) ? 0 : end, cluster, proc, documentOfIndex));
            }
            String host = job.text("host");
            if (host != null) {
                hosts.add(host, failed);
            }
        }
    }

    private void addReasons(Values job, boolean removed) throws IOException {
        Long code = job.integer("hold_code");
        String text = job.text("hold_reason");
        if (code == null && text == null) {
            code = job.integer("last_hold_code");
            text = job.text("last_hold_reason");
        }
        if (code != null || text != null || job.amount("holds") > 0) {
            holds.add(code, text);
        }
        String reason = job.text("remove_reason");
        if (removed || reason != null) {
            removals.add(null, reason);
        }
    }

    private static void countText(ValueCounts counts, @Nullable String text) {
        if (text != null) {
            counts.add(new StringValue(text), 1);
        }
    }

    private static void countInteger(ValueCounts counts, @Nullable Long number) {
        if (number != null) {
            counts.add(new IntegerValue(number), 1);
        }
    }

    /** The values of one job. */
    private final class Values {
        private final JobReader reader;
        private final int document;

        Values(JobReader reader, int document) {
            this.reader = reader;
            this.document = document;
        }

        private AttributeValue value(String field) throws IOException {
            FieldMapping known = mapping.named(field).orElseThrow();
            return reader.value(known, document);
        }

        /** NaN where there is none. */
        double amount(String field) throws IOException {
            return SegmentAmounts.amount(value(field));
        }

        /** As the totals have them. */
        double cores() throws IOException {
            return TotalsReader.cores(amount("cpus"), amount("request_cpus"));
        }

        /** NaN where there is none. */
        double time(String field) throws IOException {
            return value(field) instanceof IntegerValue seconds ? AmountSeries.time(seconds.value()) : Double.NaN;
        }

        @Nullable
        Long integer(String field) throws IOException {
            return value(field) instanceof IntegerValue number ? (Long) number.value() : null;
        }

        @Nullable
        Boolean truth(String field) throws IOException {
            return value(field) instanceof BooleanValue truth ? (Boolean) truth.value() : null;
        }

        @Nullable
        String text(String field) throws IOException {
            AttributeValue value = value(field);
            if (value instanceof AttributeValue.Undefined) {
                return null;
            }
            return value instanceof StringValue text ? text.value() : Unparser.unparse(value);
        }
    }
}
