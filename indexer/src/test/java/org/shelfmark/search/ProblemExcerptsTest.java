package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;

/** The bytes of records that could not be understood, as they are shown. */
final class ProblemExcerptsTest {
    private static final String GOOD =
            "Owner = \"alice\"\nArguments = \"-x\"\nIwd = \"/home\"\nClusterId = 1\nProcId = 0\n"
                    + SmallRecords.banner(1, 0);

    private static final String IDS = "ClusterId = 2\nProcId = 0\n";

    private static final String DAMAGED = """
        Owner = "alice"
        Environment = "A=HUSH"
        Iwd = "/home"
        ClusterId = 2
        ProcId = 0
        """;

    @TempDir
    private Path directory;

    /** A shelf with the good record and one with these lines, a byte for each character. */
    private SearchShelf shelf(String lines) throws IOException {
        SearchShelf shelf = new SearchShelf(directory);
        append(shelf, GOOD + lines + "ClusterId = 2\nProcId = 0\n" + SmallRecords.banner(2, 0));
        shelf.index();
        return shelf;
    }

    private static void append(SearchShelf shelf, String bytes) throws IOException {
        Files.write(
                shelf.file("history"),
                bytes.getBytes(StandardCharsets.ISO_8859_1),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    private static Responses.Problem problem(SearchShelf shelf, boolean withSecrets) throws IOException {
        List<Responses.Problem> problems =
                shelf.search(withSecrets).files(new Requests.Files(true)).problems();
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private String excerpt(String lines, boolean withSecrets) throws IOException {
        try (SearchShelf shelf = shelf(lines)) {
            Responses.Problem problem = problem(shelf, withSecrets);
            assertThat(problem.noExcerpt()).isNull();
            return String.valueOf(problem.excerpt());
        }
    }

    @Test
    void hostileBytes_areEscaped() throws IOException {
        assertThat(excerpt(
                        "Owner = \"alice\"\n\0\1\tevil \u00e2\u0080\u00ae<script>\\\u00ff\u00c3\u00a9\u007f\r\n", true))
                .startsWith("Owner = \"alice\"\n\\x00\\x01\\x09evil \\xE2\\x80\\xAE<script>\\\\\\xFF\u00e9\\x7F\\x0D\n"
                        + IDS + "*** ");
    }

    @Test
    void withoutSecrets_whatCouldBeReadOfADoubtfulLineIsLeftOut() throws IOException {
        assertThat(excerpt("Owner = \"alice\"\nEnviron\0ment = HUSH\n", false))
                .isEqualTo("Owner = \"alice\"\n(7 bytes left out)\\x00(11 bytes left out)\n"
                        + IDS + "("
                        + (SmallRecords.banner(2, 0).length() - 1)
                        + " bytes left out)\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Environment = \"A=HUSH\"\n\0\n",
                "Environment = \"A=HUSH\nOwner = HUSH\n\0\n",
                "Environment = A=HUSH\nIwd = HUSH\"\n",
                "Env\nironment = \"HUSH\"\n",
                "Post\nArguments = \"HUSH\"\n",
                "Envirunment = \"HUSH\"\n\0\n",
                "Iwd = \"/homEnvironment = \"HUSH\"\n",
                "Iwd = \"/homEnvironment = HUSH\"\n\0\n",
                "Iwd = \"/hom\nEnv = HUSH; B=HUSH\nOwner = HUSH\"\n\0\n",
                "\u00ff\u00feEnv=\"HUSH\"\n",
                "  ENV  = \"HUSH\n",
                "\0 HUSH\n"
            })
    void secretOfADamagedRecord_isNotShown(String lines) throws IOException {
        assertThat(excerpt(lines, false)).doesNotContain("HUSH");
    }

    @Test
    void secretsMayBeSeen_wholeLinesAreShown() throws IOException {
        assertThat(excerpt("Environment = \"A=HUSH\"\n\0\n", true)).startsWith("Environment = \"A=HUSH\"\n\\x00\n");
    }

    @Test
    void lineOfASecret_isCounted() throws IOException {
        assertThat(excerpt("Environment = \"A=HUSH\"\n\0\n", false))
                .startsWith("(line of 23 bytes left out)\n\\x00\nClusterId = 2\n");
    }

    @Test
    void longRecord_partAroundTheTroubleIsShown() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            lines.append("A").append(i).append(" = ").append(i).append('\n');
        }
        int trouble = GOOD.length() + lines.length() + "Owner = \"x".length();
        try (SearchShelf shelf = shelf(lines + "Owner = \"x\0y\"\n" + lines)) {
            Responses.Problem problem = problem(shelf, true);
            assertThat(problem.excerptFrom()).isEqualTo(trouble - 150);
            assertThat(problem.excerpt())
                    .contains("A499 = 499\nOwner = \"x\\x00y\"\nA0 = 0\n")
                    .hasSize(400 + 3);
        }
    }

    @Test
    void valueThatIsNoExpression_partAroundItsByteIsShown() throws IOException {
        String name = "x".repeat(1000);
        assertThat(excerpt("Owner = \"" + name + "\" boo\n", true))
                .contains("x\" boo\n")
                .startsWith("xxx");
    }

    @Test
    void fragmentOfARecord_itsBeginningIsShown() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            append(
                    shelf,
                    GOOD + "Owner = \"al" + "Owner = \"bob\"\nClusterId = 2\nProcId = 0\n" + SmallRecords.banner(2, 0));
            shelf.index();
            assertThat(shelf.search().files(new Requests.Files(true)).problems())
                    .allSatisfy(problem -> assertThat(problem.excerpt()).startsWith("Owner = \"al"));
        }
    }

    @Test
    void fileIsGone_reasonStandsInTheExcerptsPlace() throws IOException {
        try (SearchShelf shelf = shelf("\0\n")) {
            Files.delete(shelf.file("history"));
            Responses.Problem problem = problem(shelf, true);
            assertThat(problem.excerpt()).isNull();
            assertThat(problem.excerptFrom()).isNull();
            assertThat(problem.noExcerpt())
                    .isEqualTo("the bytes are gone: neither the archive nor the vault has them any more");
        }
    }

    @Test
    void fileIsInTheVaultOnly_excerptIsFromThere() throws IOException {
        try (RolledUpShelf shelf = new RolledUpShelf(directory, ZoneOffset.UTC)) {
            shelf.append(GOOD + "\0\n" + SmallRecords.banner(2, 0));
            shelf.index();
            shelf.rotate();
            shelf.index();
            shelf.deleteRotated();
            List<Responses.Problem> problems =
                    shelf.search().files(new Requests.Files(true)).problems();
            assertThat(problems).hasSize(1);
            assertThat(problems.getFirst().excerpt()).startsWith("\\x00\n*** ");
        }
    }

    @Test
    void otherBytesStandThereNow_areNotShown() throws IOException {
        try (SearchShelf shelf = shelf("Owner = \"x\0y\"\n")) {
            try (RandomAccessFile file =
                    new RandomAccessFile(shelf.file("history").toFile(), "rw")) {
                file.seek(GOOD.length() + "Owner = \"x".length());
                file.write('z');
            }
            Responses.Problem problem = problem(shelf, true);
            assertThat(problem.excerpt()).isNull();
            assertThat(problem.noExcerpt()).isEqualTo("what stands there now is not this record");
        }
    }

    @Test
    void manyProblems_firstHundredHaveExcerpts() throws IOException {
        try (SearchShelf shelf = new SearchShelf(directory)) {
            append(shelf, GOOD);
            for (int i = 0; i < 103; i++) {
                append(shelf, "\0\n" + SmallRecords.banner(i, 0));
            }
            shelf.index();
            List<Responses.Problem> problems =
                    shelf.search().files(new Requests.Files(true)).problems();
            assertThat(problems).hasSize(103);
            assertThat(problems.subList(0, 100))
                    .allSatisfy(problem -> assertThat(problem.excerpt()).isNotNull());
            assertThat(problems.subList(100, 103))
                    .allSatisfy(problem ->
                            assertThat(problem.noExcerpt()).isEqualTo("only the first 100 problems have an excerpt"));
        }
    }

    /** Whatever bytes are damaged, and however, the secret is never shown, nor anything that does not print. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomDamage_secretIsNotShown(long seed) throws IOException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (SearchShelf shelf = new SearchShelf(directory)) {
            append(shelf, GOOD);
            for (int i = 0; i < 300; i++) {
                StringBuilder record = new StringBuilder(DAMAGED);
                for (int damage = random.nextInt(4); damage >= 0; damage--) {
                    int at = random.nextInt(record.length());
                    int hush = record.indexOf("HUSH");
                    if (hush < 0 || at < hush || at > hush + 3) {
                        switch (random.nextInt(3)) {
                            case 0 -> record.setCharAt(at, (char) random.nextInt(256));
                            case 1 -> record.insert(at, "\0\n\"\u00ff=".charAt(random.nextInt(5)));
                            default -> record.deleteCharAt(at);
                        }
                    }
                }
                append(
                        shelf,
                        record + (record.charAt(record.length() - 1) == '\n' ? "" : "\n") + SmallRecords.banner(2, i));
            }
            shelf.index();
            List<Responses.Problem> problems =
                    shelf.search(false).files(new Requests.Files(true)).problems();
            assertThat(problems).hasSizeGreaterThan(20);
            for (Responses.Problem problem : problems) {
                if (problem.excerpt() != null) {
                    assertThat(problem.excerpt()).as("seed %d", seed).doesNotContain("HUSH");
                    assertThat(problem.excerpt().chars()).allMatch(c -> c == '\n' || (c >= ' ' && c != 0x7F));
                }
            }
        }
    }
}
