package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArchiveSetTest {
    @TempDir
    private Path directory;

    private final FaultyFileSystem files = new FaultyFileSystem();

    @BeforeEach
    void makeSpool() throws IOException {
        for (String name : List.of(
                "history.20261122T034000",
                "history",
                "history.20261122T033000",
                "history.20261122T034000.gz",
                "history.20261122T035000.zst",
                "history.20261122T034000.bak",
                "history.20261122T034000.xz",
                "history.gz",
                "history.idx",
                "epoch_history",
                "epoch_history.20261122T033000",
                "job_queue.log")) {
            Path file = directory.resolve(name);
            Compressed.write(file, ArchiveName.of(file).compression(), "A = 1\n***\n");
        }
        Files.createDirectory(directory.resolve("history.20261122T010101"));
        Files.createDirectory(directory.resolve("history.20261122T010102.gz"));
    }

    private static final List<String> ROTATED = List.of(
            "history.20261122T033000",
            "history.20261122T034000",
            "history.20261122T034000.gz",
            "history.20261122T035000.zst");

    private static List<String> rotatedAnd(String last) {
        return Stream.concat(ROTATED.stream(), Stream.of(last)).toList();
    }

    private List<String> discover(String... given) throws IOException {
        return ArchiveSet.discover(
                        files, List.of(given).stream().map(directory::resolve).toList())
                .stream()
                .flatMap(set -> set.files().stream())
                .map(file -> directory.relativize(file).toString())
                .toList();
    }

    @Test
    void activeFile_standsForItsRotatedSiblings() throws IOException {
        assertThat(discover("history")).isEqualTo(rotatedAnd("history"));
    }

    @Test
    void directory_standsForTheHistoryInIt() throws IOException {
        assertThat(discover(".")).isEqualTo(rotatedAnd("history"));
    }

    @Test
    void rotatedFile_standsForItself() throws IOException {
        assertThat(discover("history.20261122T034000")).containsExactly("history.20261122T034000");
        assertThat(ArchiveSet.discover(files, List.of(directory.resolve("history.20261122T034000")))
                        .get(0)
                        .active())
                .isEqualTo(directory.resolve("history"));
    }

    @Test
    void compressedRotatedFile_standsForItself() throws IOException {
        assertThat(discover("history.20261122T034000.gz")).containsExactly("history.20261122T034000.gz");
        assertThat(ArchiveSet.discover(files, List.of(directory.resolve("history.20261122T035000.zst")))
                        .get(0)
                        .active())
                .isEqualTo(directory.resolve("history"));
    }

    @Test
    void lookalike_isItsOwnHistory() throws IOException {
        assertThat(discover("history.20261122T034000.bak")).containsExactly("history.20261122T034000.bak");
    }

    @Test
    void sameFileGivenTwice_isFoundOnce() throws IOException {
        assertThat(discover("history.20261122T034000", "history", ".", "./history"))
                .containsExactly(
                        "history.20261122T034000",
                        "history.20261122T033000",
                        "history.20261122T034000.gz",
                        "history.20261122T035000.zst",
                        "history");
    }

    @Test
    void historyOfAnotherName_hasItsOwnSiblings() throws IOException {
        assertThat(discover("epoch_history")).containsExactly("epoch_history.20261122T033000", "epoch_history");
    }

    @Test
    void activeFileJustRotatedAway_siblingsAreStillFound() throws IOException {
        Files.delete(directory.resolve("history"));

        assertThat(discover("history")).isEqualTo(ROTATED);
        assertThat(discover(".")).isEqualTo(ROTATED);
        assertThat(ArchiveSet.discover(files, List.of(directory)).get(0).active())
                .isEqualTo(directory.resolve("history"));
    }

    @Test
    void relativePath_becomesAbsolute() throws IOException {
        Path relative = Path.of("").toAbsolutePath().relativize(directory.resolve("history"));
        assertThat(ArchiveSet.discover(files, List.of(relative)).get(0).active())
                .isEqualTo(directory.resolve("history"));
    }

    @Test
    void missingFile_isSaidByName() {
        Path missing = directory.resolve("no_such_history");
        assertThatThrownBy(() -> ArchiveSet.discover(files, List.of(missing)))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessage("'" + missing + "': no such file");
    }

    @Test
    void missingRotatedFile_isSaidByName() {
        Path missing = directory.resolve("history.20250101T000000");
        assertThatThrownBy(() -> ArchiveSet.discover(files, List.of(missing)))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessage("'" + missing + "': no such file");
    }

    @Test
    void directoryWithoutHistory_saysWhatWasLookedFor() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThatThrownBy(() -> ArchiveSet.discover(files, List.of(empty)))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessage("'" + empty
                        + "' holds no job history: neither 'history' nor 'history.YYYYMMDDTHHMMSS' is in it");
    }

    @Test
    void directoryThatMayNotBeListed_saysSo() {
        files.deny(directory);
        assertThatThrownBy(() -> ArchiveSet.discover(files, List.of(directory.resolve("history"))))
                .isInstanceOf(ArchiveAccessException.class)
                .hasMessageStartingWith("'" + directory + "': permission denied")
                .satisfies(thrown ->
                        assertThat(((ArchiveAccessException) thrown).file()).isEqualTo(directory));
    }
}
