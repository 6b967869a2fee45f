package org.shelfmark.query;

import org.apache.lucene.queryparser.flexible.core.nodes.QueryNodeImpl;
import org.apache.lucene.queryparser.flexible.core.parser.EscapeQuerySyntax;

/** A leaf of the resolved tree: a clause of which it is known what it asks. */
final class ConditionNode extends QueryNodeImpl {
    private final Condition condition;
    private final Clause clause;

    ConditionNode(Condition condition, Clause clause) {
        this.condition = condition;
        this.clause = clause;
        setLeaf(true);
    }

    Condition condition() {
        return condition;
    }

    /** The clause as it was written. */
    Clause clause() {
        return clause;
    }

    @Override
    public CharSequence toQueryString(EscapeQuerySyntax escaper) {
        return toString();
    }

    @Override
    public String toString() {
        return condition.toString();
    }
}
