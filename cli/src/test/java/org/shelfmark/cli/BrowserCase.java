package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests of the page in a real browser, on a server of their class at the time of {@link CommandRun}. They are skipped where no
 * browser is installed. A test fails when the page complains on the console, unless the test expects that.
 */
@ExtendWith(BrowserExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 180, unit = TimeUnit.SECONDS)
abstract class BrowserCase {
    private final List<String> expected = new ArrayList<>();
    private @Nullable Browser browser;
    private @Nullable TestServer server;

    @BeforeAll
    final void serve(@TempDir Path directory) throws IOException {
        server = served(directory);
    }

    @AfterAll
    final void stop() throws IOException {
        server().close();
    }

    /**
     * The server that the tests of a class look at: one of the sample, where a class says nothing else.
     *
     * @param directory for its index
     */
    TestServer served(Path directory) throws IOException {
        Path index = directory.resolve("index");
        CommandRun.indexSample(index);
        return new TestServer(index, false);
    }

    /** Called before each test. */
    final void begin(Browser fresh) {
        browser = fresh;
        expected.clear();
    }

    final Browser browser() {
        return Objects.requireNonNull(browser, "only in tests");
    }

    final TestServer server() {
        return Objects.requireNonNull(server, "only in tests");
    }

    /** Goes to a path of the server with its query, percent-encoded: {@code /job?id=463.0}. */
    final void open(String path) {
        browser().open(server().url() + path);
    }

    /** The size of a telephone. */
    final void phone() {
        browser().size(360, 800);
    }

    /** The size of a desk; every test begins with it. */
    final void desktop() {
        browser().size(1280, 900);
    }

    final void dark() {
        browser().media("dark", "no-preference");
    }

    /** Every test begins so. */
    final void light() {
        browser().media("light", "no-preference");
    }

    /** The page may complain of what contains this, for example {@code status of 400}. */
    final void expectComplaint(String part) {
        expected.add(part);
    }

    /** Whether a complaint is one of those. */
    final boolean isExpected(String complaint) {
        return expected.stream().anyMatch(complaint::contains);
    }

    /** Keeps a picture of the whole page as {@code target/browser/NAME.png}. */
    final void keepPicture(String name) throws IOException {
        Files.write(picture(name), browser().picture());
    }

    /** The place of a picture among what the build makes. */
    static Path picture(String name) throws IOException {
        return Files.createDirectories(Path.of("target", "browser")).resolve(name + ".png");
    }

    /** Looks whether axe-core finds nothing serious, or worse, wrong with what the page shows now. */
    final void assertAccessible() throws IOException {
        assertThat(Accessibility.findings(browser())).isEmpty();
    }
}
