package org.shelfmark.classad;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalField;
import java.util.Optional;
import org.shelfmark.classad.AttributeValue.AbsoluteTimeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.RelativeTimeValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** The clock, and conversions from and to times. */
final class TimeFunctions {
    private TimeFunctions() {}

    static void register(FunctionTable.Registry registry) {
        registry.add(
                "time",
                0,
                0,
                arguments -> new IntegerValue(arguments.run().now().getEpochSecond()));
        registry.add("currenttime", 0, 0, TimeFunctions::now);
        registry.add("timezoneoffset", 0, 0, arguments -> {
            EvaluationRun run = arguments.run();
            return new RelativeTimeValue(offset(run, run.now().getEpochSecond()));
        });
        registry.add("daytime", 0, 0, arguments -> {
            EvaluationRun run = arguments.run();
            long local = local(run, run.now().getEpochSecond()).toLocalTime().toSecondOfDay();
            return new RelativeTimeValue(local);
        });
        registry.add("abstime", 0, 2, TimeFunctions::absoluteTime);
        registry.add("reltime", 1, 1, TimeFunctions::relativeTime);
        registry.add("interval", 1, 1, TimeFunctions::interval);
        addDateField(registry, "getyear", ChronoField.YEAR, 0);
        addDateField(registry, "getmonth", ChronoField.MONTH_OF_YEAR, 0);
        addDateField(registry, "getdayofyear", ChronoField.DAY_OF_YEAR, -1);
        addDateField(registry, "getdayofmonth", ChronoField.DAY_OF_MONTH, 0);
        registry.add(
                "getdayofweek",
                1,
                1,
                arguments -> localTime(arguments)
                        .<AttributeValue>map(
                                time -> new IntegerValue(time.getDayOfWeek().getValue() % 7))
                        .orElse(AttributeValue.ERROR));
        addTimeField(registry, "getdays", Optional.empty(), 86_400, Long.MAX_VALUE);
        addTimeField(registry, "gethours", Optional.of(ChronoField.HOUR_OF_DAY), 3_600, 86_400);
        addTimeField(registry, "getminutes", Optional.of(ChronoField.MINUTE_OF_HOUR), 60, 3_600);
        addTimeField(registry, "getseconds", Optional.of(ChronoField.SECOND_OF_MINUTE), 1, 60);
        TimeParts.register(registry);
    }

    /** The zone's offset from Greenwich at a time, in seconds. */
    static int offset(EvaluationRun run, long epochSeconds) {
        return run.zone()
                .getRules()
                .getOffset(Instant.ofEpochSecond(epochSeconds))
                .getTotalSeconds();
    }

    private static LocalDateTime local(EvaluationRun run, long epochSeconds) {
        return LocalDateTime.ofEpochSecond(epochSeconds + offset(run, epochSeconds), 0, ZoneOffset.UTC);
    }

    private static AttributeValue now(Arguments arguments) {
        return inLocalZone(arguments.run(), arguments.run().now().getEpochSecond());
    }

    private static AbsoluteTimeValue inLocalZone(EvaluationRun run, long epochSeconds) {
        return new AbsoluteTimeValue(epochSeconds, offset(run, epochSeconds));
    }

    /** The evaluator's local time of an absolute time, whatever zone that is in. */
    private static Optional<LocalDateTime> localTime(Arguments arguments) {
        return arguments.value(0) instanceof AbsoluteTimeValue time
                ? Optional.of(local(arguments.run(), time.epochSeconds()))
                : Optional.empty();
    }

    private static void addDateField(
            FunctionTable.Registry registry, String name, TemporalField field, int correction) {
        registry.add(
                name,
                1,
                1,
                arguments -> localTime(arguments)
                        .<AttributeValue>map(time -> new IntegerValue(time.get(field) + correction))
                        .orElse(AttributeValue.ERROR));
    }

