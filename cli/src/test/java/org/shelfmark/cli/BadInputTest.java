package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.archive.ArchiveHead;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.archive.FaultyFileSystem;
import org.shelfmark.sample.SampleArchive;

/** What {@code index} says to archives that it cannot use: which, why, and what is accepted. */
final class BadInputTest {
    private static final String NOT_A_HISTORY =
            "; accepted are lines 'Attribute = value' and records ended by '*** ...'";

    @TempDir
    private Path directory;

    private Path index;

    @BeforeEach
    void nameIndex() {
        index = directory.resolve("index");
    }

    private CommandRun index(Path history, String... options) {
        String[] arguments = new String[options.length + 4];
        arguments[0] = "index";
        arguments[1] = "--index";
        arguments[2] = index.toString();
        arguments[3] = history.toString();
        System.arraycopy(options, 0, arguments, 4, options.length);
        return CommandRun.of(arguments);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static void assertRefused(CommandRun run, String message) {
        assertThat(run).isEqualTo(new CommandRun(ExitCode.USAGE, "", "shelfmark: " + message + "\n"));
    }

    @Test
    void absentFile_isNamed() {
        Path absent = directory.resolve("absent");

        assertRefused(index(absent), "'" + absent + "': no such file");
    }

    @Test
    void absentRotatedFile_isNamed() {
        Path absent = directory.resolve("history.20261122T034148");

        assertRefused(index(absent), "'" + absent + "': no such file");
    }

    @Test
    void fileInAbsentDirectory_namesWhatIsAbsent() {
        Path absent = directory.resolve("absent");

        assertRefused(index(absent.resolve("history")), "'" + absent + "': no such file");
    }

    /** Somebody who mistypes the archive's path should not find an index that he did not make. */
    @Test
    void absentFile_leavesNoIndexBehind() {
        CommandRun run = index(directory.resolve("absent"));

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(index).doesNotExist();
    }

    @Test
    void absentFileAmongOthers_refusesTheWholeCommand() throws IOException {
        Path absent = directory.resolve("absent");

        CommandRun run = index(SampleArchive.find().directory(), absent.toString());

        assertRefused(run, "'" + absent + "': no such file");
    }

    @Test
    void directoryWithoutHistory_saysWhatWouldBeOne() throws IOException {
        Path empty = Files.createDirectory(directory.resolve("empty"));
        Files.writeString(empty.resolve("history.old"), "A = 1\n*** \n");

        assertRefused(
                index(empty),
                "'" + empty + "' holds no job history: neither 'history' nor 'history.YYYYMMDDTHHMMSS' is in it");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "root:x:0:0:root:/root:/bin/bash\\nbin:x\\n, root:x:0:0:root:/root:/bin/bash",
                "<?xml version=\"1.0\"?>\\n, <?xml version=\"1.0\"?>",
                "\\n\\n# remark\\n{\"ClusterId\": 1}\\n, {\"ClusterId\": 1}",
                "a\\033[31mred\\n, a?[31mred",
                "x123456789x123456789x123456789x123456789x123456789x123456789x\\n,"
                        + " x123456789x123456789x123456789x123456789x123456789x123456789..."
            })
    void otherFile_isRefusedWithItsFirstLine(String text, String shown) throws IOException {
        Path other = file("other", text.translateEscapes());

        assertRefused(
                index(other),
                "'" + other + "' is not a job history: its first line is \"" + shown + '"' + NOT_A_HISTORY);
        assertThat(CommandRun.of("count", "--index", index.toString()).out()).isIn("", "0\n");
    }

    @Test
    void gzip_isToBeDecompressedFirst() throws IOException {
        Path compressed = directory.resolve("history");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            Files.copy(SampleArchive.find().active(), out);
        }

