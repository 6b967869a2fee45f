package org.shelfmark.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.FieldType;
import org.shelfmark.mapping.Unit;
import org.shelfmark.query.Condition.AllOf;
import org.shelfmark.query.Condition.AnyOf;
import org.shelfmark.query.Condition.Compare;
import org.shelfmark.query.Criterion.Bound;
import org.shelfmark.query.Criterion.NumberBetween;
import org.shelfmark.query.Criterion.NumberIs;
import org.shelfmark.query.Criterion.TextIs;
import org.shelfmark.query.Criterion.TextLike;
import org.shelfmark.query.Criterion.TruthIs;

/** Reads a value as what the values of its target are. */
final class ValueResolver {
    private final QueryContext context;
    private final TimeReader times;

    ValueResolver(QueryContext context, TimeReader times) {
        this.context = context;
        this.times = times;
    }

    /**
     * The condition that a target has a value like this one.
     *
     * @param name the target as the user wrote it, for messages
     */
    Condition resolve(Target target, String name, ValueText value) {
        if (value.is("*")) {
            return present(target);
        }
        if (target instanceof Target.Field field && field.field().source() instanceof FieldSource.Codes codes) {
            return code(field.field(), codes, name, value);
        }
        FieldType type = typeOf(target);
        if (type == FieldType.TIME) {
            return new Compare(target, timeRange(value, name));
        }
        if (value.quoted()) {
            return new Compare(target, new TextIs(value.text()));
        }
        Unit unit = unitOf(target);
        Optional<Criterion> ordered = comparison(value, name, unit).or(() -> range(value, unit));
        if (ordered.isPresent()) {
            return new Compare(target, ordered.get());
        }
        if (value.is("true") || value.text().equalsIgnoreCase("true")) {
            return new Compare(target, new TruthIs(true));
        }
        if (value.text().equalsIgnoreCase("false")) {
            return new Compare(target, new TruthIs(false));
        }
        Optional<QueryNumber> number =
                value.literal().isEmpty() ? NumberReader.read(value.text(), unit) : Optional.empty();
        if (number.isPresent()) {
            return new Compare(target, new NumberIs(number.get(), value.text()));
        }
        refuseImpossible(target, name, value, type, unit);
        return new Compare(
                target, value.hasWildcard() ? new TextLike(value.pattern(), value.column()) : new TextIs(value.text()));
    }

    /** The condition that a target has any value; a field of codes has one where its number does. */
    Condition present(Target target) {
        Target held = target instanceof Target.Field field && field.field().source() instanceof FieldSource.Codes codes
                ? new Target.Field(
                        context.mapping().ofAttribute(codes.attribute()).orElseThrow())
                : target;
        return new Compare(held, Criterion.Present.INSTANCE);
    }

    /** A number or truth is expected; text is refused unless a record really has text there. */
    private void refuseImpossible(Target target, String name, ValueText value, FieldType type, Unit unit) {
        if (!(target instanceof Target.Field field) || type == FieldType.STRING) {
            return;
        }
        String termName = Columns.termName(field.field());
        if (!context.attributes().contains(termName, AttributeTerms.Kind.MISFIT)
                && !context.attributes().contains(termName, AttributeTerms.Kind.EXPRESSION)) {
            String accepted = type == FieldType.BOOLEAN ? "true or false" : NumberReader.accepted(unit);
            throw new QueryException(
                    value.column(), "'" + value.text() + "' is not a value of " + name + "; accepted: " + accepted);
        }
    }

    private Optional<Criterion> comparison(ValueText value, String name, Unit unit) {
        String operator = operator(value);
        if (operator.isEmpty()) {
            return Optional.empty();
        }
        ValueText operand = value.substring(operator.length());
        Interval interval = interval(operand, unit)
                .orElseThrow(() -> new QueryException(
                        operand.column(),
                        "'" + operand.text() + "' behind '" + operator + "' is no number; accepted for " + name + ": "
                                + NumberReader.accepted(unit)));
        return Optional.of(compareWith(operator, interval));
    }

    private static String operator(ValueText value) {
        for (String operator : List.of(">=", "<=", ">", "<")) {
            if (value.startsWith(operator)) {
                return operator;
            }
        }
        return "";
    }

    /** The number or time from which a comparison counts, both ends of it. */
    private record Interval(QueryNumber first, QueryNumber last) {}

    private Optional<Interval> interval(ValueText operand, Unit unit) {
        Optional<Interval> number = NumberReader.read(operand.text(), unit).map(exact -> new Interval(exact, exact));
        // any attribute may hold a time, and nobody compares with seconds since 1970
        return number.or(() -> times.read(operand.text())
                .map(time -> new Interval(QueryNumber.of(time.first()), QueryNumber.of(time.last()))));
    }

    private static NumberBetween compareWith(String operator, Interval interval) {
        return switch (operator) {
            case ">" -> new NumberBetween(Optional.of(new Bound(interval.last(), false)), Optional.empty());
            case ">=" -> new NumberBetween(Optional.of(new Bound(interval.first(), true)), Optional.empty());
            case "<" -> new NumberBetween(Optional.empty(), Optional.of(new Bound(interval.first(), false)));
            case "<=" -> new NumberBetween(Optional.empty(), Optional.of(new Bound(interval.last(), true)));
            default -> throw new IllegalArgumentException(operator);
        };
    }

