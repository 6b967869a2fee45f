package org.shelfmark.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveHead;
import org.shelfmark.archive.FaultyFileSystem;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.SmallRecords;

class ReconcilerTest {
    private static final int RECORD = SmallRecords.record(1, 0).length();

    private final Path directory;
    private final FaultyFileSystem files = new FaultyFileSystem();
    private final Reconciler reconciler = new Reconciler(files);
    private Registry registry = Registry.EMPTY;
    private Positions positions = Positions.NONE;

    ReconcilerTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static void append(Path file, String content) throws IOException {
        Files.writeString(file, content, StandardOpenOption.APPEND);
    }

    /** Enters a file into the registry as read up to a number of records of equal length. */
    private ArchiveFile know(Path file, int records) throws IOException {
        ArchiveHead head = ArchiveHead.read(files, file);
        ArchiveFile known = ArchiveFile.appeared(
                registry.nextId(),
                "ap1",
                directory.resolve("history"),
                file,
                head.identity(),
                head.first().orElseThrow().fingerprint(),
                RecordStamp.UNKNOWN,
                FileState.ACTIVE);
        registry = registry.with(known);
        byte[] content = Files.readAllBytes(file);
        Optional<RecordMark> last = records == 0
                ? Optional.empty()
                : Optional.of(new RecordMark(
                        new RecordLocation((records - 1L) * RECORD, RECORD),
                        Fingerprint.of(content, (records - 1) * RECORD, records * RECORD),
                        RecordStamp.UNKNOWN));
        positions = positions.with(known.id(), new ReadPosition((long) records * RECORD, 0, 0, records, 0, 0, 0, last));
        return known;
    }

    private ArchiveChange look(Path file) throws IOException {
        try (HeldFile held = HeldFile.open(files, file)) {
            return reconciler.look(held, registry, positions);
        }
    }

    private static ArchiveFile known(ArchiveChange change) {
        return switch (change) {
            case ArchiveChange.Present present -> present.known();
            case ArchiveChange.Copy copy -> copy.original();
            case ArchiveChange.Rewritten rewritten -> rewritten.known();
            case ArchiveChange.Appeared appeared -> throw new AssertionError(appeared);
            case ArchiveChange.Unstarted unstarted -> throw new AssertionError(unstarted);
        };
    }

    @Test
    void neverSeen_appeared() throws IOException {
        Path file = write("history", SmallRecords.records(1, 3));
        assertThat(look(file)).isInstanceOf(ArchiveChange.Appeared.class);
        assertThat(look(file).path()).isEqualTo(file);
    }

    @Test
    void sameFileGrown_isPresent() throws IOException {
        Path file = write("history", SmallRecords.records(1, 3));
        ArchiveFile known = know(file, 3);
        append(file, SmallRecords.records(4, 2));

        assertThat(look(file)).isInstanceOf(ArchiveChange.Present.class);
        assertThat(known(look(file))).isEqualTo(known);
    }

    @Test
    void renamed_isPresentUnderTheNewName() throws IOException {
        Path file = write("history", SmallRecords.records(1, 3));
        ArchiveFile known = know(file, 3);
        Path rotated = Files.move(file, directory.resolve("history.20261122T034000"));
        write("history", SmallRecords.records(50, 1));

        assertThat(look(rotated)).isInstanceOf(ArchiveChange.Present.class);
        assertThat(known(look(rotated))).isEqualTo(known);
        assertThat(look(file)).isInstanceOf(ArchiveChange.Appeared.class);
    }

    @Test
    void wholeCopyBesideTheOriginal_isACopy() throws IOException {
        Path file = write("history", SmallRecords.records(1, 3));
        ArchiveFile known = know(file, 3);
        Path copy = Files.copy(file, directory.resolve("copy"));

        assertThat(look(copy)).isEqualTo(new ArchiveChange.Copy(copy, known));
        assertThat(look(file)).isInstanceOf(ArchiveChange.Present.class);
    }

