package org.shelfmark.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;

/** Orders and the policy beside a follower, on an index that both change. */
class ArchivingWhileFollowingTest {
    private static final String FIRST = "history.20261122T034000";
    private static final String SECOND = "history.20261122T035000";
    private static final ArchiveOrder ARCHIVE = new ArchiveOrder("", Optional.empty(), false, false);
    private static final UnarchiveOrder BACK = new UnarchiveOrder("", Optional.empty(), false);

    @TempDir
    Path directory;

    private volatile boolean diskIsFull;

    /** A disk on which nothing can be written while it is full. */
    private final class Disk extends FilterDirectory {
        Disk(Directory directory) {
            super(directory);
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            if (diskIsFull) {
                throw new IOException("no room, made up");
            }
            return super.createOutput(name, context);
        }
    }

    private static String twoSubmissions() {
        return SmallRecords.record(1, 0) + SmallRecords.record(1, 1) + SmallRecords.record(2, 0);
    }

    @Test
    void orders_lateRecordsAndBack_areAsWithoutThem() throws Exception {
        String late = SmallRecords.record(1, 2) + SmallRecords.record(4, 0);
        try (RollupShelf shelf = new RollupShelf(directory);
                FollowedIndex followed = new FollowedIndex(shelf, Optional.empty())) {
            shelf.append(FIRST, twoSubmissions());
            shelf.append("history", SmallRecords.record(3, 0));
            followed.start();
            followed.look();

            ArchiveReport first = followed.archivist.archive(ARCHIVE);
            assertThat(first.submissions()).isEqualTo(2);
            assertThat(first.jobs()).isEqualTo(3);
            assertThat(first.left()).isEqualTo(1);
            assertThat(followed.jobs()).isEqualTo(Map.of(1L, 2, 2L, 1, 3L, 1));

            shelf.append(SECOND, late);
            followed.look();
            assertThat(followed.jobs()).isEqualTo(Map.of(1L, 3, 2L, 1, 3L, 1, 4L, 1));
            assertThat(shelf.summaries())
                    .containsExactly("ap1.pool.test#1 Optional[alice] 2", "ap1.pool.test#2 Optional[alice] 1");

            ArchiveReport second = followed.archivist.archive(ARCHIVE);
            assertThat(second.submissions()).isEqualTo(2);
            assertThat(second.extended()).isEqualTo(1);
            assertThat(second.jobs()).isEqualTo(2);
            assertThat(followed.jobs()).isEqualTo(Map.of(1L, 3, 2L, 1, 3L, 1, 4L, 1));

            assertThat(followed.archivist.unarchive(BACK).jobs()).isEqualTo(5);
            try (RollupShelf other = new RollupShelf(directory.resolve("other"))) {
                other.append(FIRST, twoSubmissions());
                other.append("history", SmallRecords.record(3, 0));
                other.index();
                other.append(SECOND, late);
                other.index();
                assertThat(shelf.dump()).isEqualTo(other.dump());
            }
        }
    }

    @Test
    void recordsAndOrdersAtRandom_eachJobIsThereOnce() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Map<Long, Integer> written = new TreeMap<>();
        try (RollupShelf shelf = new RollupShelf(directory);
                FollowedIndex followed = new FollowedIndex(shelf, Optional.empty())) {
            shelf.append("history", "");
            followed.start();
            for (int round = 0; round < 12; round++) {
                StringBuilder records = new StringBuilder();
                for (int record = random.nextInt(5) + 1; record > 0; record--) {
                    int cluster = random.nextInt(4) + 1;
                    records.append(SmallRecords.record(cluster, written.getOrDefault((long) cluster, 0)));
                    written.merge((long) cluster, 1, Integer::sum);
                }
                shelf.append("history.20261122T0340" + (10 + round), records.toString());
                if (random.nextBoolean()) {
                    followed.look();
                    assertThat(followed.jobs()).isEqualTo(written);
                } else {
                    // the order and the records come at once
                    shelf.advance(Duration.ofMinutes(2));
                    followed.wake();
                }
                String query = random.nextBoolean() ? "" : "cluster:" + (random.nextInt(4) + 1);
                if (random.nextInt(3) == 0) {
                    followed.archivist.unarchive(new UnarchiveOrder(query, Optional.empty(), false));
                } else {
                    followed.archivist.archive(new ArchiveOrder(query, Optional.empty(), false, false));
                }
                followed.jobs()
                        .forEach((cluster, jobs) -> assertThat(jobs)
                                .as("jobs of %s", cluster)
                                .isLessThanOrEqualTo(written.getOrDefault(cluster, 0)));
            }
            followed.look();
            assertThat(followed.jobs()).isEqualTo(written);
            followed.archivist.unarchive(BACK);
            assertThat(shelf.summaries()).isEmpty();
            assertThat(followed.jobs()).isEqualTo(written);
        }
    }

    @Test
    void recordGone_callerIsTold_followingGoesOn() throws Exception {
        try (RollupShelf shelf = new RollupShelf(directory);
                FollowedIndex followed = new FollowedIndex(shelf, Optional.empty())) {
            shelf.append(FIRST, twoSubmissions());
            shelf.append("history", "");
            followed.start();
            followed.look();
            assertThat(followed.archivist.archive(ARCHIVE).jobs()).isEqualTo(3);
            Files.write(shelf.file(FIRST), new byte[0]);
            deleteAll(shelf.layout().vault());

            assertThatThrownBy(() -> followed.archivist.unarchive(BACK))
                    .isInstanceOf(RollupException.class)
                    .hasMessageContaining("cannot be had");

            shelf.append("history", SmallRecords.record(3, 0));
            followed.look();
            assertThat(followed.jobs()).isEqualTo(Map.of(1L, 2, 2L, 1, 3L, 1));
        }
    }

    private static void deleteAll(Path place) throws IOException {
        try (Stream<Path> entries = Files.list(place)) {
            for (Path entry : entries.toList()) {
                Files.delete(entry);
            }
        }
    }

    @Test
    void diskFull_callerAndListenerAreTold_followingAndArchivingGoOn() throws Exception {
        try (RollupShelf shelf = new RollupShelf(directory, Disk::new);
                FollowedIndex followed = new FollowedIndex(shelf, Optional.of(ARCHIVE))) {
            shelf.append("history", "");
            followed.start();
            followed.look();
            shelf.append(FIRST, twoSubmissions());
            followed.look();
            assertThat(shelf.summaries()).isEmpty();

            diskIsFull = true;
            assertThatThrownBy(() -> followed.archivist.archive(ARCHIVE))
                    .isInstanceOf(IOException.class)
                    .hasMessage("no room, made up");
            shelf.advance(Duration.ofHours(1));
            followed.wake();
            assertThat(followed.nextFailure()).hasMessage("archiving by the policy failed: no room, made up");
            assertThat(followed.jobs()).isEqualTo(Map.of(1L, 2, 2L, 1));
            diskIsFull = false;

            shelf.append("history", SmallRecords.record(3, 0));
            followed.look();
            assertThat(shelf.summaries()).isEmpty();
            shelf.advance(Duration.ofHours(1));
            followed.look();
            assertThat(shelf.summaries()).hasSize(2);
            assertThat(followed.jobs()).isEqualTo(Map.of(1L, 2, 2L, 1, 3L, 1));
        }
    }
}
