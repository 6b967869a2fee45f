package org.shelfmark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.lucene.queryparser.flexible.core.nodes.AndQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.MatchAllDocsQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.OrQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trees as text: {@code and( )}, {@code or( )}, {@code not( )}; a backslash before each literal character. */
class QuerySyntaxTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                // structure
                "`` => all",
                "`   ` => all",
                "* => *",
                "a:1 => a:1",
                "a:1 b:2 => and(a:1, b:2)",
                "a:1 AND b:2 => and(a:1, b:2)",
                "a:1 AND b:2 c:3 => and(a:1, b:2, c:3)",
                "a:1 OR b:2 => or(a:1, b:2)",
                "a:1 OR b:2 OR c:3 => or(a:1, b:2, c:3)",
                "a:1 b:2 OR c:3 d:4 => or(and(a:1, b:2), and(c:3, d:4))",
                "a:1 AND b:2 OR NOT c:3 => or(and(a:1, b:2), not(c:3))",
                "a:1 (b:2 OR c:3) => and(a:1, or(b:2, c:3))",
                "(a:1) => a:1",
                "((a:1 OR b:2)) c:3 => and(or(a:1, b:2), c:3)",
                "( a:1 ) => a:1",
                "(a:1)(b:2) => and(a:1, b:2)",
                "(a:1)AND(b:2) => and(a:1, b:2)",
                "a:1 OR(b:2) => or(a:1, b:2)",
                "NOT a:1 b:2 => and(not(a:1), b:2)",
                "NOT(a:1 b:2) => not(and(a:1, b:2))",
                "-a:1 => not(a:1)",
                "!a:1 => not(a:1)",
                "--a:1 => not(not(a:1))",
                "NOT -!a:1 => not(not(not(a:1)))",
                "-(a:1 OR b:2) => not(or(a:1, b:2))",
                "a:1 -b:2 OR !c:3 => or(and(a:1, not(b:2)), not(c:3))",
                "a:1\tb:2 => and(a:1, b:2)",
                // keywords are keywords only where a condition may begin, and only in capitals
                "a:OR => a:OR",
                "a:AND b:NOT => and(a:AND, b:NOT)",
                "or and not => and(or, and, not)",
                "ORacle ANDes NOTe => and(ORacle, ANDes, NOTe)",
                "\"OR\" => \"OR\"",
                "TO => TO",
                // values
                "cmd:foo(bar) => cmd:foo(bar)",
                "(cmd:foo(bar)) => cmd:foo(bar)",
                "(cmd:f(g(x))y b:2) => and(cmd:f(g(x))y, b:2)",
                "cmd:/usr/bin/env => cmd:/usr/bin/env",
                "x:a/b[c]{d}:e;f@g#h%i'j=k&l => x:a/b[c]{d}:e;f@g#h%i'j=k&l",
                "slot:slot1_2@e2045.example => slot:slot1_2@e2045.example",
                "id:ap40#1234.5 => id:ap40#1234.5",
                "1234.5 => 1234.5",
                "t:2026-10-01T12:30 => t:2026-10-01T12:30",
                "n:-7 => n:-7",
                "n:!x => n:!x",
                "a.b:1 => a.b:1",
                "MY.Owner:x => MY.Owner:x",
                "_a9:1 => _a9:1",
                "9a:1 => 9a:1",
                "exit:>=125 => exit:>=125",
                "a:b:c => a:b:c",
                "x-y:1 => x-y:1",
                "größe:1 => größe:1",
                "a:日本語 => a:日本語",
                "a:[b => a:[b",
                "a:[b] => a:[b]",
                "a:[b c:d] => and(a:[b, c:d])",
                // commas
                "a:1,2,3 => a:1|2|3",
                "a:1,\"2,3\",4 => a:1|\"2,3\"|4",
                "a:1\\,2 => a:1\\,2",
                "a,b => a,b",
                "a:>1,<0,5..6 => a:>1|<0|5..6",
                "a:f(1,2) => a:f(1|2)",
                // escapes and quotes
                "a:b\\ c => a:b\\ c",
                "a:\\* => a:\\*",
                "a:\\\\ => a:\\\\",
                "a:\\\"x\\\" => a:\\\"x\\\"",
                "a:x\\) => a:x\\)",
                "(a:x\\)) => a:x\\)",
                "a:\\(x => a:\\(x",
                "a:x\"y => a:x\"y",
                "\\-a => \\-a",
                "\\OR => \\OR",
                "\"night run\" => \"night run\"",
                "a:\"x y\" b => and(a:\"x y\", b)",
                "(a:\"x)\") => a:\"x)\"",
                "a:\"q \\\" b \\\\ n \\n *\" => a:\"q \" b \\ n \\n *\"",
                "a:\"\" => a:\"\"",
                // ranges
                "a:[1 TO 5] => a:1..5",
                "a:[ 1 TO 5 ] b:2 => and(a:1..5, b:2)",
                "a:[* TO 5] => a:..5",
                "a:[1 TO *] => a:1..",
                "a:[1 TO 5],9 => a:1..5|9",
                "a:[2026-10-01 TO 2026-10-03T12:00] => a:2026-10-01..2026-10-03T12:00",
                "[1 TO 5] => and([1, TO, 5])",
                // rejects: column and message
                "a: => 3! 'a:' without a value; has:a asks for any value, a:\"\" for the empty one",
                "b:1 a: c:2 => 7! 'a:' without a value; has:a asks for any value, a:\"\" for the empty one",
                "a:1, => 5! an empty alternative beside a comma; \"\" is the empty value",
                "a:,1 => 3! an empty alternative beside a comma; \"\" is the empty value",
                "a:1,,2 => 5! an empty alternative beside a comma; \"\" is the empty value",
                "(a:1 => 1! '(' without ')'",
                "b:2 (a:1 (c:3) => 5! '(' without ')'",
                "a:1) => 4! ')' without '('",
                "(a:1)) => 6! ')' without '('",
                ") => 1! found ')', expected a condition such as owner:alice",
                "() => 2! found ')', expected a condition such as owner:alice",
                "a:1 OR => 7! found the end, expected a condition such as owner:alice",
                "OR a:1 => 1! found 'OR', expected a condition such as owner:alice",
                "a:1 AND AND b:2 => 9! found 'AND', expected a condition such as owner:alice",
                "a:1 AND OR b:2 => 9! found 'OR', expected a condition such as owner:alice",
                "(a:1 OR) b => 8! found ')', expected a condition such as owner:alice",
                "NOT => 4! found the end after 'NOT', expected a condition such as owner:alice",
                "a:1 NOT => 8! found the end after 'NOT', expected a condition such as owner:alice",
                "- a:1 => 2! found ' ' after '-', expected a condition such as owner:alice",
                "a:\"x => 3! the quote is not closed",
                "a:1 \"x y => 5! the quote is not closed",
                "a:\"x\\\" => 3! the quote is not closed",
                "a:\"x\"y => 6! 'y' right behind a closing quote; expected a blank",
                "a:[ TO 5] => 3! a range needs both ends: [a TO b]; * leaves one open"
            })
    void text_becomesATree(String text, String expected) {
        assertThat(tree(text)).isEqualTo(expected);
    }

    @Test
    void backslashAtTheEnd_isRefused() {
        assertRefused("a:x\\", "a backslash at the end; write \\\\ for a backslash", 4);
    }

    @Test
    void nesting_hasALimit() {
        assertThat(tree("(".repeat(100) + "a" + ")".repeat(100))).isEqualTo("a");
        assertThat(tree("-".repeat(100) + "a")).startsWith("not(not(");
        assertRefused("(".repeat(101) + "a" + ")".repeat(101), "parentheses and negations nest deeper than 100", 102);
        assertRefused("-".repeat(101) + "a", "parentheses and negations nest deeper than 100", 102);
        assertRefused("NOT ".repeat(4000) + "a", "parentheses and negations nest deeper than 100", 405);
        assertRefused("(".repeat(19_000), "parentheses and negations nest deeper than 100", 102);
    }

    @Test
    void conditions_haveALimit() {
        assertThat(tree("a ".repeat(1000))).startsWith("and(a, a, ");
        assertRefused("a ".repeat(1001), "more than 1000 conditions", 2001);
        assertRefused("(a OR b) ".repeat(501), "more than 1000 conditions", 4502);
    }

    @Test
    void alternatives_haveALimit() {
        assertThat(tree("a:" + "1,".repeat(999) + "1")).endsWith("|1");
        assertRefused("a:" + "1,".repeat(1000) + "1", "more than 1000 alternatives", 2003);
    }

    @Test
    void characters_haveALimit() {
        assertThat(tree("x".repeat(20_000))).hasSize(20_000);
        assertRefused("x".repeat(20_001), "the query has 20001 characters; at most 20000", 20_001);
    }

    private static void assertRefused(String text, String message, int column) {
        assertThatThrownBy(() -> new QuerySyntax().parse(text, ""))
                .isInstanceOfSatisfying(
                        QueryException.class,
                        refused -> assertThat(refused.column()).isEqualTo(column))
                .hasMessage(message);
    }

    private static String tree(String text) {
        try {
            return shown(new QuerySyntax().parse(text, ""));
        } catch (QueryException refused) {
            return refused.column() + "! " + refused.getMessage();
        }
    }

    private static String shown(QueryNode node) {
        return switch (node) {
            case AndQueryNode and -> "and(" + shown(and.getChildren()) + ")";
            case OrQueryNode or -> "or(" + shown(or.getChildren()) + ")";
            case ModifierQueryNode not -> {
                assertThat(not.getModifier()).isEqualTo(ModifierQueryNode.Modifier.MOD_NOT);
                yield "not(" + shown(not.getChild()) + ")";
            }
            case ClauseNode clause -> shown(clause.clause());
            case MatchAllDocsQueryNode all -> "all";
            default -> throw new AssertionError("unexpected node " + node.getClass());
        };
    }

    private static String shown(List<QueryNode> nodes) {
        return nodes.stream().map(QuerySyntaxTest::shown).collect(Collectors.joining(", "));
    }

    private static String shown(Clause clause) {
        return clause.name().map(name -> name + ":").orElse("")
                + clause.alternatives().stream().map(QuerySyntaxTest::shown).collect(Collectors.joining("|"));
    }

    private static String shown(ValueText value) {
        if (value.quoted()) {
            return '"' + value.text() + '"';
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < value.text().length(); i++) {
            text.append(value.literal().get(i) ? "\\" : "").append(value.text().charAt(i));
        }
        return text.toString();
    }
}
