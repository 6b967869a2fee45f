package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.registry.Gap;
import org.shelfmark.registry.RecordStamp;

/** What {@code status} and {@code files} say of lag, gaps, the vault and the indexing that goes on. */
class StatusTest {
    private static final String ROTATED = "history.20261122T034000";
    private static final Gap WHOLE = new Gap(
            700,
            OptionalLong.of(900),
            OptionalLong.of(2),
            new RecordStamp("3.0", 1_795_318_003L),
            1_795_390_000L,
            "it was cut");
    private static final Gap UNSEEN = new Gap(
            900, OptionalLong.empty(), OptionalLong.empty(), RecordStamp.UNKNOWN, 1_795_390_001L, "it was overwritten");

    @TempDir
    Path directory;

    static Responses.Activity activity(boolean failing) {
        return new Responses.Activity(
                "2026-11-23T02:00:00Z",
                12,
                3,
                2,
                1,
                true,
                400,
                4,
                50_000,
                Map.of("1m", 1.5, "5m", 0.5, "15m", 0.25),
                new Responses.CycleSeconds(6, 0.5, 3.25, 0.125),
                "2026-11-23T02:13:00Z",
                "2026-11-23T02:12:00Z",
                new Responses.LastError("2026-11-23T02:10:00Z", "2026-11-23T02:11:00Z", "disk full", failing),
                2);
    }

    private static Responses.Source source(SearchShelf shelf) throws IOException {
        return shelf.search().status().sources().get(0);
    }

