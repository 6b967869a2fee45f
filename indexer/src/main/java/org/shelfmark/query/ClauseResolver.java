package org.shelfmark.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.queryparser.flexible.core.processors.QueryNodeProcessorImpl;
import org.shelfmark.query.Condition.AllOf;
import org.shelfmark.query.Condition.AnyOf;
import org.shelfmark.query.Condition.Compare;
import org.shelfmark.query.Condition.Everything;
import org.shelfmark.query.Condition.Not;
import org.shelfmark.query.Condition.WordLike;
import org.shelfmark.query.Condition.Words;

/** Replaces every clause of the tree by the condition it stands for. */
final class ClauseResolver extends QueryNodeProcessorImpl {
    private static final Pattern JOB_ID = Pattern.compile("(?:(.+)#)?(\\d{1,18})\\.(\\d{1,18})");
    private static final Pattern CLUSTER_ID = Pattern.compile("(?:(.+)#)?(\\d{1,18})");

    private final NameResolver names;
    private final ValueResolver values;
    private final TimeReader times;

    ClauseResolver(QueryContext context) {
        this.names = new NameResolver(context.mapping(), context.attributes());
        this.times = new TimeReader(context.now(), context.zone());
        this.values = new ValueResolver(context, times);
    }

    @Override
    protected QueryNode preProcessNode(QueryNode node) {
        return node;
    }

    @Override
    protected QueryNode postProcessNode(QueryNode node) {
        return node instanceof ClauseNode leaf ? new ConditionNode(resolve(leaf.clause()), leaf.clause()) : node;
    }

    @Override
    protected List<QueryNode> setChildrenOrder(List<QueryNode> children) {
        return children;
    }

    private Condition resolve(Clause clause) {
        if (clause.name().isEmpty()) {
            return bare(clause.alternatives().get(0));
        }
        String name = clause.name().get();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "has" -> anyOf(clause, value -> values.present(names.target(value.text(), value.column())));
            case "is" -> anyOf(clause, this::outcome);
            case "id" -> anyOf(clause, this::id);
            case "ran" -> anyOf(clause, this::ran);
            default -> {
                Target target = names.target(name, clause.column());
                yield anyOf(clause, value -> values.resolve(target, name, value));
            }
        };
    }

    private static Condition anyOf(Clause clause, Function<ValueText, Condition> alternative) {
        List<Condition> conditions = new ArrayList<>();
        for (ValueText value : clause.alternatives()) {
            conditions.add(alternative.apply(value));
        }
        return conditions.size() == 1 ? conditions.get(0) : new AnyOf(conditions);
    }

    private Condition bare(ValueText value) {
        if (value.is("*")) {
            return Everything.INSTANCE;
        }
        if (!value.quoted() && JOB_ID.matcher(value.text()).matches()) {
            return id(value);
        }
        if (value.hasWildcard()) {
            return new WordLike(value.pattern(), value.column());
        }
        return new Words(value.text(), value.column());
    }

    private Compare compare(String name, int column, Criterion criterion) {
        return new Compare(names.target(name, column), criterion);
    }

    private Condition id(ValueText value) {
        Matcher job = JOB_ID.matcher(value.text());
        Matcher cluster = CLUSTER_ID.matcher(value.text());
        if (!job.matches() && !cluster.matches()) {
            throw new QueryException(
                    value.column(),
                    "'" + value.text() + "' is no job id; accepted: 1234.5, 1234 (a whole cluster), source#1234.5");
        }
        Matcher id = job.matches() ? job : cluster;
        List<Condition> parts = new ArrayList<>();
        if (id.group(1) != null) {
            parts.add(compare("source", value.column(), new Criterion.TextIs(id.group(1))));
        }
        parts.add(compare("ClusterId", value.column(), numberIs(id.group(2))));
        if (job.matches()) {
            parts.add(compare("ProcId", value.column(), numberIs(id.group(3))));
        }
        return parts.size() == 1 ? parts.get(0) : new AllOf(parts);
    }

    private static Criterion numberIs(String digits) {
        return new Criterion.NumberIs(QueryNumber.of(Long.parseLong(digits)), digits);
    }

    private Condition outcome(ValueText value) {
        int column = value.column();
        Condition completed = compare("JobStatus", column, numberIs("4"));
        return switch (value.text().toLowerCase(Locale.ROOT)) {
            case "failed" -> compare("failed", column, new Criterion.TruthIs(true));
            case "ok" ->
                new AllOf(List.of(
                        completed,
                        compare("ExitCode", column, numberIs("0")),
                        new Not(compare("ExitBySignal", column, new Criterion.TruthIs(true)))));
            case "removed" -> compare("JobStatus", column, numberIs("3"));
            case "completed" -> completed;
            default ->
                throw new QueryException(
                        column, "'is:" + value.text() + "' is unknown; accepted: failed, ok, removed, completed");
        };
    }

    /** The last run, from its start until the job left the queue, meets the period. */
    private Condition ran(ValueText value) {
        Criterion.NumberBetween period = values.timeRange(value, "ran");
        List<Condition> parts = new ArrayList<>();
        Criterion anyStart = new Criterion.NumberBetween(java.util.Optional.empty(), period.upper());
        Condition lastStart = compare("JobCurrentStartDate", value.column(), anyStart);
        Condition noLastStart = new Not(compare("JobCurrentStartDate", value.column(), Criterion.Present.INSTANCE));
        Condition firstStart = compare("JobStartDate", value.column(), anyStart);
        parts.add(new AnyOf(List.of(lastStart, new AllOf(List.of(noLastStart, firstStart)))));
        parts.add(compare(
                "ended", value.column(), new Criterion.NumberBetween(period.lower(), java.util.Optional.empty())));
        return new AllOf(parts);
    }
}
