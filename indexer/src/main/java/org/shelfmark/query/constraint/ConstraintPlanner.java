package org.shelfmark.query.constraint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.shelfmark.classad.AttributeReferences;
import org.shelfmark.classad.AttributeScope;
import org.shelfmark.classad.BinaryOperator;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.classad.Expression.Binary;
import org.shelfmark.classad.OutsideReferences;
import org.shelfmark.classad.Truth;
import org.shelfmark.classad.UnaryOperator;
import org.shelfmark.classad.Unparser;
import org.shelfmark.mapping.Mapping;

/**
 * Asks the index for which jobs a constraint is true.
 *
 * <p>An expression over one attribute is evaluated once for every value that the index has of it; the logical operators
 * combine such answers by the tables of the language. What depends on several attributes at once, or on what the index does
 * not hold, remains to be evaluated for each job.
 */
public final class ConstraintPlanner {
    /** Deeper than people write; what lies deeper is left to evaluation. */
    private static final int MAX_DEPTH = 200;

    /** Most time for one constraint. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private final Mapping mapping;
    private final AttributeCells cells;
    private final Evaluator evaluator;
    private final boolean withSecrets;
    private final Map<String, List<Cell>> known = new HashMap<>();
    private final LongSupplier nanos;
    private PlanningTime time;

    /**
     * A planner for one request.
     *
     * @param values of the jobs that are asked about
     * @param evaluator of the constraint; its clock must stand still
     * @param withSecrets whether constraints see secret attributes; otherwise those are undefined
     */
    public ConstraintPlanner(Mapping mapping, IndexedValues values, Evaluator evaluator, boolean withSecrets) {
        this(mapping, values, evaluator, withSecrets, System::nanoTime);
    }

    /** The same with a clock of a test's choice. */
    ConstraintPlanner(
            Mapping mapping, IndexedValues values, Evaluator evaluator, boolean withSecrets, LongSupplier nanos) {
        this.mapping = mapping;
        this.cells = new AttributeCells(mapping, values);
        this.evaluator = evaluator;
        this.withSecrets = withSecrets;
        this.nanos = nanos;
        this.time = new PlanningTime(LONGEST, nanos);
    }

    /** What the index says about a constraint. */
    public ConstraintPlan plan(Expression constraint) throws IOException {
        time = new PlanningTime(LONGEST, nanos);
        Bounds matching = Bounds.ALL;
        List<Expression> open = new ArrayList<>();
        List<ConstraintPlan.Step> steps = new ArrayList<>();
        try {
            for (Expression part : Expressions.conjuncts(constraint)) {
                Bounds truth = outcomes(part, 0).truth();
                matching = matching.and(truth);
                if (!truth.isExact()) {
                    open.add(part);
                }
                steps.add(new ConstraintPlan.Step(Unparser.unparse(part), decision(truth)));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new ConstraintPlan(
                JobSets.ofJobs(matching.least()),
                JobSets.ofJobs(matching.most()),
                open.isEmpty() ? Expression.Literal.TRUE : Expressions.conjunction(open),
                steps);
    }

    private static ConstraintPlan.Decision decision(Bounds truth) {
        if (truth.isExact()) {
            return ConstraintPlan.Decision.DECIDED;
        }
        return truth.most().equals(JobSets.ALL) ? ConstraintPlan.Decision.OPEN : ConstraintPlan.Decision.NARROWED;
    }

    private Outcomes outcomes(Expression expression, int depth) {
        Expression inner = Expressions.inner(expression);
        if (depth > MAX_DEPTH) {
            return Outcomes.UNKNOWN;
        }
        AttributeReferences references = AttributeReferences.of(inner);
        if (!references.open()
                && references.names().size() <= 1
                && !OutsideReferences.asksChance(inner)
                && !OutsideReferences.asksText(inner)) {
            return references.names().isEmpty()
                    ? Outcomes.always(Truth.of(evaluator.evaluate(inner, AttributeScope.empty())))
                    : ofOneAttribute(inner, references.names().iterator().next());
        }
        return switch (inner) {
            case Binary binary -> ofOperands(binary, depth);
            case Expression.Unary unary ->
                unary.operator() == UnaryOperator.NOT
                        ? outcomes(unary.operand(), depth + 1).not()
                        : Outcomes.UNKNOWN;
            case Expression.Conditional choice ->
                outcomes(choice.condition(), depth + 1)
                        .choose(outcomes(choice.whenTrue(), depth + 1), outcomes(choice.whenFalse(), depth + 1));
            case Expression.Elvis elvis ->
                outcomes(elvis.value(), depth + 1).orElse(outcomes(elvis.fallback(), depth + 1));
            case Expression.FunctionCall call -> ofCall(call, depth);
            default -> Outcomes.UNKNOWN;
        };
    }

    private Outcomes ofCall(Expression.FunctionCall call, int depth) {
        List<Expression> arguments = call.arguments();
        if (call.foldedName().equals("ifthenelse") && arguments.size() == 3) {
            return outcomes(arguments.get(0), depth + 1)
                    .choose(outcomes(arguments.get(1), depth + 1), outcomes(arguments.get(2), depth + 1));
        }
        if (call.foldedName().equals("isundefined") && arguments.size() == 1) {
            return outcomes(arguments.get(0), depth + 1).isUndefined();
        }
        return Outcomes.UNKNOWN;
    }

    /** Chains of one operator are worked off from their innermost operand, however long they are. */
    private Outcomes ofOperands(Binary expression, int depth) {
        BinaryOperator operator = expression.operator();
        if (operator != BinaryOperator.AND && operator != BinaryOperator.OR) {
            return Outcomes.UNKNOWN;
        }
        Expression first = expression;
        Deque<Expression> operands = new ArrayDeque<>();
        while (first instanceof Binary node && node.operator() == operator) {
            operands.push(node.right());
            first = node.left();
        }
        Outcomes joined = outcomes(first, depth + 1);
        for (Expression operand : operands) {
            Outcomes right = outcomes(operand, depth + 1);
            joined = operator == BinaryOperator.AND ? joined.and(right) : joined.or(right);
        }
        return joined;
    }

    private Outcomes ofOneAttribute(Expression expression, String attribute) {
        if (mapping.isSecret(attribute)) {
            return withSecrets
                    ? Outcomes.UNKNOWN
                    : Outcomes.always(Truth.of(evaluator.evaluate(expression, AttributeScope.empty())));
        }
        Atom atom = new Atom(expression, attribute, evaluator, time);
        return Outcomes.together(
                cells(attribute).stream().map(cell -> cell.outcomes(atom)).toList());
    }

    private List<Cell> cells(String attribute) {
        return known.computeIfAbsent(attribute, name -> {
            try {
                return cells.of(name);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the index's values of '" + name + "'", e);
            }
        });
    }
}