    /** {@code a..b}, one end may be missing; dots in something that is no range are ordinary characters. */
    private Optional<Criterion> range(ValueText value, Unit unit) {
        int dots = value.indexOf("..", 0);
        if (dots < 0 || value.text().equals("..")) {
            return Optional.empty();
        }
        ValueText low = value.substring(0, dots);
        ValueText high = value.substring(dots + 2);
        Optional<Interval> from = interval(low, unit);
        Optional<Interval> to = interval(high, unit);
        if ((from.isEmpty() && !low.isEmpty()) || (to.isEmpty() && !high.isEmpty())) {
            return Optional.empty();
        }
        if (from.isPresent()
                && to.isPresent()
                && from.get().first().value().compareTo(to.get().last().value()) > 0) {
            throw new QueryException(
                    value.column(), "the range '" + value.text() + "' ends before it begins: nothing is in it");
        }
        return Optional.of(new NumberBetween(
                from.map(interval -> new Bound(interval.first(), true)),
                to.map(interval -> new Bound(interval.last(), true))));
    }

    /** The seconds a time value stands for, with or without a comparison. */
    NumberBetween timeRange(ValueText value, String name) {
        String operator = operator(value);
        if (!operator.isEmpty()) {
            TimeReader.Interval time = time(value.substring(operator.length()), name);
            return compareWith(operator, new Interval(QueryNumber.of(time.first()), QueryNumber.of(time.last())));
        }
        int dots = value.indexOf("..", 0);
        if (dots >= 0) {
            ValueText low = value.substring(0, dots);
            ValueText high = value.substring(dots + 2);
            Optional<TimeReader.Interval> from = low.isEmpty() ? Optional.empty() : Optional.of(time(low, name));
            Optional<TimeReader.Interval> to = high.isEmpty() ? Optional.empty() : Optional.of(time(high, name));
            if (from.isPresent()
                    && to.isPresent()
                    && from.get().first() > to.get().last()) {
                throw new QueryException(
                        value.column(), "the period '" + value.text() + "' ends before it begins: nothing is in it");
            }
            return new NumberBetween(
                    from.map(interval -> new Bound(QueryNumber.of(interval.first()), true)),
                    to.map(interval -> new Bound(QueryNumber.of(interval.last()), true)));
        }
        TimeReader.Interval time = time(value, name);
        return new NumberBetween(
                Optional.of(new Bound(QueryNumber.of(time.first()), true)),
                Optional.of(new Bound(QueryNumber.of(time.last()), true)));
    }

    private TimeReader.Interval time(ValueText text, String name) {
        return times.read(text.text())
                .orElseThrow(() -> new QueryException(
                        text.column(),
                        "'" + text.text() + "' is no time; accepted for " + name + ": " + TimeReader.ACCEPTED));
    }

    /** A value in words, or the number behind it. */
    private Condition code(FieldMapping field, FieldSource.Codes codes, String name, ValueText value) {
        Target number = new Target.Field(
                context.mapping().ofAttribute(codes.attribute()).orElseThrow());
        String word = value.text().toLowerCase(Locale.ROOT);
        if (field.name().equals("universe") && (word.equals("docker") || word.equals("container"))) {
            return containerUniverse(word, number);
        }
        List<Condition> matching = new ArrayList<>();
        codes.words().forEach((code, text) -> {
            boolean meant = value.hasWildcard() ? WildcardMatch.matches(value.pattern(), text) : text.equals(word);
            if (meant) {
                matching.add(new Compare(number, new NumberIs(QueryNumber.of(code), Long.toString(code))));
            }
        });
        if (matching.isEmpty() && word.matches("\\d{1,9}")) {
            matching.add(new Compare(number, new NumberIs(QueryNumber.of(Long.parseLong(word)), word)));
        }
        if (matching.isEmpty()) {
            throw new QueryException(
                    value.column(),
                    "'" + value.text() + "' is not a value of " + name + "; accepted: "
                            + String.join(", ", codes.words().values())
                            + (field.name().equals("universe") ? ", docker, container" : ""));
        }
        return matching.size() == 1 ? matching.get(0) : new AnyOf(matching);
    }

    /** Docker and container jobs are vanilla jobs that want one, or name an image of that kind. */
    private Condition containerUniverse(String word, Target universe) {
        NameResolver names = new NameResolver(context.mapping(), context.attributes());
        boolean docker = word.equals("docker");
        Condition wants = new Compare(names.target(docker ? "WantDocker" : "WantContainer", 1), new TruthIs(true));
        Condition image =
                new Compare(names.target(docker ? "DockerImage" : "ContainerImage", 1), Criterion.Present.INSTANCE);
        return new AllOf(
                List.of(new Compare(universe, new NumberIs(QueryNumber.of(5), "5")), new AnyOf(List.of(wants, image))));
    }

    private static FieldType typeOf(Target target) {
        return switch (target) {
            case Target.Field field -> field.field().type();
            case Target.Candidate candidate -> FieldType.STRING;
            case Target.Attribute attribute -> FieldType.STRING;
        };
    }

    private Unit unitOf(Target target) {
        return switch (target) {
            case Target.Field field -> field.field().unit();
            case Target.Candidate candidate -> candidate.field().unit();
            case Target.Attribute attribute -> context.mapping().unitOfOther(attribute.foldedName());
        };
    }
}
