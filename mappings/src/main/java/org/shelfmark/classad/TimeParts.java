package org.shelfmark.classad;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shelfmark.classad.AttributeValue.AbsoluteTimeValue;
import org.shelfmark.classad.AttributeValue.AdValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.RelativeTimeValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Expression.AdExpression;
import org.shelfmark.classad.Expression.Attribute;
import org.shelfmark.classad.Expression.Literal;

/** {@code splitTime()} and {@code formatTime()}, which take a time apart. */
final class TimeParts {
    private static final String DEFAULT_FORMAT = "%c";

    private TimeParts() {}

    static void register(FunctionTable.Registry registry) {
        registry.add("splittime", 1, 1, TimeParts::split);
        registry.add("formattime", 0, 2, TimeParts::format);
    }

    private static AttributeValue split(Arguments arguments) {
        AttributeValue value = arguments.value(0);
        if (value instanceof AttributeValue.Undefined) {
            return value;
        }
        if (value instanceof RelativeTimeValue duration) {
            return new AdValue(new AdExpression(parts(duration.seconds())));
        }
        return absolute(arguments.run(), value)
                .<AttributeValue>map(time -> new AdValue(new AdExpression(parts(time))))
                .orElse(AttributeValue.ERROR);
    }

    /** A number of seconds is a time in the local zone. */
    private static Optional<AbsoluteTimeValue> absolute(EvaluationRun run, AttributeValue value) {
        return switch (value) {
            case AbsoluteTimeValue time -> Optional.of(time);
            case IntegerValue integer -> inLocalZone(run, (double) integer.value());
            case RealValue real -> inLocalZone(run, real.value());
            default -> Optional.empty();
        };
    }

    private static Optional<AbsoluteTimeValue> inLocalZone(EvaluationRun run, double seconds) {
        return Math.abs(seconds) <= AbsoluteTimeValue.MAX_EPOCH_SECONDS
                ? Optional.of(new AbsoluteTimeValue((long) seconds, TimeFunctions.offset(run, (long) seconds)))
                : Optional.empty();
    }

    private static LocalDateTime local(AbsoluteTimeValue time) {
        return LocalDateTime.ofEpochSecond(time.epochSeconds() + time.offsetSeconds(), 0, ZoneOffset.UTC);
    }

    private static List<Attribute> parts(AbsoluteTimeValue time) {
        LocalDateTime local = local(time);
        return List.of(
                new Attribute("Type", new Literal(new StringValue("AbsoluteTime"))),
                integer("Year", local.getYear()),
                integer("Month", local.getMonthValue()),
                integer("Day", local.getDayOfMonth()),
                integer("Hours", local.getHour()),
                integer("Minutes", local.getMinute()),
                integer("Seconds", local.getSecond()),
                integer("Offset", time.offsetSeconds()));
    }

    /** The sign goes to the largest part that is not zero. */
    private static List<Attribute> parts(double duration) {
        double magnitude = Math.abs(duration);
        long whole = (long) magnitude;
        long[] parts = {whole / 86_400, whole / 3_600 % 24, whole / 60 % 60};
        double seconds = whole % 60 + (magnitude - Math.floor(magnitude));
        if (duration < 0) {
            int largest = 0;
            while (largest < parts.length && parts[largest] == 0) {
                largest++;
            }
            if (largest < parts.length) {
                parts[largest] = -parts[largest];
            } else {
                seconds = -seconds;
            }
        }
        List<Attribute> attributes = new ArrayList<>();
        attributes.add(new Attribute("Type", new Literal(new StringValue("RelativeTime"))));
        attributes.add(integer("Days", parts[0]));
        attributes.add(integer("Hours", parts[1]));
        attributes.add(integer("Minutes", parts[2]));
        attributes.add(new Attribute("Seconds", new Literal(new RealValue(seconds))));
        return attributes;
    }

    private static Attribute integer(String name, long value) {
        return new Attribute(name, new Literal(new IntegerValue(value)));
    }

    private static AttributeValue format(Arguments arguments) {
        EvaluationRun run = arguments.run();
        if (arguments.count() == 0) {
            Instant now = run.now();
            int offset = TimeFunctions.offset(run, now.getEpochSecond());
            LocalDateTime local = LocalDateTime.ofEpochSecond(now.getEpochSecond() + offset, 0, ZoneOffset.UTC);
            return new StringValue(TimeFormat.format(DEFAULT_FORMAT, local, run.zone(), offset));
        }
        AttributeValue value = arguments.value(0);
        Optional<LocalDateTime> local = value instanceof AdValue ad
                ? fromParts(run, ad)
                : absolute(run, value).map(TimeParts::local);
        Optional<String> format = arguments.count() == 2 ? arguments.string(1) : Optional.of(DEFAULT_FORMAT);
        if (local.isEmpty() || format.isEmpty()) {
            return AttributeValue.ERROR;
        }
        String text = TimeFormat.format(format.get(), local.get(), run.zone(), 0);
        run.checkLength(text.length());
        return new StringValue(text);
    }

    private static Optional<LocalDateTime> fromParts(EvaluationRun run, AdValue ad) {
        try {
            return Optional.of(LocalDateTime.of(part(run, ad, "year"), 1, 1, 0, 0)
                    .plusMonths(part(run, ad, "month") - 1L)
                    .plusDays(part(run, ad, "day") - 1L)
                    .plusHours(part(run, ad, "hours"))
                    .plusMinutes(part(run, ad, "minutes"))
                    .plusSeconds(part(run, ad, "seconds")));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int part(EvaluationRun run, AdValue ad, String foldedName) {
        return run.lookUp(foldedName, ad.scope()) instanceof IntegerValue integer ? (int) integer.value() : 0;
    }
}
