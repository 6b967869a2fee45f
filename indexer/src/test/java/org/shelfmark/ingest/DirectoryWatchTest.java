package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.HeldFile;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DirectoryWatchTest {
    @TempDir
    private Path directory;

    private final HeldFiles held = new HeldFiles(ArchiveFileSystem.local());
    private final Semaphore woken = new Semaphore(0);

    @Test
    void fileThatAppears_isHeldThoughItIsDeletedAtOnce() throws IOException, InterruptedException {
        Path history = directory.resolve("history");
        try (held;
                DirectoryWatch watch = DirectoryWatch.start(held, Set.of(history), woken::release)) {
            Files.writeString(history, "a record");
            while (held.all().isEmpty()) {
                woken.acquire();
            }
            Files.delete(history);

            HeldFile file = held.all().get(0);
            assertThat(file.sizeBytes()).isEqualTo(8);
            assertThat(watch.isWhole()).isTrue();
            assertThat(watch.takeMissed()).isEmpty();
        }
    }

    @Test
    void directoryThatIsDeleted_isNotWatchedAnyMore() throws IOException, InterruptedException {
        Path spool = Files.createDirectory(directory.resolve("spool"));
        try (held;
                DirectoryWatch watch = DirectoryWatch.start(held, Set.of(spool.resolve("history")), woken::release)) {
            Files.delete(spool);
            while (watch.isWhole()) {
                woken.acquire();
            }
        }
    }

    @Test
    void directoryThatIsNotThere_cannotBeWatched() {
        Path history = directory.resolve("nothing").resolve("history");

        assertThatThrownBy(() -> DirectoryWatch.start(held, Set.of(history), woken::release))
                .isInstanceOf(IOException.class);
    }
}
