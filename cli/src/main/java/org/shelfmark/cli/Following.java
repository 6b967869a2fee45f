package org.shelfmark.cli;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.FollowStatistics;
import org.shelfmark.ingest.Follower;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.Responses;

/** The indexing of a command: the one writer, what feeds it, what counts and what talks. */
final class Following implements Closeable {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final FollowSettings settings;
    private final JobIndexWriter writer;
    private final Ingester ingester;
    private final FollowStatistics statistics;
    private final CycleTalk talk;
    private final Follower follower;

    private Following(FollowSettings settings, JobIndexWriter writer, Mapping mapping, Console console) {
        this.settings = settings;
        this.writer = writer;
        this.ingester = new Ingester(writer, ArchiveFileSystem.local(), mapping, console.clock(), settings.cycles());
        // between two cycles no file is open
        this.statistics = new FollowStatistics(console.clock(), () -> 0);
        this.talk = new CycleTalk(console, writer::registry);
        this.follower = new Follower(ingester, settings.request(), PAUSE, outcome -> {
            statistics.accept(outcome);
            talk.accept(outcome);
        });
    }

    /**
     * Opens an index for writing; makes it where there is none. Nothing is read yet.
     *
     * @throws IOException when it cannot be opened, for example because another process writes it
     */
    static Following open(IndexLayout layout, FollowSettings settings, Mapping mapping, Console console)
            throws IOException {
        JobIndexWriter writer = JobIndexWriter.open(layout, mapping, WriterSettings.DEFAULT);
        try {
            return new Following(settings, writer, mapping, console);
        } catch (RuntimeException e) {
            try {
                writer.close();
            } catch (IOException second) {
                e.addSuppressed(second);
            }
            throw e;
        }
    }

    /** One cycle in the caller's thread; not once it has been started. */
    CycleReport cycle(IngestProgress progress) throws IOException {
        long started = System.nanoTime();
        CycleReport report = ingester.cycle(settings.request(), progress);
        statistics.accept(
                new Follower.Outcome(Optional.of(report), null, Duration.ofNanos(System.nanoTime() - started)));
        talk.ran(report);
        return report;
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
        return ActivityForm.of(statistics.summary());
    }

    /** Ends the cycle that runs with its commit, and lets go of the index. */
    @Override
    public void close() throws IOException {
        try (writer;
                ingester;
                follower) {
            // closed from the last named to the first, each also where another fails
        }
    }
}
