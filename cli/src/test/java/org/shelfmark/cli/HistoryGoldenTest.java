package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.sample.SampleArchive;

/** What the real {@code condor_history} printed, byte for byte; src/test/resources/history/README.md says where it is from. */
final class HistoryGoldenTest {
    private static final int AT_LEAST = 20;
    private static final Pattern WORD = Pattern.compile("(?:'([^']*)'|\"([^\"]*)\"|([^\\s'\"]))|(\\s+)");

    private static final Map<Path, TestServer> SERVERS = new HashMap<>();

    @TempDir
    private static Path directory;

    private static Path resources() {
        try {
            return Path.of(Objects.requireNonNull(HistoryGoldenTest.class.getResource("/history"), "no history")
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("resources stand at a place with an address", e);
        }
    }

    static List<Path> cases() {
        try (Stream<Path> files = Files.walk(resources())) {
            return files.filter(file -> file.toString().endsWith(".cmd"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the cases", e);
        }
    }

    @Test
    void cases_areThere() {
        assertThat(cases()).hasSizeGreaterThanOrEqualTo(AT_LEAST);
    }

    /** Where the records are looked for. */
    enum Place {
        ARCHIVE,
        INDEX,
        SERVER
    }

    static Stream<Arguments> casesAtEveryPlace() {
        return cases().stream().flatMap(file -> Stream.of(Place.values()).map(place -> Arguments.of(file, place)));
    }

    @BeforeAll
    static void index() throws IOException {
        for (Path history : List.of(archive("sample"), archive("newest"))) {
            Path index = indexOf(history);
            printed(List.of("index", "--index", index.toString(), history.toString()));
            SERVERS.put(index, new TestServer(index, true));
        }
    }

    @AfterAll
    static void stop() throws IOException {
        for (TestServer server : SERVERS.values()) {
            server.close();
        }
        SERVERS.clear();
    }

    private static Path archive(String name) {
        return name.equals("sample")
                ? SampleArchive.find().active()
                : resources().resolve(name).resolve("history");
    }

    private static Path indexOf(Path history) {
        return directory.resolve(history.startsWith(resources()) ? "newest" : "sample");
    }

    private static List<String> options(Path history, Place place) {
        Path index = indexOf(history);
        return switch (place) {
            case ARCHIVE -> List.of("-search", history.toString());
            case INDEX -> List.of("--index", index.toString());
            case SERVER ->
                List.of("--server", Objects.requireNonNull(SERVERS.get(index)).url());
        };
    }

    @ParameterizedTest
    @MethodSource("casesAtEveryPlace")
    void output_isThatOfTheRealTool(Path command, Place place) throws IOException {
        Path history = archive(String.valueOf(Objects.requireNonNull(command.getParent(), "a case has a place")
                .getFileName()));
        List<String> words = new ArrayList<>(List.of("history"));
        words.addAll(options(history, place));
        words.addAll(words(Files.readString(command)));
        byte[] expected = Files.readAllBytes(Path.of(command.toString().replaceAll("cmd$", "out")));

        assertThat(new String(printed(words), StandardCharsets.ISO_8859_1))
                .isEqualTo(new String(expected, StandardCharsets.ISO_8859_1));
    }

    private static byte[] printed(List<String> words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int code = Main.run(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
                        false,
                        Map.of(),
                        CommandRun.NOON,
                        ZoneOffset.UTC),
                words.toArray(String[]::new));
        assertThat(code).isEqualTo(ExitCode.DONE);
        return out.toByteArray();
    }

    /** The words of a command line as a shell sees them, without the tool's name. */
    private static List<String> words(String text) {
        String line = text.lines()
                .filter(candidate -> !candidate.startsWith("#"))
                .findFirst()
                .orElseThrow();
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Matcher part = WORD.matcher(line + " ");
        while (part.find()) {
            if (part.group(4) != null) {
                words.add(word.toString());
                word.setLength(0);
            } else {
                Stream.of(1, 2, 3).map(part::group).filter(Objects::nonNull).forEach(word::append);
            }
        }
        return words.subList(1, words.size());
    }
}
