package org.shelfmark.classad;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Writes random expressions over the attributes of {@code record.txt}: well-formed, and the same for the same seed. */
final class RandomExpression {
    private static final List<String> NAMES = List.of(
            "Owner",
            "N",
            "Neg",
            "Z",
            "R",
            "Yes",
            "No",
            "S",
            "Uni",
            "Und",
            "Err",
            "L",
            "Nums",
            "Empty",
            "Ad",
            "Ads",
            "A",
            "Me",
            "C1",
            "E2",
            "Old",
            "Dur",
            "Cond",
            "Csv",
            "Text",
            "NoSuch",
            "Machines",
            "Deep",
            "MY.N",
            "TARGET.N",
            ".R",
            "MY.NoSuch",
            "Ad.B",
            "Ad.Inner",
            "Deep.one.two");

    private static final List<String> CONSTANTS = List.of(
            "0",
            "1",
            "2",
            "-3",
            "7",
            "0.5",
            "2.0",
            "-1.5",
            "1e3",
            "true",
            "false",
            "undefined",
            "error",
            "\"\"",
            "\"a\"",
            "\"B\"",
            "\"b,a\"",
            "\"12\"",
            "\"N\"",
            "\"é\"",
            "9223372036854775807",
            "{  }",
            "{ 1,2 }",
            "[ a = 1 ]",
            "absTime(\"2024-01-01T00:00:00+00:00\")",
            "relTime(90)",
            "relTime(N)",
            "relTime(\"01:00\")",
            "real(\"INF\")");

    private static final List<String> BINARY = List.of(
            "*", "/", "%", "+", "-", "<<", ">>", ">>>", "<", "<=", ">=", ">", "==", "!=", "=?=", "=!=", "is", "isnt",
            "&", "^", "|", "&&", "||", "&&", "||", "==", "+");

    /** Name, fewest and most arguments. Chance is not among them, so that values repeat. */
    private static final List<String> FUNCTIONS = List.of(
            ("isUndefined:1:1 isError:1:1 isString:1:1 isInteger:1:1 isReal:1:1 isBoolean:1:1 isList:1:1 isClassAd:1:1"
                            + " ifThenElse:3:3 int:1:1 real:1:1 bool:1:1 floor:1:1 ceiling:1:1 round:1:1 pow:2:2"
                            + " quantize:2:2 sum:1:1 avg:1:1 min:1:1 max:1:1 member:2:2 identicalMember:2:2 size:1:1"
                            + " split:1:2 splitUserName:1:1 substr:2:3"
                            + " regexp:2:3 regexpMember:2:2 regexps:3:3 replaceall:3:3 stringListSize:1:2"
                            + " stringListSum:1:1 stringListMember:2:3 stringListSubsetMatch:2:2 stringListsIntersect:2:2"
                            + " absTime:2:2 interval:1:1 unparse:1:1 unresolved:1:1 evalInEachContext:2:2"
                            + " countMatches:2:2 debug:1:1 mergeEnvironment:0:2 listToArgs:1:1 argsToList:1:1 noSuch:1:1")
                    .split(" ", -1));

    /** These see values of other types as they are written. */
    private static final List<String> TEXT_FUNCTIONS = List.of(
            "string:1:1",
            "strcat:0:3",
            "join:1:3",
            "toLower:1:1",
            "toUpper:1:1",
            "strcmp:2:2",
            "stricmp:2:2",
            "versioncmp:2:2",
            "versionGE:2:2",
            "eval:1:1");

    private static final List<String> ZONE_FUNCTIONS =
            List.of("time:0:0", "formatTime:1:2", "splitTime:1:1", "getHours:1:1", "getDayOfMonth:1:1", "dayTime:0:0");

    private static final List<String> ZONE_ATOMS =
            List.of("CurrentTime", "absTime(N)", "absTime(\"2024-01-01T00:00:00\")", "formatTime(Old,\"%H\")");

    private final RandomGenerator random;
    private final UnaryOperator<String> spelling;
    private final boolean outside;
    private final boolean textOfLists;

    private RandomExpression(
            RandomGenerator random, UnaryOperator<String> spelling, boolean outside, boolean textOfLists) {
        this.random = random;
        this.spelling = spelling;
        this.outside = outside;
        this.textOfLists = textOfLists;
    }

    /** An expression whose value depends on the record alone. */
    static String insideRecord(RandomGenerator random, int depth) {
        return new RandomExpression(random, word -> word, false, true).expression(depth);
    }

    /** An expression that may ask for the clock and the local time zone. */
    static String anywhere(RandomGenerator random, int depth) {
        return new RandomExpression(random, word -> word, true, true).expression(depth);
    }

    /** The expression with its names in upper or lower case; no list is made a text of, which would show the spelling. */
    static String spelled(RandomGenerator random, int depth, boolean upper) {
        UnaryOperator<String> spelling =
                upper ? word -> word.toUpperCase(Locale.ROOT) : word -> word.toLowerCase(Locale.ROOT);
        return new RandomExpression(random, spelling, false, false).expression(depth);
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String expression(int depth) {
        if (depth <= 0) {
            return atom();
        }
        return switch (random.nextInt(16)) {
            case 0 -> atom();
            case 1, 2, 3, 4, 5 -> operand(depth) + " " + pick(BINARY) + " " + operand(depth);
            case 6 -> pick(List.of("-", "!", "+", "~", "- ", "! ")) + operand(depth);
            case 7 -> operand(depth) + " ? " + expression(depth - 1) + " : " + expression(depth - 1);
            case 8 -> grouped(depth) + " ?: " + grouped(depth);
            case 9 -> "{ " + expression(depth - 1) + "," + expression(depth - 2) + " }";
            case 10 -> "[ a = " + expression(depth - 1) + "; N = " + expression(depth - 2) + " ]";
            case 11 -> grouped(depth) + "[" + pick(List.of("0", "1", "\"a\"", "N")) + "]";
            case 12 -> grouped(depth) + "." + spelling.apply(pick(List.of("a", "N", "Owner", "b", "NoSuch")));
            default -> call(depth);
        };
    }

    private String operand(int depth) {
        return random.nextBoolean() ? grouped(depth) : expression(depth - 1);
    }

    private String grouped(int depth) {
        return "(" + expression(depth - 1) + ")";
    }

    private String atom() {
        if (outside && random.nextInt(12) == 0) {
            return pick(ZONE_ATOMS);
        }
        return random.nextInt(5) < 3 ? spelling.apply(pick(NAMES)) : constant();
    }

    /** A quoted constant is spelled the same always. */
    private String constant() {
        String constant = pick(CONSTANTS);
        return constant.contains("\"") ? constant : spelling.apply(constant);
    }

    private String call(int depth) {
        String[] function = function().split(":", -1);
        int fewest = Integer.parseInt(function[1]);
        int count = fewest + random.nextInt(Integer.parseInt(function[2]) - fewest + 1);
        StringBuilder text = new StringBuilder(spelling.apply(function[0])).append('(');
        for (int i = 0; i < count; i++) {
            text.append(i > 0 ? "," : "").append(expression(depth - 1));
        }
        return text.append(')').toString();
    }

    private String function() {
        if (outside && random.nextInt(4) == 0) {
            return pick(ZONE_FUNCTIONS);
        }
        return textOfLists && random.nextInt(5) == 0 ? pick(TEXT_FUNCTIONS) : pick(FUNCTIONS);
    }
}