        assertRefused(index(compressed), "'" + compressed + "' is compressed (gzip); decompress it first");
    }

    @Test
    void gzipUnderTheNameOfARotatedFile_doesNotStopTheOthers() throws IOException {
        Files.copy(SampleArchive.find().active(), directory.resolve("history"));
        Path compressed = directory.resolve("history.20261122T034148");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
            out.write(1);
        }

        CommandRun run = index(directory);

        assertThat(withoutSeconds(run))
                .isEqualTo(new CommandRun(
                        ExitCode.PARTIAL,
                        "",
                        "shelfmark: '" + compressed
                                + "' is compressed (gzip); decompress it first\n"
                                + "shelfmark: 59 records indexed in N s into '" + index + "'\n"));
    }

    @Test
    void emptyFile_isNoError() throws IOException {
        Path empty = file("history", "");

        assertThat(withoutSeconds(index(empty)))
                .isEqualTo(new CommandRun(
                        ExitCode.DONE,
                        "",
                        "shelfmark: '" + empty + "' is empty: nothing to index yet\nshelfmark: 0 records indexed in N s"
                                + " into '" + index + "'\n"));
    }

    @Test
    void tornFirstRecord_isNoError() throws IOException {
        Path torn = file("history", "ClusterId = 1\nProcId = 0\n");

        assertThat(withoutSeconds(index(torn)))
                .isEqualTo(new CommandRun(
                        ExitCode.DONE,
                        "",
                        "shelfmark: '" + torn
                                + "' holds no complete record yet: 25 bytes without a banner line\nshelfmark: 0 records"
                                + " indexed in N s into '" + index + "'\n"));
    }

    private static CommandRun withoutSeconds(CommandRun run) {
        return new CommandRun(run.code(), run.out(), run.err().replaceAll("in [0-9.]+ s into", "in N s into"));
    }

    @Test
    void unreadableFile_saysWhoMustBeAbleToRead() throws IOException {
        Path history = file("history", "ClusterId = 1\nProcId = 0\n*** ClusterId = 1 ProcId = 0\n");
        Files.setPosixFilePermissions(history, PosixFilePermissions.fromString("---------"));
        assumeFalse(Files.isReadable(history), "this user may read everything; the double below stands in for it");

        assertRefused(index(history), permissionDenied(history));
    }

    @Test
    void deniedFile_saysWhoMustBeAbleToRead() throws IOException {
        Path history = file("history", "ClusterId = 1\nProcId = 0\n*** ClusterId = 1 ProcId = 0\n");
        FaultyFileSystem files = new FaultyFileSystem();
        files.deny(history);

        assertThat(report(() -> ArchiveHead.read(files, history)))
                .isEqualTo(new CommandRun(ExitCode.USAGE, "", "shelfmark: " + permissionDenied(history) + "\n"));
    }

    @Test
    void deniedDirectory_saysWhoMustBeAbleToRead() {
        FaultyFileSystem files = new FaultyFileSystem();
        files.deny(directory);

        assertThat(report(() -> ArchiveSet.discover(files, List.of(directory.resolve("history")))))
                .isEqualTo(new CommandRun(ExitCode.USAGE, "", "shelfmark: " + permissionDenied(directory) + "\n"));
    }

    private static String permissionDenied(Path path) {
        return "'" + path + "': permission denied: the archive must be readable by " + System.getProperty("user.name");
    }

    /** What a command says when this happens in it. */
    private static CommandRun report(Callable<?> refused) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Map.of(),
                CommandRun.NOON,
                ZoneOffset.UTC);
        try {
            throw new AssertionError("not refused: " + refused.call());
        } catch (Exception e) {
            return new CommandRun(new Failures(console).report(e), "", err.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void otherSource_isRefusedWithTheOneInTheIndex() {
        Path active = SampleArchive.find().active();
        CommandRun.index(index, active);

        assertRefused(
                index(active, "--source", "ap2"),
                "'" + active + "' is in this index already, as source 'ap1.pool.test'; give --source 'ap1.pool.test' or"
                        + " none");
    }

    @Test
    void otherSourceOfASealedFile_isRefusedToo() {
        Path rotated = SampleArchive.find().files().get(0);
        CommandRun.index(index, rotated);

        assertRefused(
                index(rotated, "--source", "ap2"),
                "'" + rotated + "' is in this index already, as source 'ap1.pool.test'; give --source 'ap1.pool.test'"
                        + " or none");
    }

    @Test
    void sameSource_isAccepted() {
        CommandRun.indexSample(index);

        CommandRun run = index(SampleArchive.find().directory(), "--source", "ap1.pool.test");

        assertThat(withoutSeconds(run))
                .isEqualTo(new CommandRun(
                        ExitCode.DONE, "", "shelfmark: 0 records indexed in N s into '" + index + "'\n"));
    }

    @Test
    void missingArchive_isAsked() {
        assertThat(CommandRun.of("index", "--index", index.toString()))
                .isEqualTo(new CommandRun(
                        ExitCode.USAGE,
                        "",
                        "shelfmark: Missing required parameter: 'HISTORY'\nshelfmark: --help says what is accepted\n"));
    }
}
