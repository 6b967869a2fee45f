package org.shelfmark.generate;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A record read back from a file's text. Written against the format alone, so that the generator's idea of it is not
 * checked with itself. Text is Latin-1: one character per byte.
 */
record ParsedRecord(List<String> lines, String banner, long bannerOffset, int bodyBytes) {
    static final Pattern BANNER = Pattern.compile("\\*\\*\\* Offset = (\\d+) ClusterId = (\\d+) ProcId = (\\d+)"
            + " Owner = \"([a-z0-9]+)\" CompletionDate = (-1|\\d+) CurrentTime = (\\d+)");

    static List<ParsedRecord> readAll(byte[] file) {
        List<ParsedRecord> records = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int bodyStart = 0;
        int position = 0;
        for (String line : new String(file, StandardCharsets.ISO_8859_1).lines().toList()) {
            if (line.startsWith("***")) {
                records.add(new ParsedRecord(List.copyOf(lines), line, position, position - bodyStart));
                lines.clear();
                bodyStart = position + line.length() + 1;
            } else {
                lines.add(line);
            }
            position += line.length() + 1;
        }
        if (!lines.isEmpty() || position != file.length) {
            throw new AssertionError("text behind the last banner: " + lines);
        }
        return records;
    }

    List<String> names() {
        return lines.stream()
                .map(line -> line.substring(0, line.indexOf(" = ")))
                .toList();
    }

    /** The value as written, if the attribute is there. */
    Optional<String> value(String name) {
        String start = name + " = ";
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst();
    }

    long number(String name) {
        return Long.parseLong(value(name).orElseThrow(() -> new AssertionError("no " + name + " in " + banner)));
    }

    /** A real that is a whole number. */
    long wholeReal(String name) {
        String value = value(name).orElseThrow();
        if (!value.endsWith(".0")) {
            throw new AssertionError(name + " is " + value);
        }
        return Long.parseLong(value.substring(0, value.length() - 2));
    }

    Matcher parsedBanner() {
        Matcher matcher = BANNER.matcher(banner);
        if (!matcher.matches()) {
            throw new AssertionError("odd banner: " + banner);
        }
        return matcher;
    }

    long cluster() {
        return Long.parseLong(parsedBanner().group(2));
    }
}
