package org.shelfmark.query;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.mapping.DerivedRule;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.ConstraintText.Certainty;
import org.shelfmark.query.Criterion.NumberBetween;
import org.shelfmark.query.Criterion.NumberIs;
import org.shelfmark.query.Criterion.TextIs;
import org.shelfmark.query.Criterion.TextLike;
import org.shelfmark.query.TextPattern.AnyText;
import org.shelfmark.query.TextPattern.Literal;

/** Criteria for computed fields, by the formulas of {@link DerivedRule}. */
final class DerivedConstraints {
    private static final String CPU_TOTAL_USER = "CumulativeRemoteUserCpu";
    private static final String CPU_TOTAL_SYS = "CumulativeRemoteSysCpu";
    private static final String CPU_USER = "RemoteUserCpu";
    private static final String CPU_SYS = "RemoteSysCpu";
    private static final String RUNTIME = "RemoteWallClockTime";

    private final Mapping mapping;
    private final IndexedAttributes attributes;

    DerivedConstraints(Mapping mapping, IndexedAttributes attributes) {
        this.mapping = mapping;
        this.attributes = attributes;
    }

    ConstraintBounds constraint(DerivedRule rule, Criterion criterion) {
        for (String input : inputs(rule)) {
            if (kinds(input).outside()) {
                return ConstraintBounds.unknown("some records have an expression as " + input
                        + ", from which this is computed, that looks beyond the record");
            }
        }
        return ConstraintBounds.exactly(
                switch (rule) {
                    case HOST -> host(criterion);
                    case SCHEDD -> schedd(criterion);
                    case ENDED -> ended(criterion);
                    case FAILED -> failed(criterion);
                    case QUEUE_TIME -> queueTime(criterion);
                    case CPU_TIME -> number(cpu(), List.of(), criterion);
                    case CORE_HOURS ->
                        number("(" + cores() + " * " + RUNTIME + " / 3600.0)", guards(List.of(RUNTIME)), criterion);
                    case CPU_EFFICIENCY ->
                        number(
                                "(100.0 * " + cpu() + " / (" + cores() + " * " + RUNTIME + "))",
                                List.of(positive(RUNTIME)),
                                criterion);
                    case MEMORY_EFFICIENCY ->
                        number(
                                "(100.0 * MemoryUsage / RequestMemory)",
                                Stream.concat(
                                                Stream.of(positive("RequestMemory")),
                                                guards(List.of("MemoryUsage")).stream())
                                        .toList(),
                                criterion);
                });
    }

    private static List<String> inputs(DerivedRule rule) {
        return switch (rule) {
            case HOST -> List.of("LastRemoteHost");
            case SCHEDD -> List.of("GlobalJobId");
            case ENDED -> List.of("CompletionDate", "EnteredCurrentStatus");
            case FAILED -> List.of("ExitBySignal", "ExitCode");
            case QUEUE_TIME -> List.of("JobStartDate", "QDate");
            case CPU_TIME -> List.of(CPU_TOTAL_USER, CPU_TOTAL_SYS, CPU_USER, CPU_SYS);
            case CORE_HOURS -> List.of(RUNTIME, "CpusProvisioned", "RequestCpus");
            case CPU_EFFICIENCY ->
                List.of(CPU_TOTAL_USER, CPU_TOTAL_SYS, CPU_USER, CPU_SYS, RUNTIME, "CpusProvisioned", "RequestCpus");
            case MEMORY_EFFICIENCY -> List.of("MemoryUsage", "RequestMemory");
        };
    }

    private ConstraintText host(Criterion criterion) {
        String body = body(criterion, "@");
        if (criterion instanceof Criterion.Present || body.equals("[^@]*")) {
            return ConstraintText.comparison(
                    "LastRemoteHost != \"\"", kinds("LastRemoteHost").besideStrings());
        }
        ValueConstraints slot = new ValueConstraints("LastRemoteHost", kinds("LastRemoteHost"), false);
        if (body.isEmpty()) {
            return isEmptyText(criterion) ? slot.matching("@$") : ConstraintText.FALSE;
        }
        boolean anyStart = body.startsWith("[^@]*");
        return slot.matching((anyStart ? body.substring("[^@]*".length()) : "(^|@)" + body) + "$");
    }

    private ConstraintText schedd(Criterion criterion) {
        ValueConstraints id = new ValueConstraints("GlobalJobId", kinds("GlobalJobId"), false);
        String body = body(criterion, "#");
        if (criterion instanceof Criterion.Present || body.equals("[^#]*")) {
            return id.matching("^[^#]+#");
        }
        return body.isEmpty() ? ConstraintText.FALSE : id.matching("^" + body + "#");
    }

    /**
     * A regular expression of texts without a certain character; empty where the criterion means none of them, or the empty
     * one.
     */
    private static String body(Criterion criterion, String without) {
        TextPattern pattern = switch (criterion) {
            case NumberIs is -> new TextPattern(List.of(new Literal(is.text())));
            case TextIs is -> new TextPattern(List.of(new Literal(is.text())));
            case TextLike like -> like.pattern();
            case NumberBetween between -> new TextPattern(List.of());
            case Criterion.TruthIs is -> new TextPattern(List.of());
            case Criterion.Present present -> new TextPattern(List.of(AnyText.INSTANCE));
        };
        boolean never = pattern.parts().stream()
                .anyMatch(part ->
                        part instanceof Literal literal && literal.text().contains(without));
        return never ? "" : RegularExpression.without(without).body(pattern);
    }

