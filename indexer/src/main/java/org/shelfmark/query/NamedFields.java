package org.shelfmark.query;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;

/** Which fields a query says something about, wherever in it and whatever it says. */
public final class NamedFields {
    private NamedFields() {}

    /**
     * The short names of the fields, and the folded names of attributes without one, that a query's conditions look at:
     * {@code is:failed} looks at {@code failed}. Bare words look at none.
     *
     * @throws QueryException when the query cannot be meant
     */
    public static Set<String> of(String text, QueryContext context) {
        Set<String> names = new TreeSet<>();
        collect(QueryParser.resolve(text, context), names);
        return names;
    }

    private static void collect(QueryNode node, Set<String> names) {
        if (node instanceof ConditionNode leaf) {
            collect(leaf.condition(), names);
        }
        List<QueryNode> children = node.getChildren();
        if (children != null) {
            children.forEach(child -> collect(child, names));
        }
    }

    private static void collect(Condition condition, Set<String> names) {
        switch (condition) {
            case Condition.Compare compare -> names.add(name(compare.target()));
            case Condition.AnyOf either -> either.conditions().forEach(each -> collect(each, names));
            case Condition.AllOf both -> both.conditions().forEach(each -> collect(each, names));
            case Condition.Not not -> collect(not.condition(), names);
            case Condition.Everything everything -> {}
            case Condition.Words words -> {}
            case Condition.WordLike like -> {}
        }
    }

    private static String name(Target target) {
        return switch (target) {
            case Target.Field field -> field.field().name();
            case Target.Candidate candidate -> candidate.field().name();
            case Target.Attribute attribute -> attribute.foldedName();
        };
    }
}
