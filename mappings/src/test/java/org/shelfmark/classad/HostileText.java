package org.shelfmark.classad;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Texts that are, or once were, expressions: damaged byte by byte, or strewn from tokens. One for each number. */
final class HostileText {
    private static final List<String> TOKENS = List.of(
            "(",
            ")",
            "{",
            "}",
            "[",
            "]",
            ";",
            ",",
            ".",
            "..",
            "?",
            ":",
            "?:",
            "=",
            "==",
            "=?=",
            "=!=",
            "!=",
            "!",
            "~",
            "+",
            "-",
            "*",
            "/",
            "%",
            "&",
            "&&",
            "|",
            "||",
            "^",
            "<",
            "<=",
            "<<",
            ">",
            ">>",
            ">>>",
            "is",
            "isnt",
            "true",
            "undefined",
            "error",
            "parent",
            "MY.",
            "TARGET.",
            "N",
            "L",
            "Ad",
            "A",
            "Owner",
            "'odd'",
            "\"text\"",
            "\"C:\\\"",
            "\"",
            "'",
            "\\",
            "0",
            "1",
            "5.",
            "1e",
            "0x1F",
            "010",
            ".5",
            "1e400",
            "9223372036854775808",
            "/*",
            "*/",
            "//",
            "\n",
            " ",
            "\t",
            "eval(",
            "strcat(",
            "regexp(\"(a+)+$\",",
            "unparse(",
            "split(",
            "random(",
            "time()",
            "replaceall(",
            "sum(",
            "é",
            "\u0000",
            "relTime(\"",
            "absTime(\"2024",
            "evalInEachContext(",
            "Machines",
            "😀");

    private HostileText() {}

    static byte[] of(long number) {
        SplittableRandom random = new SplittableRandom(number);
        byte[] text = random.nextInt(3) == 0
                ? tokens(random)
                : RandomExpression.anywhere(random, 1 + random.nextInt(4)).getBytes(StandardCharsets.UTF_8);
        int damages = Math.max(0, random.nextInt(5) - 2);
        for (int i = 0; i < damages; i++) {
            text = damaged(random, text);
        }
        return text;
    }

    private static byte[] tokens(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int count = random.nextInt(24); count >= 0; count--) {
            text.append(TOKENS.get(random.nextInt(TOKENS.size()))).append(random.nextInt(3) == 0 ? " " : "");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] damaged(SplittableRandom random, byte[] text) {
        int from = random.nextInt(text.length + 1);
        int to = from + random.nextInt(Math.min(12, text.length - from + 1));
        return switch (random.nextInt(7)) {
            case 0 -> joined(text, from, new byte[0], to);
            case 1 -> joined(text, from, new byte[] {(byte) random.nextInt(256)}, from);
            case 2 -> joined(text, from, new byte[] {(byte) random.nextInt(256)}, to);
            case 3 -> joined(text, from, repeated(Arrays.copyOfRange(text, from, to), 1 + random.nextInt(40)), to);
            case 4 -> Arrays.copyOf(text, from);
            case 5 -> joined(text, from, token(random), to);
            default -> joined(text, from, token(random), from);
        };
    }

    private static byte[] token(SplittableRandom random) {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] repeated(byte[] part, int times) {
        byte[] whole = new byte[part.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(part, 0, whole, i * part.length, part.length);
        }
        return whole;
    }

    /** The text up to an index, something else, and the text from another index. */
    private static byte[] joined(byte[] text, int upTo, byte[] between, int from) {
        byte[] joined = Arrays.copyOf(text, upTo + between.length + text.length - from);
        System.arraycopy(between, 0, joined, upTo, between.length);
        System.arraycopy(text, from, joined, upTo + between.length, text.length - from);
        return joined;
    }
}