    @Test
    void lag_isCountedFromTheLastIndexedRecord() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 3))) {
            assertThat(source(shelf).lagSeconds()).isZero();

            shelf.append("history", SmallRecords.records(4, 6));

            // record 3.0 was written at 1795318003, the search happens at 1795400000
            assertThat(source(shelf).lagSeconds()).isEqualTo(81_997);
            assertThat(source(shelf).bytesBehind())
                    .isEqualTo(SmallRecords.records(4, 6).length());
            assertThat(source(shelf).estimatedRecordsBehind()).isEqualTo(6);

            shelf.index();
            assertThat(source(shelf).lagSeconds()).isZero();
            assertThat(source(shelf).estimatedRecordsBehind()).isZero();
        }
    }

    @Test
    void lagOfSeveralArchives_isTheLongest() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("one/history", SmallRecords.records(1, 2));
            shelf.append("two/history", SmallRecords.records(500, 2));
            shelf.append("three/history", SmallRecords.records(900, 2));
            for (String name : new String[] {"one", "two", "three"}) {
                shelf.index(shelf.file(name + "/history"), "ap1");
            }
            shelf.append("two/history", SmallRecords.record(700, 0));
            shelf.append("three/history", SmallRecords.record(901, 0));

            assertThat(shelf.search().status().sources()).hasSize(1);
            assertThat(source(shelf).lagSeconds()).isEqualTo(1_795_400_000L - 1_795_318_501L);
        }
    }

    @Test
    void lagWithoutTimes_isUnknownAndNotZero() throws IOException {
        String record = "ClusterId = 1\nProcId = 0\n*** Offset = 0 ClusterId = 1 ProcId = 0\n";
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append("one/history", record);
            shelf.append("two/history", SmallRecords.records(5, 1));
            shelf.index(shelf.file("one/history"), "ap1");
            shelf.index(shelf.file("two/history"), "ap1");
            shelf.append("one/history", record);

            assertThat(source(shelf).lagSeconds()).isNull();
            assertThat(source(shelf).bytesBehind()).isEqualTo(record.length());
        }
    }

    @Test
    void recordFromTheFuture_lagsOneSecond() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.record(90_000, 0))) {
            shelf.append("history", "X");

            assertThat(source(shelf).lagSeconds()).isEqualTo(1);
        }
    }

    @Test
    void gaps_areInEveryAnswer() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append(ROTATED, SmallRecords.records(1, 3));
            shelf.append("history", SmallRecords.records(4, 2));
            shelf.index();
            shelf.change(file -> file.id() == 1 ? file.withGap(WHOLE).withGap(UNSEEN) : file);

            assertThat(shelf.search().count(new Requests.Count("*")).indexedThrough())
                    .map(Responses.IndexedThrough::gaps)
                    .containsExactly(2L);
            Responses.Status status = shelf.search().status();
            assertThat(status.gaps()).isEqualTo(2);
            assertThat(status.records()).isEqualTo(5);
            assertThat(status.sources().get(0).gaps()).isEqualTo(2);
            assertThat(status.sources().get(0).estimatedRecordsLost()).isEqualTo(2);
            Responses.Files files = shelf.search().files(new Requests.Files(false));
            assertThat(files.files().get(1).gaps()).isEmpty();
            assertThat(files.files().get(0).gaps())
                    .containsExactly(
                            new Responses.Gap(
                                    700,
                                    900L,
                                    2L,
                                    "3.0",
                                    "2026-11-22T03:26:43Z",
                                    "4.0",
                                    "2026-11-22T03:26:44Z",
                                    "2026-11-22T23:26:40Z",
                                    "it was cut"),
                            new Responses.Gap(
                                    900,
                                    null,
                                    null,
                                    "",
                                    null,
                                    "4.0",
                                    "2026-11-22T03:26:44Z",
                                    "2026-11-22T23:26:41Z",
                                    "it was overwritten"));
        }
    }

    @Test
    void vault_isListedAndAddedUp() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append(ROTATED, SmallRecords.records(1, 3));
            shelf.append("history", SmallRecords.records(4, 2));
            shelf.index();
            assertThat(shelf.search().status().vaultBytes()).isZero();
            shelf.change(file -> file.keptAs(
                    Optional.of(new VaultEntry(file.id() + ".zst", 1000L * file.id(), 70L * file.id(), "00"))));

            assertThat(shelf.search().status().vaultBytes()).isEqualTo(210);
            assertThat(shelf.search().files(new Requests.Files(false)).files())
                    .map(Responses.File::vault)
                    .containsExactly(
                            new Responses.VaultCopy("1.zst", 1000, 70), new Responses.VaultCopy("2.zst", 2000, 140));
        }
    }

    @Test
    void goneFile_saysSinceWhen() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            shelf.append(ROTATED, SmallRecords.records(1, 3));
            shelf.append("history", SmallRecords.records(4, 2));
            shelf.index();
            Files.delete(shelf.file(ROTATED));
            shelf.index();

            assertThat(shelf.search().files(new Requests.Files(false)).files())
                    .map(Responses.File::goneSince)
                    .containsExactly("2026-11-23T02:13:20Z", null);
        }
    }

    @Test
    void activity_isThatOfTheProcess() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 3))) {
            assertThat(shelf.search().status().activity()).isNull();
            assertThat(SearchJson.write(shelf.search().status()))
                    .endsWith(",\"activity\":null,\"allows_archiving\":false,\"time_zone\":\"UTC\"}");

            Responses.Status status =
                    shelf.search(true, () -> Optional.of(activity(true))).status();

            assertThat(status.activity()).isEqualTo(activity(true));
            assertThat(SearchJson.write(status))
                    .contains(
                            "\"activity\":{\"started_at\":\"2026-11-23T02:00:00Z\",\"cycles\":12,\"commits\":3,"
                                    + "\"failed_cycles\":2,\"limited_cycles\":1,\"backlog_left\":true,\"records\":400,"
                                    + "\"quarantined\":4,\"bytes\":50000,\"records_per_second\":{",
                            "\"cycle_seconds\":{\"sum\":6.0,\"mean\":0.5,\"max\":3.25,\"last\":0.125}",
                            "\"last_error\":{\"since\":\"2026-11-23T02:10:00Z\",\"at\":\"2026-11-23T02:11:00Z\","
                                    + "\"text\":\"disk full\",\"still_failing\":true},\"held_files\":2}");
        }
    }
}
