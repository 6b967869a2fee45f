package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the options about a cluster are understood; nobody answers at the addresses. */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class BackendOptionsTest {
    private static final String NOWHERE = "http://127.0.0.1:1";
    private static final String AWAY = "shelfmark: no answer from the cluster at " + NOWHERE + ": ";

    @TempDir
    private Path directory;

    private static CommandRun count(String... words) {
        return in(Map.of(), words);
    }

    private static CommandRun in(Map<String, String> environment, String... words) {
        List<String> arguments = new ArrayList<>(List.of("count", "--format", "table"));
        arguments.addAll(List.of(words));
        return CommandRun.in(environment, arguments.toArray(String[]::new));
    }

    private static void assertRefused(CommandRun run, String reason) {
        assertThat(run).isEqualTo(new CommandRun(ExitCode.USAGE, "", "shelfmark: " + reason + "\n"));
    }

    @Test
    void unknownBackend_isRefusedWithTheKnownOnes() {
        assertRefused(count("--backend", "solr"), "--backend 'solr'; accepted: lucene, opensearch");
        assertRefused(
                in(Map.of("SHELFMARK_BACKEND", "Lucene")),
                "$SHELFMARK_BACKEND is 'Lucene'; accepted: lucene, opensearch");
    }

    @Test
    void clusterWithoutAnAddress_isRefused() {
        String reason = "--backend opensearch needs the address of a cluster: --opensearch-url URL, or"
                + " $SHELFMARK_OPENSEARCH_URL";
        assertRefused(count("--backend", "opensearch"), reason);
        assertRefused(in(Map.of("SHELFMARK_BACKEND", "opensearch")), reason);
        assertRefused(count("--opensearch-url", ""), reason);
    }

    @Test
    void address_meansTheCluster() {
        assertThat(count("--opensearch-url", NOWHERE).err()).startsWith(AWAY);
        assertThat(in(Map.of("SHELFMARK_OPENSEARCH_URL", NOWHERE)).err()).startsWith(AWAY);
    }

    @Test
    void plainCount_isOfTheClusterToo() {
        CommandRun run = CommandRun.in(Map.of("SHELFMARK_OPENSEARCH_URL", NOWHERE), "count", "owner:alice");

        assertThat(run.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).startsWith(AWAY);
    }

    @Test
    void commandLine_decidesBeforeTheEnvironment() {
        String index = directory.resolve("none").toString();
        Map<String, String> cluster = Map.of("SHELFMARK_BACKEND", "opensearch", "SHELFMARK_OPENSEARCH_URL", NOWHERE);

        assertThat(in(cluster, "--backend", "lucene", "--index", index).err())
                .startsWith("shelfmark: no index in '" + index + "'");
        assertThat(in(Map.of("SHELFMARK_BACKEND", "lucene", "SHELFMARK_OPENSEARCH_URL", NOWHERE), "--index", index)
                        .err())
                .startsWith("shelfmark: no index in '" + index + "'");
        assertThat(in(Map.of("SHELFMARK_BACKEND", "lucene"), "--opensearch-url", NOWHERE)
                        .err())
                .startsWith(AWAY);
        assertThat(in(Map.of("SHELFMARK_SERVER", "http://127.0.0.1:2"), "--opensearch-url", NOWHERE)
                        .err())
                .startsWith(AWAY);
        assertThat(in(Map.of("SHELFMARK_SERVER", NOWHERE, "SHELFMARK_BACKEND", "opensearch"))
                        .err())
                .startsWith("shelfmark: no answer from a server at " + NOWHERE);
    }

    @Test
    void optionsOfACluster_withoutOne_areRefused() {
        assertRefused(
                count("--opensearch-prefix", "x", "--opensearch-user", "y"),
                "--opensearch-user, --opensearch-prefix: no cluster is asked; add --opensearch-url URL");
        assertRefused(
                count("--backend", "lucene", "--opensearch-url", NOWHERE),
                "--opensearch-url: --backend lucene asks no cluster; leave out one or the other");
        assertRefused(
                count("--records-from", "ap1=http://ap1:8642"),
                "--records-from: without a cluster records are read from archives and vault; leave it out, or add"
                        + " --opensearch-url URL");
    }

    @Test
    void serverAndCluster_contradictEachOther() {
        assertRefused(
                count("--server", NOWHERE, "--opensearch-url", NOWHERE, "--backend", "opensearch"),
                "--server asks a server, which knows where its jobs are: leave out --backend, --opensearch-url");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x:9200", "http://", "http://x:9200?a=b", "http://x/#y", "http://a b"})
    void noAddress_isRefused(String url) {
        assertRefused(
                count("--opensearch-url", url),
                "--opensearch-url '" + url + "'; accepted: https://search1:9200, several with commas between them");
    }

    @Test
    void secondAddress_isCheckedToo() {
        assertThat(count("--opensearch-url", "x:9200,ftp://y").err()).contains("'ftp://y'; accepted: ");
        assertThat(in(Map.of("SHELFMARK_OPENSEARCH_URL", "x:9200,,y")).err())
                .startsWith("shelfmark: $SHELFMARK_OPENSEARCH_URL ''; accepted: ");
    }

    @Test
    void password_isNeverTakenFromTheCommandLineNorShown() {
        assertRefused(
                count("--opensearch-url", "https://admin:geheim@search:9200"),
                "--opensearch-url holds a name or a password, which others can see; accepted: --opensearch-user NAME with"
                        + " --opensearch-password-file FILE");
    }

    @Test
    void nameOrPasswordAlone_isRefused() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), "geheim\n");
        assertRefused(
                count("--opensearch-url", NOWHERE, "--opensearch-user", "shelf"),
                "there is no password for 'shelf' at the cluster; add --opensearch-password-file FILE or"
                        + " $SHELFMARK_OPENSEARCH_PASSWORD");
        assertRefused(
                count("--opensearch-url", NOWHERE, "--opensearch-password-file", password.toString()),
                "there is a password for the cluster, but no name; add --opensearch-user NAME or"
                        + " $SHELFMARK_OPENSEARCH_USER");
        assertRefused(
                in(
                        Map.of("SHELFMARK_OPENSEARCH_PASSWORD", "geheim"),
                        "--opensearch-url",
                        NOWHERE,
                        "--opensearch-user",
                        "a:b"),
                "--opensearch-user 'a:b'; accepted: a name without a colon");
    }

    @Test
    void passwordFile_mustHaveAPassword() throws IOException {
        Path none = directory.resolve("none");
        Path empty = Files.writeString(directory.resolve("empty"), "\ngeheim\n");
        Path bytes = Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xC3, '\n'});
        assertRefused(password(none), "--opensearch-password-file '" + none + "' cannot be read: no such file");
        assertRefused(
                password(empty),
                "--opensearch-password-file '" + empty
                        + "' has an empty first line; accepted: a file whose first line is the password");
        assertRefused(password(bytes), "--opensearch-password-file '" + bytes + "' is no text in UTF-8");
    }

    private static CommandRun password(Path file) {
        return count(
                "--opensearch-url",
                NOWHERE,
                "--opensearch-user",
                "shelf",
                "--opensearch-password-file",
                file.toString());
    }

    @Test
    void certificates_mustBeThereAndOfUse() throws IOException {
        Path none = directory.resolve("none");
        Path text = Files.writeString(directory.resolve("text"), "no certificate\n");
        assertRefused(
                count("--opensearch-url", NOWHERE, "--opensearch-ca", text.toString()),
                "--opensearch-ca is for nodes at https:// addresses; there is none");
        assertRefused(
                count("--opensearch-url", "https://127.0.0.1:1", "--opensearch-ca", none.toString()),
                "--opensearch-ca '" + none + "' cannot be read: no such file");
        CommandRun run = count("--opensearch-url", "https://127.0.0.1:1", "--opensearch-ca", text.toString());
        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("shelfmark: --opensearch-ca '" + text + "' ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Shelf", "-x", "_x", "a*", "a b", "a,b", "a/b", "x-jobs", "a-jobs-b", "ä", ".", ""})
    void prefixThatIndicesCannotHave_isRefused(String prefix) {
        assertRefused(
                count("--opensearch-url", NOWHERE, "--opensearch-prefix", prefix),
                "--opensearch-prefix '" + prefix
                        + "'; accepted: up to 100 lower-case letters, digits, '-', '_' and '.',"
                        + " beginning with a letter or digit, without '-jobs'");
    }

    @ParameterizedTest
    @CsvSource({
        "ap1, accepted: the name of an access point",
        "=http://x, accepted: the name of an access point",
        "ap1=ftp://x, accepted: http://127.0.0.1:8642"
    })
    void placeOfRecordsThatIsNone_isRefused(String place, String accepted) {
        CommandRun run = count("--opensearch-url", NOWHERE, "--records-from", place);

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("shelfmark: --records-from '" + place + "'; " + accepted);
    }

    @Test
    void twoPlacesOfTheSameRecords_areRefused() {
        assertRefused(
                count("--opensearch-url", NOWHERE, "--records-from", "a=x", "--records-from", "a=y"),
                "--records-from names two places for 'a'; accepted: one");
    }

    @Test
    void whatNeedsAnIndexDirectory_isRefusedByName() {
        String whole =
                "verify: the jobs of a cluster cannot be compared with their archives; --backend lucene works on the"
                        + " index directory";
        assertRefused(CommandRun.in(Map.of("SHELFMARK_OPENSEARCH_URL", NOWHERE), "verify"), whole);
        assertRefused(CommandRun.of("verify", "--opensearch-url", NOWHERE), whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "unarchive"})
    void archivingFromADirectoryThatShipsNothing_isRefused(String command, @TempDir Path directory) {
        assertRefused(
                CommandRun.of(command, "x", "--opensearch-url", NOWHERE, "--index", directory.toString()),
                command + ": '" + directory
                        + "' ships nothing to a cluster; accepted: the index directory of the machine"
                        + " that ships the archives, where their records are");
    }

    @Test
    void serverThatShips_hasNoSizeToKeepTo() {
        assertRefused(
                CommandRun.of(
                        "serve",
                        "--opensearch-url",
                        NOWHERE,
                        "--max-index",
                        "5GB",
                        "--allow-archiving",
                        directory.resolve("history").toString()),
                "--max-index: a cluster has no size that archiving keeps to; accepted: --archive-older-than,"
                        + " --allow-archiving");
    }

    @Test
    void serverThatOnlyReads_ships_nothing() {
        assertRefused(
                CommandRun.of("serve", "--read-only", "--opensearch-url", NOWHERE, "--no-vault", "/h"),
                "--read-only indexes nothing: leave out HISTORY, --no-vault");
    }

    @Test
    void historyOfACluster_isAskedThere() {
        CommandRun run = CommandRun.of("history", "--opensearch-url", NOWHERE, "-limit", "1");

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith(AWAY);
        assertThat(CommandRun.of("history", "--backend", "x").err())
                .isEqualTo("shelfmark: --backend 'x'; accepted: lucene, opensearch\n");
        assertThat(CommandRun.of("history", "-file", "x", "--opensearch-url", NOWHERE)
                        .err())
                .isEqualTo("shelfmark: -file and -search read files; leave out --opensearch-url\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"count", "search", "status", "files", "fields", "facets --by owner", "show 1.0", "submissions"})
    void clusterThatIsAway_isSaidWithACodeOfItsOwn(String command) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        words.addAll(List.of("--opensearch-url", NOWHERE));
        CommandRun run = CommandRun.of(words.toArray(String[]::new));

        assertThat(run.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(AWAY).hasLineCount(1);
    }

    @Test
    void indexingIntoAClusterThatIsAway_makesNothing() throws IOException {
        Path history = Files.writeString(directory.resolve("history"), "");
        Path index = directory.resolve("index");
        CommandRun run =
                CommandRun.of("index", "--opensearch-url", NOWHERE, "--index", index.toString(), history.toString());

        assertThat(run.code()).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(run.err()).startsWith(AWAY);
        assertThat(index).doesNotExist();
    }
}
