package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.registry.ArchiveFile;

/**
 * Fourteen rotations in half a second onto one name, as a schedd makes them when it removes 240 large jobs at once: each
 * rename replaces the file before, and two files of fifteen are left on disk. How many are read depends on the machine;
 * that the others are on record does not.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class CollisionTest {
    private static final int FILES = 15;
    private static final int RECORDS = 16;
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int FIRST_WRITE = 32768;
    private static final Instant SECOND = Instant.parse("2026-11-22T04:23:47Z");
    private static final String NAME = "history.20261122T042347";

    @TempDir
    private Path directory;

    @Test
    void rotationsWithinASecond_everyFileIsReadOrAGap() throws Exception {
        Shelf shelf = new Shelf(directory);
        LinkedBlockingQueue<Follower.Outcome> outcomes = new LinkedBlockingQueue<>();
        ArchiveRequest request = new ArchiveRequest(List.of(shelf.file("history")), Optional.empty(), true);
        try (JobIndexWriter writer = JobIndexWriter.open(shelf.layout, Shelf.MAPPING, new WriterSettings(16));
                Ingester ingester = new Ingester(
                        writer,
                        ArchiveFileSystem.local(),
                        Shelf.MAPPING,
                        Shelf.CLOCK,
                        Shelf.SETTINGS,
                        null,
                        OptionalLong.empty());
                Follower follower =
                        new Follower(ingester, request, FollowSettings.DEFAULT, Shelf.CLOCK, outcomes::add)) {
            follower.start();
            assertThat(outcomes.take().failure()).isNull();

            replay(shelf);

            long replayed = System.nanoTime();
            String found;
            do {
                assertThat(outcomes.poll(30, TimeUnit.SECONDS))
                        .isNotNull()
                        .extracting(Follower.Outcome::failure)
                        .isNull();
                found = unexplained(shelf.content());
            } while (!found.isEmpty() && System.nanoTime() - replayed < LONGEST_NANOS);
            assertThat(found).isEmpty();
        }
        assertThat(unexplained(shelf.content())).isEmpty();
    }

    /** What is wrong with a commit: a record twice, or a file that is not wholly read and in no gap; empty if nothing. */
    private static String unexplained(Shelf.Content content) {
        if (new HashSet<>(content.addresses()).size() < content.addresses().size()) {
            return "a record is there twice: " + content;
        }
        int notRead = FILES;
        int gaps = 0;
        List<String> begun = new ArrayList<>();
        for (ArchiveFile file : content.registry().files()) {
            gaps += file.gaps().size();
            long documents = content.addresses().stream()
                    .filter(address -> address.fileId() == file.id())
                    .count();
            if (documents > 0) {
                begun.add(file.first().job());
            }
            notRead -= documents == RECORDS ? 1 : 0;
        }
        boolean twice = new HashSet<>(begun).size() < begun.size();
        return notRead <= gaps && !twice
                ? ""
                : notRead + " files are not read, " + gaps + " gaps are on record; read are " + begun;
    }

    /** Repeats the operations, one every millisecond. */
    private static void replay(Shelf shelf) throws Exception {
        CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
        Iterator<Operation> operations = operations(shelf).iterator();
        try (ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor()) {
            ScheduledFuture<?> unused = schedule.scheduleAtFixedRate(
                    () -> {
                        try {
                            if (operations.hasNext()) {
                                operations.next().run();
                            } else {
                                end.complete(null);
                            }
                        } catch (IOException | RuntimeException failure) {
                            end.completeExceptionally(failure);
                        }
                    },
                    0,
                    1,
                    TimeUnit.MILLISECONDS);
            try {
                end.get(60, TimeUnit.SECONDS);
            } finally {
                schedule.shutdownNow();
            }
        }
    }

    /** One call to the operating system. */
    @FunctionalInterface
    private interface Operation {
        void run() throws IOException;
    }

    private static List<Operation> operations(Shelf shelf) {
        List<Operation> operations = new ArrayList<>();
        FileChannel[] open = new FileChannel[1];
        for (int file = 0; file < FILES; file++) {
            operations.add(() -> open[0] =
                    FileChannel.open(shelf.file("history"), StandardOpenOption.CREATE_NEW, StandardOpenOption.APPEND));
            for (int record = 0; record < RECORDS; record++) {
                byte[] bytes = largeRecord(file * RECORDS + record + 1);
                operations.add(() -> write(open[0], Arrays.copyOf(bytes, FIRST_WRITE)));
                operations.add(() -> write(open[0], Arrays.copyOfRange(bytes, FIRST_WRITE, bytes.length)));
            }
            boolean last = file == FILES - 1;
            operations.add(() -> {
                open[0].close();
                if (!last) {
                    Files.move(shelf.file("history"), shelf.file(NAME), StandardCopyOption.ATOMIC_MOVE);
                }
            });
        }
        return operations;
    }

    private static void write(FileChannel file, byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            int unused = file.write(buffer);
        }
    }

    /** A record of 35 kB that was written in the one second of all of them. */
    private static byte[] largeRecord(int cluster) {
        String record = SmallRecords.record(cluster, 0, "Arguments = \"" + "argument ".repeat(3900) + "\"");
        return SmallRecords.bytes(
                record.replaceFirst("CurrentTime = [0-9]+", "CurrentTime = " + SECOND.getEpochSecond()));
    }
}
