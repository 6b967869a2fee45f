package org.shelfmark.server;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answer of {@code status} as metrics, asked for once with every scrape. A status that cannot be had is a metric too
 * and takes none of the others along.
 */
final class StatusMetrics implements MultiCollector {
    private static final Logger LOG = LoggerFactory.getLogger(StatusMetrics.class);

    private final JobSearch search;
    private final AtomicBoolean failing = new AtomicBoolean();

    StatusMetrics(JobSearch search) {
        this.search = search;
    }

    @Override
    public MetricSnapshots collect() {
        MetricFamilies families = new MetricFamilies();
        Responses.Status status = status();
        families.gauge("shelfmark_index_readable", "1 while the index can be read, else 0", status == null ? 0 : 1);
        if (status != null) {
            addIndex(families, status);
            addSources(families, status);
            if (status.activity() != null) {
                addActivity(families, status.activity());
            }
        }
        return families.all();
    }

    private Responses.@Nullable Status status() {
        try {
            Responses.Status status = search.status();
            failing.set(false);
            return status;
        } catch (IOException | RuntimeException failure) {
            // every scrape would say the same again
            if (failing.compareAndSet(false, true)) {
                say(failure);
            }
            return null;
        }
    }

    private static void say(Exception failure) {
        String what = "the status cannot be read; /metrics goes on without it";
        if (failure instanceof SearchException refused) {
            // a reason in words, and no defect of ours
            LOG.error("{}: {}", what, refused.getMessage());
        } else {
            LOG.error(what, failure);
        }
    }

    private static void addIndex(MetricFamilies families, Responses.Status status) {
        families.gauge("shelfmark_index_bytes", "Size of the index on disk", status.indexBytes());
        families.gauge("shelfmark_index_segments", "Segments of the job index", status.segments());
        families.gauge("shelfmark_vault_bytes", "Size of the copies in the vault", status.vaultBytes());
        families.gauge("shelfmark_archived_jobs", "Jobs that are archived", orNone(status.archivedJobs()));
        families.gauge(
                "shelfmark_archived_submissions",
                "Submissions with archived jobs",
                orNone(status.archivedSubmissions()));
        MetricFamilies.Gauges files = families.gauges("shelfmark_archive_files", "Archive files ever seen", "state");
        status.files().forEach(files::add);
    }

    private static long orNone(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    private static void addSources(MetricFamilies families, Responses.Status status) {
        MetricFamilies.Gauges jobs = families.gauges("shelfmark_jobs", "Jobs in the index", "source");
        MetricFamilies.Gauges quarantined =
                families.gauges("shelfmark_quarantined_records", "Records that could not be understood", "source");
        MetricFamilies.Gauges lagBytes =
                families.gauges("shelfmark_source_lag_bytes", "Archive bytes that are not indexed yet", "source");
        MetricFamilies.Gauges lagSeconds = families.gauges(
                "shelfmark_source_lag_seconds",
                "0 when nothing is behind, else the time since the last indexed record was written",
                "source");
        MetricFamilies.Counters gaps = families.counters(
                "shelfmark_gaps", "How often archive bytes were gone before they could be read", "source");
        MetricFamilies.Counters lost = families.counters(
                "shelfmark_estimated_lost_records", "Records lost in gaps, as far as can be estimated", "source");
        for (Responses.Source source : status.sources()) {
            String name = source.source();
            jobs.add(name, source.records() - source.quarantined());
            quarantined.add(name, source.quarantined());
            lagBytes.add(name, source.bytesBehind());
            if (source.lagSeconds() != null) {
                lagSeconds.add(name, source.lagSeconds());
            }
            gaps.add(name, source.gaps());
            lost.add(name, source.estimatedRecordsLost());
        }
    }

    private static void addActivity(MetricFamilies families, Responses.Activity activity) {
        families.counter("shelfmark_cycles", "Indexing cycles that ended", activity.cycles());
        families.counter("shelfmark_failed_cycles", "Indexing cycles that failed", activity.failedCycles());
        families.counter(
                "shelfmark_limited_cycles",
                "Indexing cycles that left something to the next one",
                activity.limitedCycles());
        families.counter("shelfmark_commits", "Indexing cycles that committed something", activity.commits());
        families.counter("shelfmark_indexed_records", "Records indexed", activity.records());
        families.counter("shelfmark_indexed_bytes", "Archive bytes indexed", activity.bytes());
        families.summary(
                "shelfmark_cycle_seconds",
                "What indexing cycles took",
                activity.cycles(),
                activity.cycleSeconds().sum());
        families.gauge(
                "shelfmark_cycle_seconds_max",
                "What the longest indexing cycle took",
                activity.cycleSeconds().max());
        families.gauge("shelfmark_held_files", "Archive files held open", activity.heldFiles());
        families.gauge(
                "shelfmark_following_failing",
                "1 while indexing fails, else 0",
                activity.lastError() != null && activity.lastError().stillFailing() ? 1 : 0);
        moment(families, "shelfmark_last_cycle_timestamp_seconds", "When the last cycle ended", activity.lastCycleAt());
        moment(
                families,
                "shelfmark_last_commit_timestamp_seconds",
                "When the last commit was done",
                activity.lastCommitAt());
    }

    private static void moment(MetricFamilies families, String name, String help, @Nullable String time) {
        if (time != null) {
            families.gauge(name, help, Instant.parse(time).toEpochMilli() / 1e3);
        }
    }
}
