package org.shelfmark.search;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.SmallRecords;

/** Random records with numbers, times and other values of all kinds, and what each name stands for in them. */
final class FigureArchive {
    private static final List<String> TEXTS = List.of(
            "alice", "Alice", "bob", "3", "-1", "true", "error", "a", "a b", "a!", "naïve", "ΣΊΣΥΦΟΣ", "", "x/y,z",
            "😀", "ｆ", "q\\\"q");
    private static final List<String> HUGE = List.of(
            "9223372036854775807",
            "-9223372036854775808",
            "9007199254740992",
            "9007199254740993",
            "-9007199254740993",
            "4611686018427387905");
    private static final List<String> STRANGE_REALS =
            List.of("1E300", "-1E300", "1E-300", "-0.0", "0.1", "0.30000000000000004", "-2.5");

    /** A list, which is shown as its text. */
    private static final String LIST = "{ \"a\" }";

    private final Random random;
    private final boolean wild;
    private final List<Instant> clockChanges = new ArrayList<>();
    private int records;

    /**
     * A job and its values by ClassAd name, or by the name of the field where that is computed. A number is a BigDecimal, or
     * a Double where it is not finite.
     */
    record Job(int cluster, String text, Map<String, Object> values) {
        Optional<Object> value(String key) {
            return Optional.ofNullable(values.get(key));
        }
    }

    /** A value as it is written, and what it is; empty where that is nothing. */
    private record Written(String text, Optional<Object> value) {
        static Written number(String text) {
            return new Written(text, Optional.of(RandomArchive.exact(text)));
        }

        static Written text(String escaped) {
            return new Written('"' + escaped + '"', Optional.of(escaped.replace("\\\"", "\"")));
        }

        static Written truth(boolean truth) {
            return new Written(truth ? "True" : "false", Optional.of(truth));
        }

        static Written nothing(String text) {
            return new Written(text, Optional.empty());
        }
    }

    /**
     * Begins an archive.
     *
     * @param zone around whose changes of the clock the times lie
     * @param wild whether numbers are also huge, tiny and not finite
     */
    FigureArchive(Random random, ZoneId zone, boolean wild) {
        this.random = random;
        this.wild = wild;
        ZoneRules rules = zone.getRules();
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        for (ZoneOffsetTransition next = rules.nextTransition(from);
                next != null && clockChanges.size() < 2;
                next = rules.nextTransition(next.getInstant())) {
            clockChanges.add(next.getInstant());
        }
        if (clockChanges.isEmpty()) {
            clockChanges.add(from);
        }
    }

    /** The next job; the first one has every attribute. */
    Job job() {
        records++;
        int cluster = records;
        int tag = random.nextInt(10);
        Map<String, Written> lines = new TreeMap<>();
        lines.put("Tag", Written.number(Integer.toString(tag)));
        put(lines, "ExitCode", () -> misfit(this::integer));
        put(lines, "RemoteWallClockTime", () -> misfit(this::real));
        put(lines, "MemoryUsage", () -> misfit(() -> memory(tag)));
        put(lines, "RequestMemory", () -> misfit(() -> expression("ifThenElse(TARGET.Memory =?= undefined,100,200)")));
        put(lines, "CumulativeRemoteUserCpu", this::real);
        put(lines, "CumulativeRemoteSysCpu", this::real);
        put(lines, "CpusProvisioned", () -> Written.number(pick("1", "1", "4", "0", "2.5")));
        put(lines, "Owner", () -> misfit(this::string));
        put(lines, "JobBatchName", () -> misfit(this::string));
        put(lines, "LastRemoteHost", () -> misfit(this::slot));
        put(lines, "JobStatus", () -> misfit(() -> Written.number(pick("3", "4", "4", "4", "5", "99", "-4"))));
        put(lines, "ExitBySignal", () -> misfit(() -> Written.truth(random.nextBoolean())));
        put(lines, "CompletionDate", () -> oddTime(this::yearlyTime));
        put(lines, "EnteredCurrentStatus", this::yearlyTime);
        put(lines, "QDate", () -> oddTime(this::nearTime));
        put(lines, "MyInt", () -> misfit(this::integer));
        put(lines, "MyReal", () -> misfit(this::real));
        put(lines, "MyText", this::string);
        put(lines, "MyFlag", () -> Written.truth(random.nextBoolean()));
        put(lines, "MyMixed", () -> random.nextBoolean() ? misfit(this::integer) : misfit(this::string));
        put(lines, "MyExpr", () -> computed(tag, cluster));
        if (cluster == 1 || (cluster > 150 && random.nextInt(3) == 0)) {
            lines.put("MyRare", misfit(this::real));
        }
        return job(cluster, lines);
    }

