package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;

/** Whether a search that has been asked for a while tells what one says that was opened this moment. */
class FreshAnswersTest {
    private static final int ROUNDS = 20;
    /** After so long a search believes what it saw of a directory. */
    private static final long SETTLED_NANOS = 60_000_000;

    @TempDir
    Path directory;

    private int cluster = 1;
    private int rotations;

    @Test
    void everyChange_isInTheNextAnswer() throws IOException {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (SearchShelf shelf = SearchShelf.of(directory, record())) {
            for (int round = 0; round < ROUNDS; round++) {
                settle(shelf.search());
                String change = change(shelf, random);
                Responses.Count told = shelf.search().count(new Requests.Count("*"));
                Responses.Count fresh = shelf.search(true).count(new Requests.Count("*"));

                assertThat(told.count()).as("after " + change).isEqualTo(fresh.count());
                assertThat(told.indexedThrough()).as("after " + change).isEqualTo(fresh.indexedThrough());
            }
        }
    }

    private static void settle(JobSearch search) throws IOException {
        long start = System.nanoTime();
        do {
            search.count(new Requests.Count("*"));
        } while (System.nanoTime() - start < SETTLED_NANOS);
    }

    private String record() {
        return SmallRecords.record(cluster++, 0);
    }

    private String change(SearchShelf shelf, Random random) throws IOException {
        return switch (random.nextInt(5)) {
            case 0 -> {
                shelf.append("history", record());
                yield "a record";
            }
            case 1 -> {
                shelf.append("history", record());
                shelf.index();
                yield "a commit";
            }
            case 2 -> {
                rotate(shelf);
                yield "a rotation";
            }
            case 3 -> {
                rotate(shelf);
                shelf.append("history", record());
                rotate(shelf);
                yield "two rotations";
            }
            default -> {
                rotate(shelf);
                Files.delete(shelf.file(rotated(rotations)));
                yield "a deletion";
            }
        };
    }

    private void rotate(SearchShelf shelf) throws IOException {
        rotations++;
        Files.move(shelf.file("history"), shelf.file(rotated(rotations)));
        shelf.append("history", record());
    }

    private static String rotated(int number) {
        return String.format(Locale.ROOT, "history.20261122T%02d%02d00", number / 60, number % 60);
    }
}
