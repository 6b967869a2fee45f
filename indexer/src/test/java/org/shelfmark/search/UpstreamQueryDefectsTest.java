package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;

/**
 * The points at which condor_history answers wrongly from its index, and what Shelfmark answers there; docs/reliability.md
 * has the table. The comment of each says what upstream does.
 */
class UpstreamQueryDefectsTest {
    private static final String ROTATED = "history.20261122T034000";

    @TempDir
    Path directory;

    private static String show(SearchShelf shelf, String id) throws IOException {
        FetchedRecord record = shelf.search().record(new Requests.OneJob(id, Optional.empty()));
        return new String(record.bytes(), StandardCharsets.UTF_8);
    }

    private static Responses.IndexedThrough covered(SearchShelf shelf) throws IOException {
        return shelf.search().count(new Requests.Count("")).indexedThrough().get(0);
    }

    /** Upstream: a job that is not indexed yet, or whose file was renamed since, is an empty table, for there is an index. */
    @Test
    void d27_jobNotIndexedYetOrInARenamedFile_isShownAndCountsSayWhatIsMissing() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 3))) {
            shelf.append("history", SmallRecords.record(4, 0));
            Files.move(shelf.file("history"), shelf.file(ROTATED));
            String youngest = SmallRecords.record(5, 0);
            shelf.append("history", youngest);

            assertThat(show(shelf, "2.0")).isEqualTo(SmallRecords.record(2, 0));
            assertThat(show(shelf, "4.0")).isEqualTo(SmallRecords.record(4, 0));
            assertThat(show(shelf, "5.0")).isEqualTo(youngest);
            assertThat(shelf.count("")).isEqualTo(3);
            assertThat(covered(shelf).bytesBehind())
                    .isEqualTo(SmallRecords.records(4, 2).length());
            assertThatThrownBy(() -> show(shelf, "6.0"))
                    .isInstanceOfSatisfying(
                            SearchException.class,
                            none -> assertThat(none.kind()).isEqualTo(SearchException.Kind.NOT_FOUND));

            shelf.index();
            assertThat(shelf.count("")).isEqualTo(5);
            assertThat(covered(shelf).bytesBehind()).isZero();
        }
    }

    /** Upstream: without the right to write to the directory, a reader of a stopped daemon's database finds no job. */
    @Test
    void d28_directoryThatMayOnlyBeRead_isAnsweredFromAndNotChanged() throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            Path index = directory.resolve("index");
            try {
                permit(index, "r-xr-xr-x", "r--r--r--");
                Map<String, Long> before = contents(index);

                assertThat(shelf.count("")).isEqualTo(266);
                assertThat(show(shelf, "463.3")).startsWith("In = ");
                assertThat(shelf.search().status().jobs()).isEqualTo(266);

                assertThat(contents(index)).isEqualTo(before);
            } finally {
                permit(index, "rwxr-xr-x", "rw-r--r--");
            }
        }
    }

    private static void permit(Path root, String directories, String files) throws IOException {
        for (Path path : below(root)) {
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(Files.isDirectory(path) ? directories : files));
        }
    }

    private static Map<String, Long> contents(Path root) throws IOException {
        Map<String, Long> modified = new TreeMap<>();
        for (Path path : below(root)) {
            modified.put(path.toString(), Files.getLastModifiedTime(path).toMillis());
        }
        return modified;
    }

    private static List<Path> below(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.toList();
        }
    }

    /** Upstream: a count from a lagging index ends the scan early, and the oldest jobs silently fall out of the list. */
    @Test
    void d29_indexThatLags_theListIsWhatWasCountedAndTheOldestJobsAreInIt() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            List<String> newestFirst = new ArrayList<>();
            int proc = 0;
            for (String file : List.of("history.20261122T010000", "history.20261122T020000", "history")) {
                for (int job = 0; job < 10; job++) {
                    shelf.append(file, SmallRecords.record(5, proc, "Note = " + proc));
                    newestFirst.add(0, "ap1.pool.test#5." + proc++);
                }
            }
            shelf.index();
            shelf.append("history", SmallRecords.record(5, 30) + SmallRecords.record(5, 31));

            assertThat(shelf.count("cluster:5")).isEqualTo(30);
            assertThat(shelf.ids("cluster:5", "", 7)).containsExactlyElementsOf(newestFirst);
            assertThat(shelf.ids("owner:alice", "", 7)).containsExactlyElementsOf(newestFirst);
            assertThat(covered(shelf).bytesBehind()).isPositive();

            shelf.index();
            assertThat(shelf.count("cluster:5")).isEqualTo(32);
            assertThat(shelf.ids("cluster:5", "", 7)).hasSize(32).contains("ap1.pool.test#5.0");
        }
    }

    /** Upstream: with job ids, a limit is ignored, the order is that of file names, and so is the archive named. */
    @Test
    void d30_limitOrderAndIndexThatWereAskedFor_holdForJobIdsToo() throws IOException {
        try (SearchShelf one = new SearchShelf(directory.resolve("one"));
                SearchShelf other = new SearchShelf(directory.resolve("other"))) {
            one.append(ROTATED, SmallRecords.records(1, 3));
            one.append("history", SmallRecords.records(4, 3));
            one.index();
            String elsewhere = SmallRecords.record(2, 0, "Elsewhere = true");
            other.append("history", elsewhere);
            other.index();

            Requests.Jobs limited =
                    new Requests.Jobs("id:2.0,3.0,4.0,5.0", "", 3, Optional.empty(), List.of("cluster"));
            Responses.Jobs found = one.search().jobs(limited);

            assertThat(found.total()).isEqualTo(4);
            assertThat(found.jobs())
                    .map(job -> String.valueOf(job.get("id")))
                    .containsExactly("ap1.pool.test#5.0", "ap1.pool.test#4.0", "ap1.pool.test#3.0");
            assertThat(one.ids("id:2.0,3.0,4.0", "cluster", 10))
                    .containsExactly("ap1.pool.test#2.0", "ap1.pool.test#3.0", "ap1.pool.test#4.0");
            assertThat(show(one, "2.0")).isEqualTo(SmallRecords.record(2, 0));
            assertThat(show(other, "2.0")).isEqualTo(elsewhere);
        }
    }
}