    private static Job job(int cluster, Map<String, Written> lines) {
        StringBuilder text = new StringBuilder();
        Map<String, Object> values = new TreeMap<>();
        lines.forEach((name, written) -> {
            text.append(name).append(" = ").append(written.text()).append('\n');
            written.value().ifPresent(value -> values.put(name, value));
        });
        List.of("CompletionDate", "EnteredCurrentStatus", "QDate").forEach(name -> removeNoTime(values, name));
        addComputed(values);
        text.append("ProcId = 0\nClusterId = ").append(cluster).append("\nGlobalJobId = \"ap1#");
        text.append(cluster).append(".0#1795317000\"\n").append(SmallRecords.banner(cluster, 0));
        return new Job(cluster, text.toString(), values);
    }

    private void put(Map<String, Written> lines, String name, Supplier<Written> value) {
        if (records == 1 || random.nextInt(8) > 0) {
            lines.put(name, value.get());
        }
    }

    /** Mostly the value, sometimes one of another type. */
    private Written misfit(Supplier<Written> usual) {
        return switch (random.nextInt(24)) {
            case 0 -> string();
            case 1 -> Written.number(pick("3.5", "3.0", "7.25"));
            case 2 -> Written.truth(random.nextBoolean());
            case 3 -> Written.nothing("undefined");
            case 4 -> new Written("error", Optional.of(FigureValue.ERROR));
            case 5 -> Written.number(Integer.toString(random.nextInt(5) - 2));
            case 6 -> new Written(LIST, Optional.of(LIST));
            default -> usual.get();
        };
    }

    /** Small numbers are times long ago, which make too many intervals: only where everything is wild. */
    private Written oddTime(Supplier<Written> usual) {
        return wild && random.nextInt(3) == 0
                ? misfit(usual)
                : switch (random.nextInt(16)) {
                    case 0 -> string();
                    case 1 -> Written.nothing("undefined");
                    default -> usual.get();
                };
    }

    private Written integer() {
        return wild && random.nextInt(8) == 0
                ? Written.number(RandomArchive.pick(random, HUGE))
                : Written.number(Integer.toString(random.nextInt(3) > 0 ? random.nextInt(6) : random.nextInt(90) - 30));
    }

    private Written real() {
        if (wild && random.nextInt(6) == 0) {
            return switch (random.nextInt(6)) {
                case 0 -> new Written("real(\"INF\")", Optional.of(Double.POSITIVE_INFINITY));
                case 1 -> new Written("real(\"-INF\")", Optional.of(Double.NEGATIVE_INFINITY));
                case 2 -> new Written("real(\"NaN\")", Optional.of(Double.NaN));
                case 3 -> Written.number(RandomArchive.pick(random, HUGE));
                default -> Written.number(RandomArchive.pick(random, STRANGE_REALS));
            };
        }
        return switch (random.nextInt(3)) {
            case 0 -> Written.number(Integer.toString(random.nextInt(40)));
            case 1 -> Written.number(random.nextInt(40) - 10 + pick(".0", ".5", ".1", ".2", ".3"));
            default -> Written.number(Double.toString(random.nextDouble() * 50));
        };
    }

    private Written memory(int tag) {
        return random.nextBoolean()
                ? new Written("((Tag * 1024 + 1023) / 1024)", Optional.of(BigDecimal.valueOf(tag)))
                : Written.number(Integer.toString(random.nextInt(5) * 512));
    }

    /** An expression that looks outside the record and has a value: its text stands for it. */
    private Written expression(String text) {
        return random.nextInt(3) == 0
                ? new Written(text, Optional.of(text))
                : Written.number(pick("128", "1024", "2048", "2048"));
    }

