package org.shelfmark.query;

import org.apache.lucene.queryparser.flexible.core.nodes.QueryNodeImpl;
import org.apache.lucene.queryparser.flexible.core.parser.EscapeQuerySyntax;

/** A leaf of the syntax tree: a clause whose names and values have not been looked at yet. */
final class ClauseNode extends QueryNodeImpl {
    private final Clause clause;

    ClauseNode(Clause clause) {
        this.clause = clause;
        setLeaf(true);
    }

    Clause clause() {
        return clause;
    }

    @Override
    public CharSequence toQueryString(EscapeQuerySyntax escaper) {
        return toString();
    }

    @Override
    public String toString() {
        return clause.text();
    }
}
