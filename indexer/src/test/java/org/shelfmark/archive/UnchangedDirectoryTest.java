package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether nothing that changed is kept from anybody. */
class UnchangedDirectoryTest {
    private static final Instant FINE = Instant.parse("2026-11-23T02:13:20.123456789Z");
    private static final Instant COARSE = Instant.parse("2026-11-23T02:13:20Z");

    @TempDir
    private Path directory;

    private long nowMillis;
    private int looks;
    private UnchangedDirectory<Integer> unchanged = new UnchangedDirectory<>(Path.of("unset"));

    @BeforeEach
    void begin() {
        unchanged = new UnchangedDirectory<>(directory, () -> nowMillis * 1_000_000);
    }

    private void changed(Instant at) throws IOException {
        Files.setLastModifiedTime(directory, FileTime.from(at));
    }

    private int looksAfter(long millis) throws IOException {
        nowMillis += millis;
        return unchanged.get(() -> ++looks);
    }

    @Test
    void sameTime_isLookedAtUntilTheStepIsOver_thenKept() throws IOException {
        changed(FINE);

        assertThat(looksAfter(0)).isEqualTo(1);
        assertThat(looksAfter(49)).as("the clock may not have moved on").isEqualTo(2);
        assertThat(looksAfter(1)).as("the first look of which that is certain").isEqualTo(3);
        assertThat(looksAfter(0)).isEqualTo(3);
        assertThat(looksAfter(999)).isEqualTo(3);
    }

    @Test
    void fileSystemOfWholeSeconds_isLookedAtForTwoSeconds() throws IOException {
        changed(COARSE);

        assertThat(looksAfter(0)).isEqualTo(1);
        assertThat(looksAfter(1999)).isEqualTo(2);
        assertThat(looksAfter(1)).isEqualTo(3);
        assertThat(looksAfter(500)).isEqualTo(3);
    }

    @Test
    void changeOfTheSameInstant_isSeen() throws IOException {
        changed(FINE);
        assertThat(looksAfter(0)).isEqualTo(1);

        Files.createFile(directory.resolve("new"));
        changed(FINE);

        assertThat(looksAfter(0)).isEqualTo(2);
    }

    @Test
    void laterChange_isSeenAtOnce() throws IOException {
        changed(FINE);
        looksAfter(0);
        assertThat(looksAfter(60)).isEqualTo(2);
        assertThat(looksAfter(1)).isEqualTo(2);

        changed(FINE.plusNanos(1_000_000));

        assertThat(looksAfter(0)).isEqualTo(3);
    }

    @Test
    void anotherDirectoryUnderTheName_isLookedAt() throws IOException {
        Path inside = Files.createDirectory(directory.resolve("inside"));
        Files.setLastModifiedTime(inside, FileTime.from(FINE));
        UnchangedDirectory<Integer> moved = new UnchangedDirectory<>(inside, () -> nowMillis * 1_000_000);
        for (int i = 0; i < 3; i++) {
            nowMillis += 60;
            moved.get(() -> ++looks);
        }
        assertThat(looks).isEqualTo(2);

        Files.move(inside, directory.resolve("before"));
        Files.createDirectory(inside);
        Files.setLastModifiedTime(inside, FileTime.from(FINE));

        assertThat(moved.get(() -> ++looks)).isEqualTo(3);
    }

    @Test
    void afterASecond_isLookedAtAgain() throws IOException {
        changed(FINE);
        looksAfter(0);
        assertThat(looksAfter(60)).isEqualTo(2);

        assertThat(looksAfter(1000)).as("some file systems do not tell changes").isEqualTo(3);
    }

    @Test
    void missingDirectory_isLookedAtEveryTime() throws IOException {
        UnchangedDirectory<Integer> missing =
                new UnchangedDirectory<>(directory.resolve("missing"), () -> nowMillis * 1_000_000);

        for (int i = 1; i < 4; i++) {
            nowMillis += 100;
            assertThat(missing.get(() -> ++looks)).isEqualTo(i);
        }
    }

    @Test
    void failure_isNotKept() throws IOException {
        changed(FINE);

        assertThatThrownBy(() -> unchanged.get(() -> {
                    throw new IOException("broken");
                }))
                .hasMessage("broken");

        assertThat(looksAfter(0)).isEqualTo(1);
    }
}