    private Written computed(int tag, int cluster) {
        String outside = "iftHenElse(TARGET.Memory =?= undefined,MyMaybe,200)";
        String maybe = "ifthenelse(target.memory =?= undefined,mymaybe,200)";
        return switch (random.nextInt(8)) {
            case 0 -> new Written("Tag + 1", Optional.of(BigDecimal.valueOf(tag + 1L)));
            case 1 -> new Written("Tag * 0.5", Optional.of(new BigDecimal(tag * 0.5)));
            case 2 -> new Written("Tag > 5", Optional.of(tag > 5));
            case 3 -> new Written("strcat(\"t\",Tag)", Optional.of("t" + tag));
            case 4 -> Written.nothing("TARGET.Memory");
            case 5 -> Written.nothing(outside);
            // the same text, in a record where it has a value
            case 6 -> new Written(outside + "\nMyMaybe = " + cluster, Optional.of(maybe));
            default -> Written.nothing("MyAbsent + 1");
        };
    }

    private Written string() {
        return Written.text(RandomArchive.pick(random, TEXTS));
    }

    private Written slot() {
        return Written.text(pick("slot1@e1", "slot1_2@e1", "slot1@E1", "e2", "slot1@a@e3", "", "slot1@"));
    }

    /** Within a few years, often around a change of the clock. */
    private Written yearlyTime() {
        Instant around = RandomArchive.pick(random, clockChanges);
        return time(
                switch (random.nextInt(3)) {
                    case 0 -> around.getEpochSecond() + (random.nextInt(30) - 15) * 900L;
                    case 1 ->
                        Instant.parse("2026-01-01T00:00:00Z").getEpochSecond() + (random.nextInt(60) - 30) * 3600L;
                    default -> around.getEpochSecond() + (random.nextInt(700) - 350) * 86_400L + random.nextInt(86_400);
                });
    }

    /** Within some days of one change of the clock. */
    private Written nearTime() {
        long around = clockChanges.get(0).getEpochSecond();
        return time(
                random.nextBoolean()
                        ? around + (random.nextInt(40) - 20) * 900L
                        : around + random.nextInt(5 * 86_400) - 2 * 86_400);
    }

    private Written time(long seconds) {
        return switch (random.nextInt(20)) {
            case 0 -> Written.number("0");
            case 1 -> Written.number("-5");
            case 2 -> Written.number("-0.5");
            case 3 -> Written.number(seconds + ".5");
            case 4 -> Written.number(seconds + ".0");
            default -> Written.number(Long.toString(seconds));
        };
    }

    private String pick(String... some) {
        return some[random.nextInt(some.length)];
    }

    /** A time that is 0 or negative is missing. */
    private static void removeNoTime(Map<String, Object> values, String name) {
        if (values.get(name) instanceof BigDecimal number && number.signum() <= 0) {
            values.remove(name);
        }
    }

    private static void addComputed(Map<String, Object> values) {
        put(values, "status", status(values.get("JobStatus")));
        Object completed = values.get("CompletionDate");
        put(values, "ended", completed instanceof BigDecimal ? completed : values.get("EnteredCurrentStatus"));
        put(
                values,
                "host",
                values.get("LastRemoteHost") instanceof String slot && !slot.isEmpty() && !slot.equals(LIST)
                        ? slot.replaceFirst("(?s).*@", "")
                        : null);
        Object exit = values.get("ExitCode");
        put(
                values,
                "failed",
                Boolean.TRUE.equals(values.get("ExitBySignal"))
                        ? (Object) true
                        : exit instanceof BigDecimal code ? code.signum() != 0 : null);
        put(values, "cpu_efficiency", efficiency(values));
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static @Nullable Object status(@Nullable Object code) {
        if (!(code instanceof BigDecimal number) || number.stripTrailingZeros().scale() > 0) {
            return code;
        }
        return switch (number.intValueExact()) {
            case 1 -> "idle";
            case 2 -> "running";
            case 3 -> "removed";
            case 4 -> "completed";
            case 5 -> "held";
            default -> Integer.toString(number.intValueExact());
        };
    }

    private static @Nullable Object efficiency(Map<String, Object> values) {
        if (!(values.get("RemoteWallClockTime") instanceof BigDecimal wall)
                || !(values.get("CumulativeRemoteUserCpu") instanceof BigDecimal user)
                || !(values.get("CumulativeRemoteSysCpu") instanceof BigDecimal system)) {
            return null;
        }
        double cores =
                values.get("CpusProvisioned") instanceof BigDecimal cpus && cpus.signum() > 0 ? cpus.doubleValue() : 1;
        double available = cores * wall.doubleValue();
        if (!(available > 0)) {
            return null;
        }
        double percent = 100 * (user.doubleValue() + system.doubleValue()) / available;
        return Double.isFinite(percent) ? (Object) new BigDecimal(percent) : (Object) percent;
    }
}
