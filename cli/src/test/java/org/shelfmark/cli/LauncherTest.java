package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the launcher starts Java: a Java that only notes what it was started with, in an installation without a program. */
final class LauncherTest {
    private static final String SAID = "#!/bin/sh\necho \"$@\" >> \"$JAVA_LOG\"\n";

    /** Leaves a cache where it is asked to, as Java from 25 on does. */
    private static final String JAVA = SAID
            + "for word; do case $word in -XX:AOTCacheOutput=*) echo cache > \"${word#*=}\" ;; esac; done\n"
            + "echo answer\n";

    private static final String JAVA_THAT_FAILS = SAID
            + "for word; do case $word in -XX:AOTCacheOutput=*) echo no; echo no >&2; exit 1 ;; esac; done\n"
            + "echo answer\n";

    @TempDir
    private Path directory;

    private Path lib;
    private Path tools;
    private Path log;

    /** What a start printed, and what Java was started with, the last time last. */
    private record Start(int code, String printed, List<String> java) {
        String last() {
            return java.get(java.size() - 1);
        }
    }

    @BeforeEach
    void install() throws IOException {
        lib = Files.createDirectories(directory.resolve("lib"));
        tools = Files.createDirectories(directory.resolve("tools"));
        log = directory.resolve("java.log");
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path launcher = Files.copy(launcher(), bin.resolve("shelfmark"));
        makeExecutable(launcher);
        for (String jar : List.of("shelfmark-cli-1", "lucene-core-1", "picocli-1", "javalin-1")) {
            Path file = Files.createFile(lib.resolve(jar + ".jar"));
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-01T00:00:00Z")));
        }
        java("25.0.3", JAVA);
    }