    @Test
    void partialCopyBesideTheOriginal_isACopy() throws IOException {
        Path file = write("history", SmallRecords.records(1, 5));
        ArchiveFile known = know(file, 5);
        Path copy = write("copy", SmallRecords.records(1, 2));

        assertThat(look(copy)).isEqualTo(new ArchiveChange.Copy(copy, known));
        append(copy, "Other");
        assertThat(look(copy)).isInstanceOf(ArchiveChange.Appeared.class);
    }

    @Test
    void sameBeginningButOtherRecordsAfter_appeared() throws IOException {
        Path file = write("history", SmallRecords.records(1, 5));
        know(file, 5);
        Path other = write("other", SmallRecords.records(1, 2) + SmallRecords.records(70, 9));

        assertThat(look(other)).isInstanceOf(ArchiveChange.Appeared.class);
    }

    @Test
    void movedToAnotherFileSystem_isPresent() throws IOException {
        Path file = write("history", SmallRecords.records(1, 3));
        ArchiveFile known = know(file, 3);
        // as moving does between file systems: a copy with another inode, then the original is deleted
        Path moved = Files.copy(file, directory.resolve("moved"));
        Files.delete(file);

        assertThat(look(moved)).isInstanceOf(ArchiveChange.Present.class);
        assertThat(known(look(moved))).isEqualTo(known);
    }

    @Test
    void cutFile_isShrunk() throws IOException {
        Path file = write("history", SmallRecords.records(1, 5));
        ArchiveFile known = know(file, 5);
        byte[] content = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(content, content.length - 1));

        assertThat(look(file)).isInstanceOf(ArchiveChange.Rewritten.class);
        assertThat(known(look(file))).isEqualTo(known);
        Files.write(file, content);
        assertThat(look(file)).isInstanceOf(ArchiveChange.Present.class);
    }

    @Test
    void sameInodeWithOtherContent_appeared() throws IOException {
        Path file = write("history", SmallRecords.records(1, 5));
        know(file, 5);
        // written over in place: the inode stays, as when the file system gives a freed one to the next file
        Files.writeString(file, SmallRecords.records(70, 9));

        assertThat(look(file)).isInstanceOf(ArchiveChange.Appeared.class);
    }

    @Test
    void sameInodeAndFirstRecordWithOtherRecordsAfter_rewritten() throws IOException {
        Path file = write("history", SmallRecords.records(1, 5));
        know(file, 5);
        Files.writeString(file, SmallRecords.records(1, 1) + SmallRecords.records(70, 9));

        assertThat(look(file)).isInstanceOf(ArchiveChange.Rewritten.class);
    }

    @Test
    void twoFilesWithTheSameFirstRecord_theRightOneIsTold() throws IOException {
        Path one = write("one", SmallRecords.records(1, 2));
        Path other = write("other", SmallRecords.records(1, 1) + SmallRecords.records(7, 2));
        ArchiveFile knownOne = know(one, 2);
        ArchiveFile knownOther = know(other, 3);

        assertThat(known(look(one))).isEqualTo(knownOne);
        assertThat(known(look(other))).isEqualTo(knownOther);
    }

    @Test
    void noWholeRecord_isUnstarted() throws IOException {
        Path file = write("history", "Owner = \"al");
        assertThat(look(file)).isEqualTo(new ArchiveChange.Unstarted(file, 11));
    }

    @Test
    void failingRead_isAFailureAndNoChange() throws IOException {
        Path file = write("history", SmallRecords.records(1, 5));
        know(file, 5);
        files.failRead(Long.MAX_VALUE);
        look(file);
        long reads = files.reads();
        for (long n = 1; n <= reads; n++) {
            files.failRead(n);
            assertThatThrownBy(() -> look(file))
                    .as("read %d", n)
                    .isInstanceOf(ArchiveAccessException.class)
                    .hasMessageContaining("Input/output error");
        }
    }
}
