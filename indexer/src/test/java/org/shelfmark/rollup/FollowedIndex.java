package org.shelfmark.rollup;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.shelfmark.aggregate.MatchingJobs;
import org.shelfmark.archive.Vault;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.document.JobReader;
import org.shelfmark.ingest.FollowSettings;
import org.shelfmark.ingest.Follower;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.query.QueryParser;

/** A shelf that is followed in a thread of its own, with an archivist that takes orders of any thread. */
final class FollowedIndex implements Closeable {
    private static final FieldMapping CLUSTER =
            RollupShelf.MAPPING.named("cluster").orElseThrow();

    private static final ArchiveOrder NOTHING = new ArchiveOrder("cluster:99", Optional.empty(), true, false);

    private final RollupShelf shelf;
    private final Vault vault;
    private final Ingester ingester;
    private final Follower follower;
    private final LinkedBlockingQueue<Follower.Outcome> outcomes = new LinkedBlockingQueue<>();
    final FollowedArchivist archivist;

    /** Looks when it is woken only. */
    FollowedIndex(RollupShelf shelf, Optional<ArchiveOrder> policy) throws IOException {
        this.shelf = shelf;
        this.vault = Vault.open(shelf.layout().vault());
        this.ingester = shelf.ingester(vault);
        WriterArchivist writers = shelf.archivist();
        this.archivist = new FollowedArchivist(
                writers,
                policy.map(order -> new RollupPolicy(writers, List.of(order), shelf.clock())),
                FollowedArchivist.PATIENCE);
        this.follower = new Follower(
                ingester,
                shelf.everything(),
                new FollowSettings(Duration.ofHours(1), Duration.ZERO, false),
                shelf.clock(),
                outcomes::add,
                archivist);
        archivist.wakeBy(follower::wake);
    }

    void start() {
        follower.start();
    }

    void wake() {
        follower.wake();
    }

    /** The next failure that the follower tells of, of a cycle or of work between cycles. */
    Throwable nextFailure() throws InterruptedException {
        while (true) {
            Follower.Outcome outcome = outcomes.poll(1, TimeUnit.MINUTES);
            if (outcome == null) {
                throw new AssertionError("no failure");
            }
            Throwable failure = outcome.failure();
            if (failure != null) {
                return failure;
            }
        }
    }

    /** Lets it look until nothing changes any more and all has been quiet for long. */
    void look() throws IOException {
        boolean changed;
        do {
            outcomes.clear();
            shelf.advance(Duration.ofMinutes(2));
            // between two orders lies a whole cycle
            archivist.archive(NOTHING);
            archivist.archive(NOTHING);
            changed = false;
            for (Follower.Outcome outcome : outcomes) {
                Throwable failure = outcome.failure();
                if (failure != null) {
                    throw new AssertionError("following failed", failure);
                }
                changed |= outcome.report().orElseThrow().committed();
            }
        } while (changed);
    }

    /** How many jobs of each cluster a reader would find now: those there are, and those in summaries. */
    Map<Long, Integer> jobs() throws IOException {
        Map<Long, Integer> jobs = new TreeMap<>();
        try (Directory directory = FSDirectory.open(shelf.layout().jobs());
                DirectoryReader reader = DirectoryReader.open(directory)) {
            live(reader).forEach(cluster -> jobs.merge(cluster, 1, Integer::sum));
            Summaries.visit(
                    reader,
                    summary -> jobs.merge(
                            summary.key().cluster(), summary.records().size(), Integer::sum));
        }
        return jobs;
    }

    private static List<Long> live(DirectoryReader reader) throws IOException {
        List<Long> clusters = new ArrayList<>();
        for (MatchingJobs.Segment segment : MatchingJobs.of(new IndexSearcher(reader), QueryParser.everything())
                .segments()) {
            LeafReader leaf = segment.context().reader();
            JobReader jobs = new JobReader(RollupShelf.MAPPING, leaf);
            segment.forEach(document -> {
                if (jobs.value(CLUSTER, document) instanceof IntegerValue cluster) {
                    clusters.add(cluster.value());
                }
            });
        }
        return clusters;
    }

    @Override
    public void close() throws IOException {
        try (vault;
                ingester;
                archivist;
                follower) {
            // closed from the last named to the first
        }
    }
}
