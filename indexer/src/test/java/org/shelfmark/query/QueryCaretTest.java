package org.shelfmark.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In the texts, {@code |} stands for the caret. */
class QueryCaretTest {
    private static QueryCaret.Place at(String marked) {
        int caret = marked.indexOf('|');
        return QueryCaret.find(marked.substring(0, caret) + marked.substring(caret + 1), caret);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "|; '' ; 0; 0; false",
                "o|; o; 0; 1; false",
                "ow|n; ow; 0; 3; false",
                "ow|ner:alice; ow; 0; 5; true",
                "|owner:alice; '' ; 0; 5; true",
                "owner|:alice; owner; 0; 5; true",
                "exit:0 |; '' ; 7; 7; false",
                "exit:0 ow|; ow; 7; 9; false",
                "exit:0 -ow|; ow; 8; 10; false",
                "exit:0 NOT ow|; ow; 11; 13; false",
                "exit:0 OR|; OR; 7; 9; false",
                "exit:0 OR |; '' ; 10; 10; false",
                "(|; '' ; 1; 1; false",
                "(ow|; ow; 1; 3; false",
                "(exit:0)ow|; ow; 8; 10; false",
                "-|; '' ; 1; 1; false",
                "exit:0  |  owner:a; '' ; 8; 8; false",
                "ow|'s; ow; 0; 2; false",
            })
    void name_isFound(String marked, String prefix, int from, int to, boolean colonFollows) {
        assertThat(at(marked)).isEqualTo(new QueryCaret.Name(prefix.strip(), from, to, colonFollows));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "owner:|; owner; ``; 6; 6",
                "owner:al|; owner; al; 6; 8",
                "owner:a|l; owner; a; 6; 8",
                "owner:bob,al|; owner; al; 10; 12",
                "owner:b|ob,al; owner; b; 6; 9",
                "owner:bob,|; owner; ``; 10; 10",
                "(exit:0 OR owner:al|) x; owner; al; 17; 19",
                "batch:\"night r|un\" x; batch; night r; 6; 17",
                "batch:\"night r|; batch; night r; 6; 14",
                "batch:\"say \\\"hi|; batch; say \"hi; 6; 15",
                "batch:night\\ r|; batch; night r; 6; 14",
                "batch:a\\*b|; batch; a*b; 6; 10",
                "batch:f(x)|; batch; f(x); 6; 10",
                "batch:\"a\"|; batch; a; 6; 9",
                "batch:a\\|; batch; a; 6; 8",
                "My.Attr_1:x|; My.Attr_1; x; 10; 11",
            })
    void value_isFound(String marked, String name, String prefix, int from, int to) {
        assertThat(at(marked)).isInstanceOfSatisfying(QueryCaret.Value.class, value -> {
            assertThat(value.name()).isEqualTo(name);
            assertThat(value.prefix()).isEqualTo(prefix);
            assertThat(value.from()).isEqualTo(from);
            assertThat(value.to()).isEqualTo(to);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "owner:al*|",
                "owner:a?l|",
                "memory:>1|",
                "memory:<1|",
                "memory:[1|",
                "\"owner|",
                "12|",
                "it's|",
                "*|",
                "a*b|"
            })
    void whatCannotBeGoneOnWith_isElsewhere(String marked) {
        assertThat(at(marked)).isEqualTo(QueryCaret.Elsewhere.INSTANCE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "exit:0 owner:al|; `exit:0  * `",
                "owner:al| exit:0; ` *  exit:0`",
                "exit:0 -owner:al|; `exit:0  * `",
                "exit:0 NOT owner:al| x; `exit:0  *  x`",
                "a OR owner:bob,al|; `a OR  * `",
                "owner:\"al| exit:0; ` *  exit:0`",
                "(a owner:al|) x; `(a  * ) x`",
            })
    void others_haveAnythingInPlaceOfTheClause(String marked, String first) {
        assertThat(at(marked))
                .isInstanceOfSatisfying(
                        QueryCaret.Value.class,
                        value -> assertThat(value.others().get(0)).isEqualTo(first));
    }

    @Test
    void othersOfOpenGroups_areClosed() {
        assertThat(at("x ((exit:0 owner:al|"))
                .isInstanceOfSatisfying(
                        QueryCaret.Value.class,
                        value -> assertThat(value.others())
                                .containsExactly("x ((exit:0  * ", "x ((exit:0  * ))", "x ((exit:0  * ))"));
    }

    @ParameterizedTest
    @CsvSource({"-(exit:0 owner:al|)", "NOT (exit:0 (owner:al|"})
    void negatedGroup_saysNothingOfTheOthers(String marked) {
        assertThat(at(marked))
                .isInstanceOfSatisfying(
                        QueryCaret.Value.class,
                        value -> assertThat(value.others()).isEmpty());
    }

    @Test
    void anyText_hasSomePlaceWithinIt() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> pieces = List.of(
                "owner", ":", "\"", "\\", "(", ")", "-", " ", ",", "[", "]", " TO ", "*", "AND", "OR ", "NOT ", "a",
                "😀", "is:", "..", ">", "!");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int piece = random.nextInt(12); piece > 0; piece--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            int caret = random.nextInt(text.length() + 1);
            QueryCaret.Place place = QueryCaret.find(text.toString(), caret);
            int from = switch (place) {
                case QueryCaret.Name name -> name.from();
                case QueryCaret.Value value -> value.from();
                case QueryCaret.Elsewhere elsewhere -> caret;
            };
            int to = switch (place) {
                case QueryCaret.Name name -> name.to();
                case QueryCaret.Value value -> value.to();
                case QueryCaret.Elsewhere elsewhere -> caret;
            };
            assertThat(0 <= from && from <= caret && caret <= to && to <= text.length())
                    .as("seed %d, '%s' at %d: %s", seed, text, caret, place)
                    .isTrue();
        }
    }
}
