package org.shelfmark.search;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.shelfmark.classad.AttributeScope;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.classad.Expression;

/** Random records whose attributes have values of every kind, where a column is and where none is. */
final class ConstrainedArchive {
    private static final List<String> STRINGS = List.of(
            "\"alice\"",
            "\"Alice\"",
            "\"ALICE\"",
            "\"bob\"",
            "\"\"",
            "\"Kelvin \u212A\"",
            "\"kelvin k\"",
            "\"3\"",
            "\"stra\u00dfe\"",
            "\"a,b c\"",
            "\"\u00c9t\u00e9\"",
            "\"\u00e9t\u00e9\"");
    private static final List<String> NUMBERS = List.of(
            "0", "1", "3", "3.0", "137", "-1", "2.5", "0.0", "-0.0", "9007199254740993", "1e300", "60", "100.0");
    private static final List<String> ODD = List.of(
            "true",
            "false",
            "undefined",
            "error",
            "{ 1,\"a\" }",
            "[ a = 1 ]",
            "time()",
            "TARGET.Memory",
            "ExitCode + 1",
            "strcat(Owner, \"x\")",
            "size(Env)",
            "isUndefined(Env)",
            "real(\"NaN\")",
            "ifThenElse(Missing =?= undefined, 3, 4)");

    /** Attributes with and without a column, one that may stand for another, and a secret. */
    static final List<String> NAMES = List.of(
            "Owner",
            "ExitCode",
            "ExitBySignal",
            "RemoteWallClockTime",
            "CompletionDate",
            "MemoryUsage",
            "JobStatus",
            "QDate",
            "ProcId",
            "Out",
            "Args",
            "Arguments",
            "Tier",
            "Label",
            "Ratio",
            "Env");

    private final Random random;

    ConstrainedArchive(Random random) {
        this.random = random;
    }

    /** A record: its attributes' texts by name, and how it is written. */
    record Written(int cluster, Map<String, String> lines, String text) {
        /** The attributes, read by the parser alone. */
        AttributeScope scope() {
            Map<String, Expression> parsed = new LinkedHashMap<>();
            lines.forEach((name, value) -> parsed.put(name.toLowerCase(java.util.Locale.ROOT), parse(value)));
            return name -> Optional.ofNullable(parsed.get(name));
        }

        private static Expression parse(String value) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            try {
                return ClassAdParser.parse(bytes, 0, bytes.length);
            } catch (ClassAdSyntaxException e) {
                throw new AssertionError(value, e);
            }
        }
    }

    Written record(int cluster) {
        Map<String, String> lines = new LinkedHashMap<>();
        if (random.nextInt(12) > 0) {
            lines.put("ClusterId", Integer.toString(cluster));
        }
        for (String name : NAMES) {
            if (!name.equals("ProcId") && random.nextInt(5) > 0) {
                lines.put(name, value(name));
            }
        }
        if (random.nextInt(12) > 0) {
            lines.put("ProcId", "0");
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (name, value) -> text.append(name).append(" = ").append(value).append('\n'));
        text.append("*** Offset = 0 ClusterId = ")
                .append(cluster)
                .append(" ProcId = 0 Owner = \"x\" CompletionDate = 1795318000 CurrentTime = 1795318000\n");
        return new Written(cluster, lines, text.toString());
    }

    /** Mostly what the attribute is for, sometimes anything. */
    private String value(String name) {
        if (random.nextInt(8) == 0) {
            return of(ODD);
        }
        return switch (name) {
            case "Owner", "Out", "Args", "Arguments", "Label", "Env" -> mostly(STRINGS, NUMBERS);
            case "ExitBySignal" -> random.nextBoolean() ? "true" : "false";
            case "CompletionDate", "QDate" ->
                random.nextBoolean() ? Integer.toString(1_795_318_000 + random.nextInt(5)) : mostly(NUMBERS, STRINGS);
            default -> mostly(NUMBERS, STRINGS);
        };
    }

    private String mostly(List<String> usual, List<String> other) {
        return of(random.nextInt(6) > 0 ? usual : other);
    }

    private String of(List<String> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** A random constraint over the attributes. */
    String constraint(int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            return atom();
        }
        String left = constraint(depth - 1);
        String right = constraint(depth - 1);
        return switch (random.nextInt(9)) {
            case 0, 1, 2 -> "(" + left + ") && (" + right + ")";
            case 3, 4 -> "(" + left + ") || (" + right + ")";
            case 5 -> "!(" + left + ")";
            case 6 -> "(" + left + ") ? (" + right + ") : (" + atom() + ")";
            case 7 -> "(" + left + ") ?: (" + right + ")";
            default -> "isUndefined(" + left + ") || ifThenElse(" + left + ", " + right + ", " + atom() + ")";
        };
    }

    private String atom() {
        String name = random.nextInt(20) == 0 ? "NoSuch" : of(NAMES);
        String constant = switch (random.nextInt(6)) {
            case 0, 1 -> of(STRINGS);
            case 2, 3 -> of(NUMBERS);
            case 4 -> "1795318002";
            default -> of(List.of("true", "false", "undefined", "error"));
        };
        String operator = of(List.of("==", "!=", "<", "<=", ">", ">=", "=?=", "=!="));
        return switch (random.nextInt(12)) {
            case 0 -> name;
            case 1 -> constant + " " + operator + " " + name;
            case 2 -> name + " " + operator + " " + of(NAMES);
            case 3 -> name + " + " + of(NAMES) + " " + operator + " " + constant;
            case 4 ->
                of(List.of("isUndefined", "isError", "isString", "isInteger", "isReal", "isBoolean")) + "(" + name
                        + ")";
            case 5 -> "regexp(\"^A\", " + name + ", \"i\")";
            case 6 -> "stringListMember(\"a\", " + name + ") || member(" + name + ", {3, \"bob\"})";
            case 7 -> "MY." + name + " " + operator + " " + constant;
            case 8 -> "int(" + name + ") % 2 == 1";
            case 10 -> "regexp(\"[(+.]\", unparse(" + name + ")) || unresolved(" + name + ") == \"Memory\"";
            case 9 -> "TARGET." + name + " " + operator + " " + constant + " || time() > " + name;
            default -> name + " " + operator + " " + constant;
        };
    }
}
