package org.shelfmark.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.queryparser.flexible.core.nodes.AndQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.MatchAllDocsQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.OrQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.parser.SyntaxParser;

/**
 * The grammar.
 *
 * <pre>
 * query  = [ or ]
 * or     = and { "OR" and }
 * and    = not { [ "AND" ] not }
 * not    = ( "NOT" | "-" | "!" ) not | "(" or ")" | clause
 * </pre>
 *
 * <p>Clauses are read by {@link ClauseReader}.
 */
final class QuerySyntax implements SyntaxParser {
    /** Deeper than anybody writes; shallow enough for the stack. */
    private static final int MAX_DEPTH = 100;

    private static final int MAX_CLAUSES = 1000;
    private static final int MAX_CHARS = 20_000;

    @Override
    public QueryNode parse(CharSequence query, CharSequence field) {
        String text = query.toString();
        if (text.length() > MAX_CHARS) {
            throw new QueryException(
                    MAX_CHARS + 1, "the query has " + text.length() + " characters; at most " + MAX_CHARS);
        }
        return new Run(text).parse();
    }

    private static final class Run {
        private final String text;
        private int at;
        private int clauses;

        Run(String text) {
            this.text = text;
        }

        QueryNode parse() {
            skipBlanks();
            if (at == text.length()) {
                return new MatchAllDocsQueryNode();
            }
            QueryNode node = parseOr(0);
            if (at < text.length()) {
                throw new QueryException(at + 1, "')' without '('");
            }
            return node;
        }

        private QueryNode parseOr(int depth) {
            List<QueryNode> nodes = new ArrayList<>();
            nodes.add(parseAnd(depth));
            while (skipKeyword("OR")) {
                nodes.add(parseAnd(depth));
            }
            return nodes.size() == 1 ? nodes.get(0) : new OrQueryNode(nodes);
        }

        private QueryNode parseAnd(int depth) {
            List<QueryNode> nodes = new ArrayList<>();
            nodes.add(parseNot(depth));
            while (true) {
                boolean and = skipKeyword("AND");
                if (!and && (at == text.length() || text.charAt(at) == ')' || isKeyword("OR"))) {
                    return nodes.size() == 1 ? nodes.get(0) : new AndQueryNode(nodes);
                }
                nodes.add(parseNot(depth));
            }
        }

        private QueryNode parseNot(int depth) {
            if (depth > MAX_DEPTH) {
                throw new QueryException(at + 1, "parentheses and negations nest deeper than " + MAX_DEPTH);
            }
            int start = at;
            boolean negated = skipKeyword("NOT");
            if (!negated && at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '!')) {
                negated = true;
                at++;
            }
            if (at == text.length()
                    || text.charAt(at) == ')'
                    || isKeyword("OR")
                    || isKeyword("AND")
                    || Character.isWhitespace(text.charAt(at))) {
                String before = negated ? " after '" + text.substring(start, at).strip() + "'" : "";
                String found = at == text.length() ? "the end" : "'" + nextWord() + "'";
                throw new QueryException(
                        at + 1, "found " + found + before + ", expected a condition such as owner:alice");
            }
            if (negated) {
                return new ModifierQueryNode(parseNot(depth + 1), ModifierQueryNode.Modifier.MOD_NOT);
            }
            return text.charAt(at) == '(' ? parseGroup(depth) : parseClause();
        }

        private QueryNode parseGroup(int depth) {
            int open = at;
            at++;
            skipBlanks();
            QueryNode node = parseOr(depth + 1);
            if (at == text.length()) {
                throw new QueryException(open + 1, "'(' without ')'");
            }
            at++;
            skipBlanks();
            return node;
        }

        private QueryNode parseClause() {
            clauses++;
            if (clauses > MAX_CLAUSES) {
                throw new QueryException(at + 1, "more than " + MAX_CLAUSES + " conditions");
            }
            ClauseReader reader = new ClauseReader(text, at);
            Clause clause = reader.read();
            at = reader.end();
            skipBlanks();
            return new ClauseNode(clause);
        }

        private boolean skipKeyword(String keyword) {
            if (!isKeyword(keyword)) {
                return false;
            }
            at += keyword.length();
            skipBlanks();
            return true;
        }

        private boolean isKeyword(String keyword) {
            int end = at + keyword.length();
            return text.startsWith(keyword, at)
                    && (end == text.length()
                            || Character.isWhitespace(text.charAt(end))
                            || text.charAt(end) == '('
                            || text.charAt(end) == ')');
        }

        private String nextWord() {
            int end = at;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            return end == at ? " " : text.substring(at, end);
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }
    }
}