    private static Path launcher() {
        Path module = Path.of("").toAbsolutePath();
        return Stream.of(module, module.getParent())
                .map(place -> place.resolve("shelfmark"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
    }

    private static void makeExecutable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void java(String version, String script) throws IOException {
        Path home = directory.resolve("jdk");
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        makeExecutable(Files.writeString(home.resolve("bin/java"), script));
    }

    private void tool(String name, String script) throws IOException {
        makeExecutable(Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script));
    }

    private Start start(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(directory.resolve("bin/shelfmark").toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("SHELFMARK_"));
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment().put("JAVA_LOG", log.toString());
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Start(process.waitFor(), printed, Files.exists(log) ? Files.readAllLines(log) : List.of());
    }

    private Start start(String... words) throws IOException, InterruptedException {
        return start(Map.of(), words);
    }

    /** Takes a directory's place, which nobody can write into then: permissions would not stop everybody. */
    private void blockCacheDirectory() throws IOException {
        Files.writeString(directory.resolve("cache"), "a file");
    }

    private void makeLibReadOnly() throws IOException {
        Files.setPosixFilePermissions(lib, PosixFilePermissions.fromString("r-xr-xr-x"));
    }

    @Test
    void firstCount_makesACacheAndUsesItWithoutAWord() throws IOException, InterruptedException {
        Start start = start("count", "owner:alice", "exit:0");

        assertThat(start.printed()).isEqualTo("answer\n");
        assertThat(start.code()).isZero();
        assertThat(start.java()).hasSize(3);
        assertThat(start.java().get(0)).contains("/lib/* org.shelfmark.cli.Main index --no-vault");
        assertThat(start.java().get(1)).contains("-XX:AOTCacheOutput=").contains("org.shelfmark.cli.Main count");
        assertThat(start.last())
                .contains("-XX:AOTCache=" + directory)
                .contains("-Xlog:disable")
                .endsWith("org.shelfmark.cli.Main count owner:alice exit:0");
    }

    @Test
    void secondCount_usesTheCache() throws IOException, InterruptedException {
        start("count");

        assertThat(start("count").java()).hasSize(4);
    }

    @Test
    void otherCommands_haveACacheOfTheirOwn() throws IOException, InterruptedException {
        start("count");

        Start start = start("count", "--format", "json");

        assertThat(start.java()).hasSize(6);
        assertThat(start.java().get(4)).contains("org.shelfmark.cli.Rehearsal");
        assertThat(start.last()).contains("start-ask-25.0.3");
    }

    @Test
    void countOfAllJobs_hasACacheOfItsOwn() throws IOException, InterruptedException {
        Path jobs = Files.createDirectories(directory.resolve("index/jobs"));
        String index = directory.resolve("index").toString();
        Path commit = Files.writeString(jobs.resolve("segments_1"), "\u0000\u000eshelfmark.jobs\u000217\u0000x");

        assertThat(start("count", "--index", index).last()).contains("start-total-25.0.3");
        assertThat(start(Map.of("SHELFMARK_INDEX", index), "count").last()).contains("start-total-25.0.3");
        assertThat(start("count", "--index", index, "exit:0").last()).contains("start-count-25.0.3");
        Files.writeString(commit, "\u0000an older Shelfmark's, or one with other documents");
        assertThat(start("count", "--index", index).last()).contains("start-count-25.0.3");
        assertThat(start("count", "--index", "nowhere").last()).contains("start-count-25.0.3");
    }

    @Test
    void prepare_makesTheCachesOfAnInstallation() throws IOException, InterruptedException {
        Start start = start("--prepare");

        assertThat(start.printed()).isEmpty();
        assertThat(lib.resolve("start-total-25.0.3.aot")).exists();
        assertThat(lib.resolve("start-count-25.0.3.aot")).exists();
        assertThat(lib.resolve("start-ask-25.0.3.aot")).exists();
        assertThat(lib.resolve("start-index-25.0.3.aot")).exists();
    }

    @Test
    void prepare_cacheOfAnotherProgramOfTheSameTime_isMadeAgain() throws IOException, InterruptedException {
        Path cache = lib.resolve("start-count-25.0.3.aot");
        Files.writeString(cache, "of another program");

        start("--prepare");

        assertThat(cache).hasContent("cache");
    }

    @Test
    void index_hasACacheThatKnowsItsMethods_madeByIndexing() throws IOException, InterruptedException {
        Start start = start("index", "history");

        assertThat(start.printed()).isEqualTo("answer\n");
        assertThat(start.java()).hasSize(3);
        assertThat(start.java().get(1))
                .contains("-XX:AOTCacheOutput=")
                .contains("-XX:+UseParallelGC")
                .containsPattern("org.shelfmark.cli.Main index --index \\S+/sample \\S+");
        assertThat(start.last())
                .contains("start-index-25.0.3")
                .contains("-XX:+UseParallelGC")
                .doesNotContain("AOTReplayTraining");
        assertThat(start("index", "history").java()).hasSize(4);
    }

    @Test
    void index_ofAnOlderJava_keepsNothing() throws IOException, InterruptedException {
        java("21.0.4", JAVA);

        Start start = start("index", "history");

        assertThat(start.java()).hasSize(1);
        assertThat(start.last()).doesNotContain("SharedArchive").doesNotContain("AOT");
    }

    @Test
    void cacheOlderThanTheProgram_isMadeAgain() throws IOException, InterruptedException {
        start("count");
        Files.setLastModifiedTime(
                lib.resolve("shelfmark-cli-1.jar"), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));

        Start start = start("count");

        assertThat(start.java()).hasSize(6);
        assertThat(start.printed()).isEqualTo("answer\n");
    }

