package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchJson;
import org.shelfmark.search.SearchSettings;

/** A server translates queries, shows damaged records and explains codes as the index does. */
final class RemoteTranslationTest {
    @TempDir
    private static Path directory;

    private static TestServer server;
    private static JobSearch remote;
    private static JobSearch embedded;

    @BeforeAll
    static void serve() throws IOException {
        Path spool = Files.createDirectories(directory.resolve("spool"));
        Files.writeString(
                spool.resolve("history"),
                SmallRecords.record(1, 0, "JobBatchName = \"\u00fc\"") + "Environment = \"HUSH\"\nOwner = \"\0\"\n"
                        + SmallRecords.banner(2, 0));
        Path index = directory.resolve("index");
        CommandRun.index(index, spool);
        server = new TestServer(index, false);
        remote = new RemoteSearch(URI.create(server.url()));
        Mapping mapping = Mapping.htcondorJob();
        embedded = new IndexSearch(
                SnapshotSource.open(new IndexLayout(index), mapping),
                ArchiveFileSystem.local(),
                mapping,
                new SearchSettings(CommandRun.NOON, ZoneOffset.UTC, false, Duration.ofMinutes(1)));
    }

    @AfterAll
    static void stop() throws IOException {
        remote.close();
        embedded.close();
        server.close();
    }

    private static String steady(Object answer) {
        return SearchJson.write(answer).replaceFirst("\"took_ms\":[0-9]+", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "owner:alice -exit:0", "batch:\u00fc*", "source:ap1 night", "batch:\"a+b & c%20\""})
    void translation_isTheSame(String query) throws IOException {
        Requests.Translate request = new Requests.Translate(query);
        assertThat(steady(remote.translate(request))).isEqualTo(steady(embedded.translate(request)));
    }

    @Test
    void queryThatCannotBeMeant_isRefusedWithItsColumn() {
        SearchException refusal = catchThrowableOfType(
                SearchException.class, () -> remote.translate(new Requests.Translate("owner:alice exit:abc")));
        assertThat(refusal.column()).isEqualTo(18);
        assertThat(refusal.kind()).isEqualTo(SearchException.Kind.BAD_QUERY);
    }

    @Test
    void problems_areTheSame_withoutSecrets() throws IOException {
        Requests.Files request = new Requests.Files(true);
        assertThat(steady(remote.files(request))).isEqualTo(steady(embedded.files(request)));
        assertThat(remote.files(request).problems().getFirst().excerpt())
                .contains("bytes left out)")
                .contains("\\x00")
                .doesNotContain("HUSH");
    }

    @Test
    void fields_areTheSame() throws IOException {
        assertThat(steady(remote.fields())).isEqualTo(steady(embedded.fields()));
    }
}
