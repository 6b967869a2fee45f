package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;

/** Up to the documented limits a query is answered; beyond them, and whatever its text, it is refused in words. */
@TestInstance(Lifecycle.PER_CLASS)
class QueryLimitsTest {
    private SearchShelf shelf;

    @BeforeAll
    void index(@TempDir Path directory) throws IOException {
        shelf = SearchShelf.of(
                directory,
                SmallRecords.record(7, 0, "MyInt = 7", "JobBatchName = \"7\"", "MyText = \"a7x\""),
                SmallRecords.record(8, 0, "ExitSignal = \"odd\""));
    }

    @AfterAll
    void close() throws IOException {
        shelf.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "cluster:# => 2",
                "proc:# => 0",
                "exit:# => 0",
                "signal:# => 0",
                "MyInt:# => 1",
                "batch:# => 1",
                "batch:x# => 0",
                "MyText:a#x => 1",
                "id:#.0 => 2",
                "id:# => 2",
                "source:ap#.pool.test => 2",
                "MyInt:>1# => 0"
            })
    void thousandAlternatives_areAnswered(String clause, long expected) throws IOException {
        int colon = clause.indexOf(':') + 1;
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= 1000 && String.join(",", values).length() < 19_000; i++) {
            values.add(clause.substring(colon).replaceFirst("#(?!#)", Integer.toString(i)));
        }
        String query = clause.substring(0, colon) + String.join(",", values);
        assertThat(shelf.count(query)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "cluster:# => 2",
                "exit:# => 0",
                "signal:# => 0",
                "MyInt:# => 1",
                "MyInt:\"#\" => 0",
                "id:#.0 => 2",
                "x# => 0",
                "MyText:*#x => 1",
                "(is:ok cluster:#) => 2",
                "(cluster:# ran:2026) => 0"
            })
    void manyConditions_areAnswered(String condition, long expected) throws IOException {
        StringBuilder either = new StringBuilder();
        for (int i = 1; i <= 480 && either.length() + condition.length() < 19_900; i++) {
            String each = condition.replace("#", Integer.toString(i));
            either.append(i == 1 ? "" : " OR ").append(each);
        }
        assertThat(shelf.count(either.toString())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit:#", "MyInt:#", "id:#.0", "x#"})
    void manyNegatedConditions_areAnswered(String condition) throws IOException {
        StringBuilder none = new StringBuilder();
        for (int i = 100; i < 580; i++) {
            none.append('-').append(condition.replace("#", Integer.toString(i))).append(' ');
        }
        assertThat(shelf.count(none.toString())).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runtime:1h",
                "runtime:>1h",
                "runtime:1.",
                "memory:9",
                "exit:9",
                "exit:1e",
                "completed:-1d",
                "batch:a*",
                "batch:?",
                "a",
                "\\*",
                "id:1",
                "id:1.",
                "a(",
                "a\\ b\\ ",
                "owner:\\a",
                "owner:😀",
                "iwd:a..",
                "MyInt:1h",
                "MyText:ab?"
            })
    void longestValue_isAnsweredOrRefusedInWords(String text) throws IOException {
        int colon = text.indexOf(':') + 1;
        String query = text + text.substring(colon).repeat((19_990 - text.length()) / (text.length() - colon));
        try {
            assertThat(shelf.count(query)).isNotNegative();
        } catch (SearchException refused) {
            assertThat(refused.kind()).isEqualTo(SearchException.Kind.BAD_QUERY);
        }
    }
}
