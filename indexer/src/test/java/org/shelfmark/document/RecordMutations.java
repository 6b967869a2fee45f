package org.shelfmark.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Changes records at random, as crashes, people, other versions and broken disks do. Texts are bytes, one per char. */
final class RecordMutations {
    private final Random random;

    RecordMutations(Random random) {
        this.random = random;
    }

    /** The record, changed in up to three ways; its banner, the last line, stays a line of its own. */
    byte[] changed(byte[] record, byte[] other) {
        List<String> lines = lines(record);
        String banner = lines.remove(lines.size() - 1);
        for (int changes = random.nextInt(4); changes > 0 && !lines.isEmpty(); changes--) {
            change(lines, lines(other));
        }
        if (random.nextInt(12) == 0) {
            banner = "*** Offset = 0 ";
        }
        String body = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
        return (body + banner + "\n").getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<String> lines(byte[] record) {
        String text = new String(record, StandardCharsets.ISO_8859_1);
        return new ArrayList<>(Arrays.asList(text.split("\n")));
    }

    private void change(List<String> lines, List<String> others) {
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        int cut = random.nextInt(line.length() + 1);
        int equals = Math.max(line.indexOf('='), 0);
        switch (random.nextInt(28)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.set(at, line.substring(0, cut));
            case 2 -> lines.set(at, line.substring(cut));
            case 3 -> lines.add(random.nextInt(lines.size()), line);
            case 4 -> lines.add(at, line.substring(0, equals) + "= " + random.nextInt(3));
            case 5 -> lines.set(at, line.substring(0, cut) + (char) random.nextInt(256) + line.substring(cut));
            case 6 ->
                lines.set(
                        at,
                        line.substring(0, cut)
                                + (char) random.nextInt(256)
                                + line.substring(Math.min(cut + 1, line.length())));
            case 7 -> lines.replaceAll(each -> each + "\r");
            case 8 -> lines.set(at, line + "\r");
            case 9 -> lines.add(at, others.get(random.nextInt(others.size())));
            case 10 -> lines.add(at, random.nextBoolean() ? "" : "  # " + line);
            case 11 -> lines.set(at, line.substring(0, cut) + "\n" + line.substring(cut));
            case 12 -> lines.add(at, "Note" + random.nextInt(3) + " = \"one\ntwo = " + random.nextInt(3) + "\nthree\"");
            case 13 -> lines.add(at, "Note" + random.nextInt(3) + " = \"one\"");
            case 14 ->
                lines.set(at, line.substring(0, equals).toUpperCase(java.util.Locale.ROOT) + line.substring(equals));
            case 15 ->
                lines.set(
                        at,
                        "\t " + line.substring(0, equals) + "  ="
                                + line.substring(Math.min(equals + 2, line.length())));
            case 16 -> lines.set(at, line.substring(0, equals) + "= " + value());
            case 17 -> java.util.Collections.swap(lines, at, random.nextInt(lines.size()));
            case 18 -> lines.subList(at, lines.size()).clear();
            case 19 -> lines.subList(0, at).clear();
            case 20 -> lines.addAll(at, others.subList(0, random.nextInt(others.size())));
            case 21 ->
                lines.set(at, line.substring(0, equals) + "= \"" + "long text ".repeat(random.nextInt(1200)) + "\"");
            case 22 -> lines.removeIf(each -> each.startsWith(random.nextBoolean() ? "ProcId " : "ClusterId "));
            case 23, 24, 25 -> changeNumber(lines, at);
            default -> lines.set(at, line.replace('1', '2'));
        }
    }

    /** Gives the next attribute that is a number another number, or what looks like one. */
    private void changeNumber(List<String> lines, int from) {
        for (int at = from; at < lines.size(); at++) {
            String line = lines.get(at);
            int value = line.indexOf('=') + 1;
            if (line.substring(value).matches(" -?[0-9.]+")) {
                lines.set(at, line.substring(0, value) + number());
                return;
            }
        }
    }

    private String number() {
        String digits = Long.toString(random.nextLong() >>> random.nextInt(64));
        String[] numbers = {
            " " + digits,
            " -" + digits,
            " " + digits + "." + random.nextInt(1000),
            " -" + random.nextInt(1000) + "." + digits,
            " 1795400000." + random.nextInt(10),
            " " + digits.substring(0, Math.min(digits.length(), 15)) + ".0",
            " " + digits + "e" + (random.nextInt(40) - 20),
            " 9223372036854775807",
            " 9223372036854775808",
            " -9223372036854775808",
            " -9223372036854775809",
            " 999999999999999999",
            " 1000000000000000000",
            " 9007199254740992",
            " -9007199254740993",
            " 0",
            " -0",
            " 0.0",
            " -0.0",
            " 00",
            " 007",
            " -007",
            " 0x1F",
            " 0b11",
            " +5",
            " - 5",
            " --5",
            " -",
            " .5",
            " ..5",
            " 5.",
            " 1E5",
            " 1.5e-3",
            " 5K",
            " 5 5",
            " 1_000",
            "5",
            " \t 5\t ",
            " 5 // five",
            " 5 /* five */",
            " /* five */ 5",
            " 5\0",
            " (5)",
            " 5 + 0",
            " undefined",
        };
        return numbers[random.nextInt(numbers.length)];
    }

    private String value() {
        String[] values = {
            "undefined",
            "error",
            "true",
            "0",
            "-7",
            "3.0",
            "-0.0",
            "9007199254740993",
            "99999999999999999999",
            "1e400",
            "\"\"",
            "\"Caf\u00c3\u00a9 \\\"x\\\" \u00ff\"",
            "{ 1, \"A\", 2.5 }",
            "[ a = 1; B = ExitCode ]",
            "ExitCode + 1",
            "TARGET.Memory > 3",
            "time() - QDate",
            "Environment",
            "ifThenElse(ProcId =?= 0, \"first\", ProcId)",
            "\"" + random.nextInt(5) + "\"",
            "\"never closed",
            "1 +",
        };
        return values[random.nextInt(values.length)];
    }
}
