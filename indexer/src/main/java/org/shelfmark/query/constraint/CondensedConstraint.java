package org.shelfmark.query.constraint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.shelfmark.classad.AttributeReferences;
import org.shelfmark.classad.AttributeScope;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.classad.OutsideReferences;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.CondensedCondition;
import org.shelfmark.query.CondensedDecision;
import org.shelfmark.query.CondensedJobs;
import org.shelfmark.query.CondensedPart;
import org.shelfmark.query.JobCount;
import org.shelfmark.query.RememberedPredicate;

/**
 * A ClassAd constraint, decided for condensed jobs: each part that is joined by {@code &&} is evaluated for the values that
 * the jobs have, where the columns are faithful. One thread.
 */
public final class CondensedConstraint implements CondensedCondition {
    private final Mapping mapping;
    private final Evaluator evaluator;
    private final boolean withSecrets;
    private final CondensedDecision decision;

    /**
     * A constraint for one request.
     *
     * @param evaluator of the constraint; its clock must stand still
     * @param withSecrets whether constraints see secret attributes; otherwise those are undefined
     */
    public CondensedConstraint(Expression constraint, Mapping mapping, Evaluator evaluator, boolean withSecrets) {
        this.mapping = mapping;
        this.evaluator = evaluator;
        this.withSecrets = withSecrets;
        List<CondensedPart> parts = new ArrayList<>();
        for (Expression part : Expressions.conjuncts(constraint)) {
            parts.add(part(part));
        }
        this.decision = new CondensedDecision(new CondensedPart.All(parts));
    }

    @Override
    public JobCount count(CondensedJobs jobs) throws IOException {
        return decision.count(jobs);
    }

    @Override
    public JobCount count(CondensedJobs jobs, Slice slice) throws IOException {
        return decision.count(jobs, slice);
    }

    @Override
    public Set<String> columns() {
        return decision.columns();
    }

    private CondensedPart part(Expression expression) {
        AttributeReferences references = AttributeReferences.of(expression);
        if (references.open() || OutsideReferences.asksChance(expression) || OutsideReferences.asksText(expression)) {
            return CondensedPart.Open.INSTANCE;
        }
        List<String> attributes = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        FieldType type = FieldType.STRING;
        for (String name : references.names().stream().sorted().toList()) {
            if (!mapping.isSecret(name)) {
                Optional<FieldMapping> field = mapping.ofAttribute(name);
                attributes.add(name);
                columns.add(field.isPresent() ? Columns.of(mapping, field.get()) : Columns.ofAttribute(name));
                type = field.map(FieldMapping::type).orElse(type);
            } else if (withSecrets) {
                return CondensedPart.Open.INSTANCE;
            }
        }
        if (attributes.isEmpty()) {
            return Evaluator.matches(evaluator.evaluate(expression, AttributeScope.empty()))
                    ? CondensedPart.Everything.INSTANCE
                    : new CondensedPart.Not(CondensedPart.Everything.INSTANCE);
        }
        ConjunctPredicate test = new ConjunctPredicate(expression, attributes, type, evaluator);
        return columns.size() == 1
                ? new CondensedPart.OfColumn(columns.get(0), new RememberedPredicate(test))
                : new CondensedPart.OfColumns(columns, test);
    }
}
