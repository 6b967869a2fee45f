package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CommandGroupsTest {
    @Test
    void everyCommand_standsUnderAHeadingOnce() {
        String help = CommandRun.of("--help").out();

        assertThat(help)
                .containsSubsequence(
                        "\nLook for jobs:\n",
                        "  search ",
                        "Look at many jobs together:\n",
                        "  facets ",
                        "Read archives:\n",
                        "  index ",
                        "Look after the index:\n",
                        "  status ",
                        "\nExit codes: ")
                .doesNotContain("Other commands");
        for (String command : UsageTest.names()) {
            assertThat(help.lines().filter(line -> line.startsWith("  " + command + " ")))
                    .hasSize(1);
        }
    }
}
