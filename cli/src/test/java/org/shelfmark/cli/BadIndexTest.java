package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.sample.SampleArchive;

/** What commands say to indexes, ports and servers that they cannot use. */
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BadIndexTest {
    private static final String REMEDY =
            "; index the archives again into a new directory: shelfmark index --index NEW_DIR HISTORY";
    private static final String LOOPBACK = "127.0.0.1";

    @TempDir
    private Path directory;

    private Path index;

    @BeforeEach
    void nameIndex() {
        index = directory.resolve("index");
    }

    private static CommandRun refusal(int code, String message) {
        return new CommandRun(code, "", "shelfmark: " + message + "\n");
    }

    @Test
    void noIndex_saysHowToMakeOne() {
        assertThat(CommandRun.of("count", "--index", index.toString()))
                .isEqualTo(refusal(
                        ExitCode.USAGE,
                        "no index in '" + index + "'; make one with: shelfmark index --index " + index + " HISTORY"));
        assertThat(index).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"search", "count", "files", "status", "fields"})
    void environment_namesTheIndexWhereNoOptionDoes(String command) {
        assertThat(CommandRun.in(Map.of("SHELFMARK_INDEX", index.toString()), command))
                .isEqualTo(refusal(
                        ExitCode.USAGE,
                        "no index in '" + index + "'; make one with: shelfmark index --index " + index + " HISTORY"));
    }

    @Test
    void directoryOfSomethingElse_isNoIndex() throws IOException {
        Files.createDirectories(index.resolve("jobs"));

        assertThat(CommandRun.of("count", "--index", index.toString()))
                .isEqualTo(refusal(
                        ExitCode.USAGE,
                        "no index in '" + index + "'; make one with: shelfmark index --index " + index + " HISTORY"));
    }

    @Test
    void fileWhereTheIndexShouldBe_isRefused() throws IOException {
        Files.writeString(index, "not a directory");

        CommandRun run = CommandRun.of(
                "index",
                "--index",
                index.toString(),
                SampleArchive.find().active().toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("shelfmark: cannot make an index in '" + index + "': ");
    }

    /** Writes a commit that is as the last one but for its user data. */
    private void changeUserData(Consumer<Map<String, String>> change) throws IOException {
        try (Directory jobs = FSDirectory.open(index.resolve("jobs"))) {
            Map<String, String> data =
                    new HashMap<>(SegmentInfos.readLatestCommit(jobs).getUserData());
            change.accept(data);
            try (IndexWriter writer = new IndexWriter(jobs, new IndexWriterConfig())) {
                writer.setLiveCommitData(data.entrySet());
                writer.commit();
            }
        }
    }

    private void assertReadingAndWritingRefused(String message) {
        String archive = SampleArchive.find().active().toString();
        assertThat(CommandRun.of("count", "--index", index.toString())).isEqualTo(refusal(ExitCode.USAGE, message));
        assertThat(CommandRun.of("index", "--index", index.toString(), archive))
                .isEqualTo(refusal(ExitCode.USAGE, message));
        assertThat(CommandRun.of("serve", "--port", "0", "--index", index.toString(), archive))
                .isEqualTo(refusal(ExitCode.USAGE, message));
    }

    @Test
    void otherFormat_isRefusedWithTheRemedy() throws IOException {
        CommandRun.indexSample(index);
        changeUserData(data -> data.put("shelfmark.format", "999"));

        assertReadingAndWritingRefused("the index in '" + index
                + "' has format 999, this Shelfmark reads and writes format " + formatOfANewIndex() + REMEDY);
    }

    private String formatOfANewIndex() throws IOException {
        Path other = directory.resolve("other");
        CommandRun.indexSample(other);
        try (Directory jobs = FSDirectory.open(other.resolve("jobs"))) {
            return SegmentInfos.readLatestCommit(jobs).getUserData().getOrDefault("shelfmark.format", "");
        }
    }

    @Test
    void otherMapping_isRefusedWithTheRemedy() throws IOException {
        CommandRun.indexSample(index);
        changeUserData(data -> data.put("shelfmark.mapping", "0123456789abcdef"));

        assertReadingAndWritingRefused(
                "the index in '" + index + "' was made with another mapping (0123456789abcdef, this Shelfmark has "
                        + Mapping.htcondorJob().fingerprint() + ")" + REMEDY);
    }

    @Test
    void indexOfAnotherProgram_isRefusedWithTheRemedy() throws IOException {
        CommandRun.indexSample(index);
        changeUserData(Map::clear);

        assertReadingAndWritingRefused("'" + index + "' holds a Lucene index that Shelfmark did not write" + REMEDY);
    }

    @Test
    void secondWriter_isRefusedWithThePidOfTheFirst() throws IOException {
        String archive = SampleArchive.find().active().toString();
        long pid = ProcessHandle.current().pid();
        CommandRun expected = refusal(
                ExitCode.USAGE,
                "the index in '" + index + "' is being written by another process (pid " + pid
                        + "); one writer at a time");
        try (JobIndexWriter first =
                JobIndexWriter.open(new IndexLayout(index), Mapping.htcondorJob(), WriterSettings.DEFAULT)) {
            assertThat(first.root()).isEqualTo(index);
            assertThat(CommandRun.of("index", "--index", index.toString(), archive))
                    .isEqualTo(expected);
            assertThat(CommandRun.of("serve", "--port", "0", "--index", index.toString(), archive))
                    .isEqualTo(expected);
            // the refused one took nothing away from the first
            assertThat(CommandRun.of("index", "--index", index.toString(), archive))
                    .isEqualTo(expected);
        }
        CommandRun.index(index, SampleArchive.find().active());
    }

    @Test
    void indexingTwice_changesNothing() throws IOException {
        CommandRun.indexSample(index);
        Map<String, String> before = commit();

        CommandRun second = CommandRun.of(
                "index",
                "--index",
                index.toString(),
                SampleArchive.find().directory().toString());

        assertThat(second.code()).isEqualTo(ExitCode.DONE);
        assertThat(second.err()).matches("shelfmark: 0 records indexed in [0-9.]+ s into '" + index + "'\n");
        assertThat(commit()).isEqualTo(before);
        assertThat(CommandRun.of("count", "--index", index.toString()).out()).isEqualTo("266\n");
    }

    /** The files of the index with their sizes, and the identity of its commit. */
    private Map<String, String> commit() throws IOException {
        Map<String, String> state = new TreeMap<>();
        try (Stream<Path> files = Files.walk(index)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                state.put(index.relativize(file).toString(), Long.toString(Files.size(file)));
            }
        }
        try (Directory jobs = FSDirectory.open(index.resolve("jobs"))) {
            SegmentInfos commit = SegmentInfos.readLatestCommit(jobs);
            state.put("generation", Long.toString(commit.getGeneration()));
            state.put("user data", commit.getUserData().toString());
        }
        return state;
    }

    @Test
    void portInUse_isOurFailure() throws IOException {
        CommandRun.indexSample(index);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = CommandRun.of(
                    "serve",
                    "--index",
                    index.toString(),
                    "--port",
                    Integer.toString(taken.getLocalPort()),
                    SampleArchive.find().directory().toString());

            assertThat(run)
                    .isEqualTo(refusal(
                            ExitCode.FAILED,
                            "cannot listen on 127.0.0.1 port " + taken.getLocalPort()
                                    + ": the port is in use or not ours to bind; choose another with --port"));
        }
        assertThat(CommandRun.of("count", "--index", index.toString()).out()).isEqualTo("266\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "65536"})
    void impossiblePort_isRefused(String port) {
        CommandRun run = CommandRun.of(
                "serve",
                "--index",
                index.toString(),
                "--port",
                port,
                SampleArchive.find().directory().toString());

        assertThat(run).isEqualTo(refusal(ExitCode.USAGE, "port " + port + "; accepted: 0 to 65535"));
        assertThat(index).doesNotExist();
    }

    /** Nothing of an address that is not one of this machine can be bound. */
    @Test
    void impossibleHost_isOurFailure() {
        CommandRun run = CommandRun.of(
                "serve",
                "--index",
                index.toString(),
                "--port",
                "0",
                "--host",
                "192.0.2.1",
                SampleArchive.find().directory().toString());

        assertThat(run)
                .isEqualTo(refusal(
                        ExitCode.FAILED,
                        "cannot listen on 192.0.2.1 port 0: the port is in use or not ours to bind; choose another with"
                                + " --port"));
    }

    @Test
    void deadServer_isUnreachable() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        String url = "http://" + LOOPBACK + ":" + port;
        CommandRun expected =
                refusal(ExitCode.UNREACHABLE, "no answer from a server at " + url + ": java.net.ConnectException");

        assertThat(CommandRun.of("count", "--server", url)).isEqualTo(expected);
        assertThat(CommandRun.of("show", "--server", url, "1.0")).isEqualTo(expected);
        assertThat(CommandRun.in(Map.of("SHELFMARK_SERVER", url), "status")).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://127.0.0.1", "http://", "http://a b", "://"})
    void serverThatIsNoUrl_isRefused(String url) {
        assertThat(CommandRun.of("count", "--server", url))
                .isEqualTo(refusal(ExitCode.USAGE, "--server '" + url + "'; accepted: http://127.0.0.1:8642"));
    }

    @Test
    void otherServer_isOurFailure() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] page = "<html>hello</html>".getBytes(StandardCharsets.UTF_8);
        other.createContext("/", exchange -> {
            int status = exchange.getRequestURI().getPath().endsWith("count") ? 200 : 502;
            exchange.sendResponseHeaders(status, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try {
            String url = "http://" + LOOPBACK + ":" + other.getAddress().getPort();

            CommandRun page200 = CommandRun.of("count", "--server", url);
            CommandRun page502 = CommandRun.of("status", "--server", url);

            assertThat(page200.code()).isEqualTo(ExitCode.FAILED);
            assertThat(page200.err())
                    .startsWith("shelfmark: failed: the server at " + url
                            + " answered something that is not Shelfmark's: ");
            assertThat(page502)
                    .isEqualTo(refusal(ExitCode.FAILED, "failed: the server at " + url + " answered with status 502"));
        } finally {
            other.stop(0);
        }
    }
}