    private static void addTimeField(
            FunctionTable.Registry registry, String name, Optional<TemporalField> field, long unit, long period) {
        registry.add(name, 1, 1, arguments -> switch (arguments.value(0)) {
            case AbsoluteTimeValue time ->
                field.isPresent()
                        ? new IntegerValue(
                                local(arguments.run(), time.epochSeconds()).get(field.get()))
                        : AttributeValue.ERROR;
            case RelativeTimeValue duration ->
                new IntegerValue(Conversion.truncate(duration.seconds()) % period / unit);
            default -> AttributeValue.ERROR;
        });
    }

    /** A string that is not a constant comes back as it is: HTCondor reads only constant times. */
    private static AttributeValue absoluteTime(Arguments arguments) {
        if (arguments.count() == 0) {
            return now(arguments);
        }
        EvaluationRun run = arguments.run();
        if (arguments.count() == 1
                && arguments.expression(0) instanceof Expression.Literal literal
                && literal.value() instanceof StringValue text) {
            return TimeText.absolute(text.value())
                    .<AttributeValue>map(time -> time.at(writtenOffset(run, time.local())))
                    .orElse(AttributeValue.ERROR);
        }
        AttributeValue source = arguments.value(0);
        Optional<Integer> zone = Optional.empty();
        if (arguments.count() == 2) {
            zone = seconds(arguments.value(1));
            if (zone.isEmpty()) {
                return AttributeValue.ERROR;
            }
        }
        return switch (source) {
            case AbsoluteTimeValue time -> time;
            case StringValue string -> string;
            case AttributeValue.Undefined undefined -> undefined;
            default -> {
                Optional<Integer> offset = zone;
                yield seconds(source)
                        .<AttributeValue>map(
                                time -> new AbsoluteTimeValue(time, offset.orElseGet(() -> offset(run, time))))
                        .orElse(AttributeValue.ERROR);
            }
        };
    }

    /** The offset of a local time as written, first taken for standard time, as HTCondor takes it. */
    private static int writtenOffset(EvaluationRun run, LocalDateTime local) {
        long utc = local.toEpochSecond(ZoneOffset.UTC);
        int standard = run.zone()
                .getRules()
                .getStandardOffset(Instant.ofEpochSecond(utc))
                .getTotalSeconds();
        return offset(run, utc - standard);
    }

    /** Whole seconds of a number or duration, in 32 bits as HTCondor has them; empty for other types. */
    private static Optional<Integer> seconds(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> Optional.of(Conversion.narrow(integer));
            case RealValue real -> Optional.of(Conversion.narrow(real.value()));
            case RelativeTimeValue duration -> Optional.of(Conversion.narrow(duration.seconds()));
            default -> Optional.empty();
        };
    }

    private static AttributeValue relativeTime(Arguments arguments) {
        return switch (arguments.value(0)) {
            case IntegerValue integer -> new RelativeTimeValue(Conversion.narrow(integer));
            case RealValue real -> new RelativeTimeValue(real.value());
            case AbsoluteTimeValue time -> new RelativeTimeValue(time.epochSeconds());
            case RelativeTimeValue duration -> duration;
            // HTCondor reads only constant times, and takes other strings for none at all.
            case StringValue string -> new RelativeTimeValue(0);
            case AttributeValue.Undefined undefined -> undefined;
            default -> AttributeValue.ERROR;
        };
    }

    private static AttributeValue interval(Arguments arguments) {
        if (!(Conversion.toInteger(arguments.value(0)) instanceof IntegerValue integer)) {
            return AttributeValue.ERROR;
        }
        long seconds = Conversion.narrow(integer);
        long days = seconds / 86_400;
        long hours = seconds % 86_400 / 3_600;
        long minutes = seconds % 3_600 / 60;
        long rest = seconds % 60;
        if (days != 0) {
            return new StringValue(
                    "%d+%02d:%02d:%02d".formatted(days, Math.abs(hours), Math.abs(minutes), Math.abs(rest)));
        }
        if (hours != 0) {
            return new StringValue("%d:%02d:%02d".formatted(hours, Math.abs(minutes), Math.abs(rest)));
        }
        return new StringValue(minutes != 0 ? "%d:%02d".formatted(minutes, Math.abs(rest)) : Long.toString(rest));
    }
}
