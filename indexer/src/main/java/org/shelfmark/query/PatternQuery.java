package org.shelfmark.query;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.util.automaton.Automaton;
import org.jspecify.annotations.Nullable;

/** Jobs with a term that matches a pattern, which is known as a regular expression, too, for other engines. */
public final class PatternQuery extends AutomatonQuery {
    private final String expression;

    PatternQuery(String field, Automaton automaton, String expression, MultiTermQuery.RewriteMethod rewriting) {
        super(new Term(field, expression), automaton, false, rewriting);
        this.expression = expression;
    }

    /** In Lucene's syntax of regular expressions, with intersection and complement. */
    public String expression() {
        return expression;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof PatternQuery pattern && pattern.expression.equals(expression);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + expression.hashCode();
    }
}