    @Test
    void cacheOlderThanTheProgram_isNotUsedWhereItCannotBeMadeAgain() throws IOException, InterruptedException {
        start("count");
        Files.setLastModifiedTime(
                lib.resolve("lucene-core-1.jar"), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        Files.setLastModifiedTime(
                lib.resolve("shelfmark-cli-1.jar"), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        java("25.0.3", JAVA_THAT_FAILS);

        assertThat(start("count").last()).doesNotContain("-XX:AOTCache=");
    }

    @Test
    void otherJava_hasACacheOfItsOwn() throws IOException, InterruptedException {
        start("count");
        java("26", JAVA);

        assertThat(start("count").last()).contains("start-count-26");
    }

    @Test
    void noPlaceForACache_startsWithoutOne() throws IOException, InterruptedException {
        makeLibReadOnly();
        blockCacheDirectory();

        Start start = start("count");

        assertThat(start.printed()).isEqualTo("answer\n");
        if (!Files.isWritable(lib)) {
            assertThat(start.java()).hasSize(1);
            assertThat(start.last()).doesNotContain("-XX:AOTCache=");
        }
    }

    @Test
    void noHome_startsAllTheSame() throws IOException, InterruptedException {
        Start start = start(Map.of("HOME", "", "XDG_CACHE_HOME", ""), "status");

        assertThat(start.printed()).isEqualTo("answer\n");
    }

    @Test
    void failedRehearsal_isNotRepeatedAndNotTold() throws IOException, InterruptedException {
        java("25.0.3", JAVA_THAT_FAILS);

        Start first = start("count");
        Start second = start("count");

        assertThat(first.printed()).isEqualTo("answer\n");
        assertThat(first.last()).doesNotContain("-XX:AOTCache=");
        assertThat(second.printed()).isEqualTo("answer\n");
        assertThat(second.java()).hasSize(first.java().size() + 1);
    }

    @Test
    void rehearsalOfAnother_isNotWaitedFor() throws IOException, InterruptedException {
        Files.createDirectories(lib.resolve("start-count-25.0.3.aot.making"));

        Start start = start("count");

        assertThat(start.java()).hasSize(1);
        assertThat(start.printed()).isEqualTo("answer\n");
    }

    @Test
    void olderJava_archivesClassesInstead() throws IOException, InterruptedException {
        java("21.0.4", JAVA);

        Start start = start("count");

        assertThat(start.java()).hasSize(1);
        assertThat(start.last())
                .contains("-XX:+AutoCreateSharedArchive -XX:SharedArchiveFile=" + directory.resolve("cache"))
                .doesNotContain("AOT")
                .doesNotContain("UnlockDiagnosticVMOptions");
    }

    @Test
    void olderJavaWithoutACacheDirectory_startsWithoutAnArchive() throws IOException, InterruptedException {
        java("21.0.4", JAVA);
        blockCacheDirectory();

        assertThat(start("count").last()).doesNotContain("SharedArchiveFile");
    }

    @Test
    void shortCommand_leavesTheServersJarsOut() throws IOException, InterruptedException {
        assertThat(start("search").last()).contains("lucene-core-1.jar").doesNotContain("javalin");
        assertThat(start("serve").last()).contains("/lib/* ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index", "serve"})
    void longCommand_standsBehindOtherPrograms(String command) throws IOException, InterruptedException {
        tool("nice", "[ \"$3\" = true ] || echo nice \"$1\" \"$2\"\nshift 2\nexec \"$@\"\n");
        tool("ionice", "[ \"$5\" = true ] || echo ionice \"$1\" \"$2\" \"$3\" \"$4\"\nshift 4\nexec \"$@\"\n");

        assertThat(start(command).printed()).isEqualTo("nice -n 10\nionice -c 2 -n 7\nanswer\n");
        assertThat(start(Map.of("SHELFMARK_PRIORITY", "normal"), command).printed())
                .isEqualTo("answer\n");
        assertThat(start("search").printed()).isEqualTo("answer\n");
    }

    @Test
    void noToolsForPriority_startsAllTheSame() throws IOException, InterruptedException {
        tool("nice", "echo \"cannot set niceness\" >&2\nexit 1\n");
        tool("ionice", "echo \"Operation not permitted\" >&2\nexit 1\n");

        assertThat(start("index", "history").printed()).isEqualTo("answer\n");
    }
}
