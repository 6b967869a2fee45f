package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.archive.SmallRecords;

/**
 * What a schedd and a failing machine may do to an archive, in random order, against a model: the number of whole
 * records ever written. Bytes are written in pieces, files are rotated and, once sealed, deleted; reads fail now and then.
 */
class ArchiveModelTest {
    private final Shelf shelf;

    ArchiveModelTest(@TempDir Path directory) throws IOException {
        shelf = new Shelf(directory);
    }

    /** Ten lives in every build, a hundred with {@code -Pthorough}. */
    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("shelfmark.thorough") ? 100 : 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomLife_everyWholeRecordIsADocumentOnce(long seed) throws IOException {
        Random random = new Random(seed);
        List<Path> deletable = new ArrayList<>();
        byte[] unwritten = {};
        int written = 0;
        int next = 1;
        int rotations = 0;
        for (int step = 0; step < 120; step++) {
            String what = "seed " + seed + ", step " + step;
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    if (unwritten.length == 0) {
                        int count = 1 + random.nextInt(4);
                        unwritten = SmallRecords.bytes(SmallRecords.records(next, count));
                        next += count;
                        written += count;
                    }
                    int length = random.nextBoolean() ? unwritten.length : random.nextInt(unwritten.length);
                    shelf.append("history", java.util.Arrays.copyOf(unwritten, length));
                    unwritten = java.util.Arrays.copyOfRange(unwritten, length, unwritten.length);
                }
                case 2 -> {
                    // a schedd rotates between records only
                    if (unwritten.length == 0 && Files.exists(shelf.file("history"))) {
                        String name = String.format(Locale.ROOT, "history.20261122T%06d", rotations++);
                        shelf.rename("history", name);
                        deletable.add(shelf.file(name));
                    }
                }
                case 3 -> {
                    if (!deletable.isEmpty() && next > 1) {
                        shelf.cycleToTheEnd();
                        Files.delete(deletable.remove(0));
                    }
                }
                case 4 -> {
                    shelf.files.failRead(1 + random.nextInt(15));
                    cycleThatMayFail(what);
                    shelf.files.failRead(0);
                }
                default -> cycleThatMayFail(what);
            }
        }
        if (unwritten.length > 0) {
            shelf.append("history", unwritten);
        }
        shelf.append("history", SmallRecords.records(next, 1));

        shelf.cycleToTheEnd();

        Shelf.Content content = shelf.content();
        assertThat(content.addresses()).as("seed %d", seed).hasSize(written + 1).doesNotHaveDuplicates();
        assertThat(content.quarantined()).as("seed %d", seed).isZero();
    }

    private void cycleThatMayFail(String what) throws IOException {
        try {
            shelf.cycle();
        } catch (IOException e) {
            // an empty directory, or the read that was made to fail
            assertThat(e).as(what).hasMessageMatching("(?s).*(holds no job history|Input/output error).*");
        }
    }
}
