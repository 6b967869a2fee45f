package org.shelfmark.query.constraint;

import java.util.List;
import org.apache.lucene.search.Query;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.BinaryOperator;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.query.ColumnRangeQuery;

/**
 * Jobs whose value is a number in a column of many different numbers: comparisons with a constant become ranges.
 *
 * @param field whose column it is
 * @param jobs all of them
 * @param kind which of the two types of number the values have in the record
 */
record NumberColumn(FieldMapping field, Query jobs, Kind kind) implements Cell {
    /** Types of number. */
    enum Kind {
        INTEGER,
        REAL
    }

    /** From here on an integer is not the same number as a real. */
    private static final double EXACT = 0x1p53;

    @Override
    public Outcomes outcomes(Atom atom) {
        return atom.comparison().map(this::outcomes).orElseGet(() -> new Cell.Unknown(jobs).outcomes(atom));
    }

    private Outcomes outcomes(Atom.Comparison comparison) {
        BinaryOperator operator = comparison.operator();
        boolean identity = operator == BinaryOperator.IDENTICAL || operator == BinaryOperator.NOT_IDENTICAL;
        return switch (comparison.constant()) {
            case AttributeValue.Undefined undefined -> identity ? different(operator) : none();
            case AttributeValue.ErrorValue error -> identity ? different(operator) : failure();
            case AttributeValue.StringValue text -> identity ? different(operator) : failure();
            case BooleanValue truth -> identity ? different(operator) : compared(operator, truth.value() ? 1 : 0);
            case IntegerValue integer ->
                identity && kind != Kind.INTEGER
                        ? different(operator)
                        : integer.value() == (long) (double) integer.value()
                                ? compared(operator, (double) integer.value())
                                : unknown();
            case RealValue real ->
                identity && kind != Kind.REAL ? different(operator) : compared(operator, real.value());
            default -> unknown();
        };
    }

    private Outcomes none() {
        return new Outcomes(Bounds.NONE, Bounds.NONE, Bounds.NONE);
    }

    private Outcomes failure() {
        return new Outcomes(Bounds.NONE, Bounds.NONE, Bounds.exactly(jobs));
    }

    private Outcomes unknown() {
        Bounds any = Bounds.within(jobs);
        return new Outcomes(any, any, any);
    }

    /** No value of this kind is identical with the constant. */
    private Outcomes different(BinaryOperator operator) {
        Bounds all = Bounds.exactly(jobs);
        return operator == BinaryOperator.NOT_IDENTICAL
                ? new Outcomes(all, Bounds.NONE, Bounds.NONE)
                : new Outcomes(Bounds.NONE, all, Bounds.NONE);
    }

    private Outcomes compared(BinaryOperator operator, double constant) {
        if (!(Math.abs(constant) < EXACT)) {
            return unknown();
        }
        boolean negated = operator == BinaryOperator.NOT_EQUAL || operator == BinaryOperator.NOT_IDENTICAL;
        Query range = JobSets.all(List.of(jobs, range(operator, constant)));
        Bounds meant = Bounds.exactly(range);
        Bounds others = Bounds.exactly(JobSets.without(jobs, range));
        return negated ? new Outcomes(others, meant, Bounds.NONE) : new Outcomes(meant, others, Bounds.NONE);
    }

    /** The numbers that compare as the operator says; for the negated operators, the equal ones. */
    private Query range(BinaryOperator operator, double constant) {
        return field.type() == FieldType.REAL ? realRange(operator, constant) : integerRange(operator, constant);
    }

    private Query realRange(BinaryOperator operator, double constant) {
        long at = Columns.encodeReal(constant);
        long lowest = Columns.encodeReal(Double.NEGATIVE_INFINITY);
        long highest = Columns.encodeReal(Double.POSITIVE_INFINITY);
        return switch (operator) {
            case LESS -> range(lowest, at - 1);
            case LESS_OR_EQUAL -> range(lowest, at);
            case GREATER -> range(at + 1, highest);
            case GREATER_OR_EQUAL -> range(at, highest);
            default -> range(at, at);
        };
    }

    private Query integerRange(BinaryOperator operator, double constant) {
        long floor = (long) Math.floor(constant);
        long ceiling = (long) Math.ceil(constant);
        return switch (operator) {
            case LESS -> range(Long.MIN_VALUE, ceiling - 1);
            case LESS_OR_EQUAL -> range(Long.MIN_VALUE, floor);
            case GREATER -> range(floor + 1, Long.MAX_VALUE);
            case GREATER_OR_EQUAL -> range(ceiling, Long.MAX_VALUE);
            default -> floor == ceiling ? range(floor, floor) : JobSets.NONE;
        };
    }

    private Query range(long from, long to) {
        return new ColumnRangeQuery(field.name(), from, to);
    }
}
