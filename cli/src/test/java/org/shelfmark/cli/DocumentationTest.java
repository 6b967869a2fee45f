package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.shelfmark.sample.SampleArchive;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The documents name every command, option and decision there is, and no command that there is not. */
class DocumentationTest {
    private static final Path DOCS =
            SampleArchive.find().directory().resolve("..").normalize();

    private final CommandLine commandLine = Main.commandLine(new Console(
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
            false,
            Map.of(),
            InstantSource.fixed(Instant.EPOCH),
            ZoneOffset.UTC));

    @Test
    void commands_areThoseOfTheDocument() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher row = Pattern.compile("(?m)^\\| `([a-z]+)").matcher(text("command-line.md"));
        while (row.find()) {
            documented.add(row.group(1));
        }
        Set<String> existing = new TreeSet<>(commandLine.getSubcommands().keySet());
        // the launcher has it, from the test classes of a source checkout
        existing.add("generate");

        assertThat(documented).isEqualTo(existing);
    }

    @Test
    void everyOption_isInTheDocument() throws IOException {
        String document = text("command-line.md");
        for (CommandLine command : commandLine.getSubcommands().values()) {
            for (OptionSpec option : command.getCommandSpec().options()) {
                if (!Set.of("--help", "--version").contains(option.longestName())) {
                    boolean named = false;
                    for (String name : option.names()) {
                        named |= document.contains(name);
                    }
                    assertThat(named)
                            .as("%s %s", command.getCommandName(), option.longestName())
                            .isTrue();
                }
            }
        }
    }

    @Test
    void everyDecision_isInTheListOfDecisions() throws IOException {
        String list = text("decisions/README.md");
        try (var pages = Files.list(DOCS.resolve("decisions"))) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .isNotEmpty()
                    .allMatch(list::contains);
        }
    }

    @Test
    void everyLinkOfTheReadme_leadsSomewhere() throws IOException {
        Path root = DOCS.resolve("..").normalize();
        Matcher link = Pattern.compile("\\]\\(([^)#]+)\\)").matcher(Files.readString(root.resolve("README.md")));
        int links = 0;
        while (link.find()) {
            links++;
            assertThat(root.resolve(link.group(1))).exists();
        }
        assertThat(links).isGreaterThan(5);
    }

    @Test
    void everyTestThatADocumentNames_exists() throws IOException {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> files = Files.walk(DOCS.resolve("..").normalize())) {
            for (Path file : files.filter(path -> path.toString().matches(".*/src/test/java/.*Test\\.java"))
                    .toList()) {
                tests.merge(String.valueOf(file.getFileName()), Files.readString(file), String::concat);
            }
        }
        Matcher named = Pattern.compile("`([A-Z]\\w+Test)\\.(\\w+)`").matcher(text("archiving.md"));
        int found = 0;
        while (named.find()) {
            found++;
            assertThat(tests.getOrDefault(named.group(1) + ".java", ""))
                    .as(named.group())
                    .contains(" " + named.group(2) + "(");
        }
        assertThat(found).isGreaterThan(10);
    }

    private static String text(String document) throws IOException {
        return Files.readString(DOCS.resolve(document));
    }
}