    private static boolean isEmptyText(Criterion criterion) {
        return criterion instanceof TextIs is && is.text().isEmpty();
    }

    private ConstraintText ended(Criterion criterion) {
        ConstraintText entered = value("EnteredCurrentStatus", true, criterion);
        ConstraintText completed = new ValueConstraints("CompletionDate", ValueKinds.NUMBERS, true)
                .constraint(criterion)
                .most();
        return ConstraintText.choice(positive("CompletionDate"), completed, entered);
    }

    private ConstraintText value(String attribute, boolean isTime, Criterion criterion) {
        return new ValueConstraints(attribute, kinds(attribute), isTime)
                .constraint(criterion)
                .most();
    }

    private ConstraintText failed(Criterion criterion) {
        ConstraintText bySignal = ConstraintText.decided("ExitBySignal =?= true", "ExitBySignal =!= true");
        ConstraintText isNumber = ConstraintText.all(guards(List.of("ExitCode")));
        return switch (criterion) {
            case Criterion.TruthIs is -> {
                ConstraintText code = ConstraintText.all(List.of(
                        isNumber,
                        ConstraintText.comparison(
                                is.truth() ? "ExitCode != 0" : "ExitCode == 0",
                                kinds("ExitCode").besideNumbers())));
                yield is.truth()
                        ? ConstraintText.any(List.of(bySignal, code))
                        : ConstraintText.all(List.of(bySignal.not(), code));
            }
            case Criterion.Present present ->
                ConstraintText.any(List.of(
                        bySignal,
                        isNumber.isTrue()
                                ? ConstraintText.decided("ExitCode =!= undefined", "ExitCode =?= undefined")
                                : isNumber));
            case NumberIs is -> ConstraintText.FALSE;
            case NumberBetween between -> ConstraintText.FALSE;
            case TextIs is -> ConstraintText.FALSE;
            case TextLike like -> ConstraintText.FALSE;
        };
    }

    /** Of integers alone. */
    private ConstraintText queueTime(Criterion criterion) {
        List<ConstraintText> guards = new ArrayList<>();
        for (String time : List.of("JobStartDate", "QDate")) {
            boolean others = !kinds(time).onlyNumbers()
                    || attributes.contains(Mapping.fold(time), AttributeTerms.Kind.OTHER_NUMBER);
            if (others) {
                guards.add(ConstraintText.call("isInteger(" + time + ")", Certainty.DECIDED));
            }
            guards.add(ConstraintText.comparison(time + " > 0", others ? Certainty.ERROR : Certainty.UNDEFINED));
        }
        return number("(JobStartDate - QDate)", guards, criterion);
    }

    private static ConstraintText number(String value, List<ConstraintText> guards, Criterion criterion) {
        ConstraintText meant = switch (criterion) {
            case Criterion.TruthIs is -> ConstraintText.FALSE;
            case TextIs is -> ConstraintText.FALSE;
            case TextLike like -> ConstraintText.FALSE;
            case NumberIs is -> ofNumber(value, criterion);
            case NumberBetween between -> ofNumber(value, criterion);
            case Criterion.Present present -> ofNumber(value, criterion);
        };
        List<ConstraintText> all = new ArrayList<>(guards);
        all.add(meant);
        return ConstraintText.all(all);
    }

    private static ConstraintText ofNumber(String value, Criterion criterion) {
        return new ValueConstraints(value, ValueKinds.NUMBERS, false)
                .constraint(criterion)
                .most();
    }

    /** Seconds of both kinds over all runs, else without the runs that were evicted. */
    private String cpu() {
        boolean plain = inputs(DerivedRule.CPU_TIME).stream()
                .allMatch(input -> kinds(input).onlyNumbers());
        String total = CPU_TOTAL_USER + " + " + CPU_TOTAL_SYS;
        String last = CPU_USER + " + " + CPU_SYS;
        if (plain) {
            return "((" + total + ") ?: (" + last + "))";
        }
        return "(" + isNumber(CPU_TOTAL_USER) + " && " + isNumber(CPU_TOTAL_SYS) + " ? " + total + " : "
                + isNumber(CPU_USER) + " && " + isNumber(CPU_SYS) + " ? " + last + " : undefined)";
    }

    private static String isNumber(String attribute) {
        return "(isInteger(" + attribute + ") || isReal(" + attribute + "))";
    }

    private String cores() {
        return "(" + positive("CpusProvisioned").decided().text() + " ? CpusProvisioned : "
                + positive("RequestCpus").decided().text() + " ? RequestCpus : 1)";
    }

    private ConstraintText positive(String attribute) {
        List<ConstraintText> all = new ArrayList<>(guards(List.of(attribute)));
        all.add(ConstraintText.comparison(attribute + " > 0", kinds(attribute).besideNumbers()));
        return ConstraintText.all(all);
    }

    /** That attributes are numbers, where some record has something else. */
    private List<ConstraintText> guards(List<String> numbers) {
        return numbers.stream()
                .filter(attribute -> !kinds(attribute).onlyNumbers())
                .map(attribute -> ConstraintText.any(List.of(
                        ConstraintText.call("isInteger(" + attribute + ")", Certainty.DECIDED),
                        ConstraintText.call("isReal(" + attribute + ")", Certainty.DECIDED))))
                .toList();
    }

    private ValueKinds kinds(String attribute) {
        return ValueKinds.of(mapping.ofAttribute(attribute).orElseThrow(), attributes);
    }
}
