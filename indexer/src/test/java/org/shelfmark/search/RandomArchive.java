package org.shelfmark.search;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.shelfmark.archive.SmallRecords;

/** Records with random attributes and values of all kinds, and what they hold. */
final class RandomArchive {
    /** Mapped and unmapped names; every archive has each of them somewhere. */
    static final List<String> NAMES =
            List.of("ExitCode", "RemoteWallClockTime", "Owner", "JobBatchName", "ExitBySignal", "MyA", "MyB", "My_c9");

    static final List<String> STRINGS = List.of(
            "alice", "Alice", "bob", "3", "-1", "true", "a b", "a*b", "q\\\"q", "naïve", "ΣΊΣΥΦΟΣ", "", "x/y,z", "😀",
            "(a)");
    static final List<String> NUMBERS = List.of(
            "0",
            "3",
            "3.0",
            "-1",
            "-0.0",
            "1.5",
            "2.5E3",
            "9007199254740992",
            "9007199254740993",
            "9223372036854775807",
            "-9223372036854775808",
            "0.1");

    private final List<Job> jobs = new ArrayList<>();

    /** A job: its id and its values by name; a number, a truth, a string, or nothing. */
    record Job(String id, Map<String, Object> values) {
        Optional<Object> value(String name) {
            return Optional.ofNullable(values.get(name));
        }
    }

    private final StringBuilder text = new StringBuilder();

    RandomArchive(Random random, int size) {
        for (int i = 1; i <= size; i++) {
            Map<String, Object> values = new TreeMap<>();
            List<String> lines = new ArrayList<>();
            for (String name : NAMES) {
                // the first records have everything, so that every name is known
                if (i <= 2 || random.nextInt(4) > 0) {
                    lines.add(name + " = " + written(random, name, values));
                }
            }
            text.append(String.join("\n", lines))
                    .append("\nJobStatus = 4\nClusterId = ")
                    .append(i);
            text.append("\nProcId = 0\nGlobalJobId = \"ap1#").append(i).append(".0#1795317000\"\n");
            text.append(SmallRecords.banner(i, 0));
            jobs.add(new Job("ap1#" + i + ".0", values));
        }
    }

    private static String written(Random random, String name, Map<String, Object> values) {
        return switch (random.nextInt(7)) {
            case 0, 1 -> {
                String number = pick(random, NUMBERS);
                values.put(name, exact(number));
                yield number;
            }
            case 2, 3, 4 -> {
                String string = pick(random, STRINGS);
                values.put(name, string.replace("\\\"", "\""));
                yield '"' + string + '"';
            }
            case 5 -> {
                boolean truth = random.nextBoolean();
                values.put(name, truth);
                yield truth ? "true" : "FALSE";
            }
            default -> "undefined";
        };
    }

    /** An integer as it is written; anything else as the double nearest to it. */
    static BigDecimal exact(String number) {
        boolean integer = number.matches("-?[0-9]+");
        return integer ? new BigDecimal(number) : new BigDecimal(Double.parseDouble(number));
    }

    static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /** Upper then lower case, so that letters with two small forms meet. */
    static String folded(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('ς', 'σ');
    }

    String text() {
        return text.toString();
    }

    List<Job> jobs() {
        return jobs;
    }
}
