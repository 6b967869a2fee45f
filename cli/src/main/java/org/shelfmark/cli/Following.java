package org.shelfmark.cli;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.Vault;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.JobSink;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.BetweenCycles;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.FollowSettings;
import org.shelfmark.ingest.FollowStatistics;
import org.shelfmark.ingest.Follower;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.FollowedArchivist;
import org.shelfmark.rollup.RollupPolicy;
import org.shelfmark.rollup.WriterArchivist;
import org.shelfmark.search.Responses;

/** The indexing of a command: where jobs go, what feeds it, what counts and what talks. */
final class Following implements Closeable {
    private final IndexingPlan plan;
    private final JobSink sink;
    private final @Nullable Vault vault;
    private final Ingester ingester;
    private final FollowStatistics statistics;
    private final CycleTalk talk;
    private final Follower follower;
    private final @Nullable RollupPolicy policy;
    private final @Nullable FollowedArchivist archivist;

    private Following(
            IndexingPlan plan,
            JobSink sink,
            @Nullable WriterArchivist rollup,
            List<ArchiveOrder> orders,
            @Nullable Vault vault,
            Mapping mapping,
            Console console) {
        this.plan = plan;
        this.sink = sink;
        this.vault = vault;
        this.ingester = new Ingester(
                sink,
                plan.files(),
                mapping,
                console.clock(),
                plan.cycles(),
                vault,
                plan.vault().maxBytes());
        this.statistics = new FollowStatistics(console.clock(), ingester::heldFiles);
        this.talk = new CycleTalk(console, sink::registry);
        this.policy = rollup == null || orders.isEmpty() ? null : new RollupPolicy(rollup, orders, console.clock());
        this.archivist = rollup == null
                ? null
                : new FollowedArchivist(rollup, Optional.ofNullable(policy), FollowedArchivist.PATIENCE);
        this.follower = new Follower(
                ingester,
                plan.request(),
                FollowSettings.DEFAULT,
                console.clock(),
                outcome -> {
                    statistics.accept(outcome);
                    talk.accept(outcome);
                },
                between(new PolicyTalk(console)));
        if (archivist != null) {
            archivist.wakeBy(follower::wake);
        }
    }

    /** Orders and policy; what became of the policy is said. */
    private BetweenCycles between(PolicyTalk policyTalk) {
        return () -> {
            if (archivist == null) {
                return;
            }
            try {
                archivist.run();
            } catch (IOException failure) {
                if (!policyTalk.tell(lastPass())) {
                    throw failure;
                }
            }
            policyTalk.tell(lastPass());
        };
    }

    private Optional<RollupPolicy.Run> lastPass() {
        return policy == null ? Optional.empty() : policy.last();
    }

    /**
     * Opens an index for writing; makes it where there is none. Nothing is read yet.
     *
     * @throws IOException when it cannot be opened, for example because another process writes it
     */
    static Following open(IndexLayout layout, IndexingPlan plan, Mapping mapping, Console console) throws IOException {
        return open(layout, plan, Optional.empty(), mapping, console);
    }

    /** The same, archiving old submissions meanwhile, once it has been started. */
    static Following open(
            IndexLayout layout, IndexingPlan plan, Optional<ArchivingPlan> archiving, Mapping mapping, Console console)
            throws IOException {
        JobIndexWriter writer = JobIndexWriter.open(layout, mapping, WriterSettings.ofThisProcess());
        WriterArchivist rollup = archiving
                .map(wanted -> new WriterArchivist(
                        writer, plan.files(), mapping, wanted.settings(), console.zone(), console.clock()))
                .orElse(null);
        return into(
                writer,
                layout,
                plan,
                rollup,
                archiving.map(ArchivingPlan::policy).orElse(List.of()),
                mapping,
                console);
    }

    /**
     * Opens a cluster for shipping. Nothing is read yet.
     *
     * @param withRecords whether jobs are shipped with their records
     * @param follow whether shipping goes on until it is told to end
     * @throws IOException when it cannot be reached or used
     */
    static Following shipping(
            ClusterBackend cluster,
            boolean withRecords,
            IndexingPlan plan,
            boolean follow,
            Mapping mapping,
            Console console)
            throws IOException {
        return into(
                cluster.sink(mapping, withRecords, follow, console),
                cluster.layout(),
                plan,
                null,
                List.of(),
                mapping,
                console);
    }

    /** Closes the sink where the rest cannot be opened. */
    private static Following into(
            JobSink sink,
            IndexLayout layout,
            IndexingPlan plan,
            @Nullable WriterArchivist rollup,
            List<ArchiveOrder> orders,
            Mapping mapping,
            Console console)
            throws IOException {
        try {
            layout.followLinks(plan.followLinks());
            return new Following(
                    plan, sink, rollup, orders, plan.vault().open(layout, sink.registry()), mapping, console);
        } catch (IOException | RuntimeException e) {
            try {
                sink.close();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** One cycle in the caller's thread; not once it has been started. */
    CycleReport cycle(IngestProgress progress) throws IOException {
        long started = System.nanoTime();
        CycleReport report = ingester.cycle(plan.request(), progress);
        statistics.accept(new Follower.Outcome(
                Optional.of(report), null, Duration.ofNanos(System.nanoTime() - started), Optional.empty()));
        talk.ran(report);
        return report;
    }

    /** Ends the merges in the background, which closing would throw away; not once it has been started. */
    void finishMerges() {
        sink.finishMerges();
    }

    /** Says the gaps that were found since it was opened, each once. */
    void sayNewGaps() {
        talk.sayNewGaps();
    }

    /** Goes on by itself, in a thread of its own, until it is closed. */
    void start() {
        follower.start();
    }

    /** What was done so far; for any thread. */
    Responses.Activity activity() {
        return ActivityForm.of(statistics.summary(), lastPass());
    }

    /** Carries out orders of any thread once it has been started; empty where nothing is to be archived. */
    Optional<Archivist> archivist() {
        return Optional.ofNullable(archivist);
    }

    /** Ends the cycle that runs with its commit, and lets go of the index. */
    @Override
    public void close() throws IOException {
        try (vault;
                sink;
                ingester;
                archivist;
                follower) {
            // closed from the last named to the first, each also where another fails
        }
    }
}
