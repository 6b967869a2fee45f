package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.VaultSettings;
import org.shelfmark.search.SearchException;
import picocli.CommandLine;

class IndexingOptionsTest {
    private static final IngestSettings CYCLES = new IngestSettings(3, 5L << 20, Duration.ZERO, ZoneOffset.UTC);
    private static final List<Path> HISTORIES = List.of(Path.of("/spool/history"));

    private static IndexingPlan parse(String... words) {
        IndexingOptions options = new IndexingOptions();
        CommandLine.populateCommand(options, words);
        return options.plan(HISTORIES, CYCLES, false);
    }

    @Test
    void nothingGiven_isTheDefaults() {
        assertThat(parse())
                .isEqualTo(new IndexingPlan(
                        new ArchiveRequest(HISTORIES, Optional.empty()), CYCLES, VaultSettings.DEFAULT, false));
    }

    @Test
    void everythingGiven_isTakenOver() {
        assertThat(parse("--source", "ap1", "--vault", "/big/vault", "--vault-size", "200GB", "--follow-links"))
                .isEqualTo(new IndexingPlan(
                        new ArchiveRequest(HISTORIES, Optional.of("ap1")),
                        CYCLES,
                        new VaultSettings(true, Optional.of(Path.of("/big/vault")), OptionalLong.of(214_748_364_800L)),
                        true));
    }

    @Test
    void noVault_isNoVault() {
        assertThat(parse("--no-vault").vault()).isEqualTo(VaultSettings.NONE);
    }

    @ParameterizedTest
    @CsvSource({
        "1B, 1",
        "512kb, 524288",
        "3MB, 3145728",
        "1.5 GB, 1610612736",
        "2tb, 2199023255552",
        "8388607TB, 9223370937343148032"
    })
    void size_isInUnitsOf1024(String text, long bytes) {
        assertThat(parse("--vault-size", text).vault().maxBytes()).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0GB",
                "0.1B",
                "-5GB",
                "200",
                "GB",
                "5PB",
                "1e3MB",
                "8388608TB",
                "99999999999999999999B",
                "",
                "５GB"
            })
    void impossibleSize_isRefusedWithWhatIsAccepted(String text) {
        assertThatThrownBy(() -> parse("--vault-size", text))
                .isInstanceOf(CommandLine.ParameterException.class)
                .hasMessageContaining(
                        "'" + text
                                + "'; accepted: a number above 0 with a unit (B, KB, MB, GB or TB, of 1024), for example 200GB");
    }

    @Test
    void contradiction_isRefused() {
        assertThatThrownBy(() -> parse("--no-vault", "--vault", "/v"))
                .isInstanceOf(SearchException.class)
                .hasMessage("--no-vault and --vault contradict each other; give one of them");
        assertThatThrownBy(() -> parse("--no-vault", "--vault-size", "1GB"))
                .hasMessage("--no-vault and --vault-size contradict each other; give one of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"index", "serve"})
    void contradiction_isAUsageErrorOfBothCommands(String command) {
        CommandRun run = CommandRun.of(command, "--no-vault", "--vault", "/v", "/nowhere/history");

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("contradict each other");
        assertThat(CommandRun.of(command, "--vault-size", "much", "/nowhere/history")
                        .code())
                .isEqualTo(ExitCode.USAGE);
    }
}
