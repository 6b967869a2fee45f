package org.shelfmark.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ByteSearch;
import org.shelfmark.archive.OpenString;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.classad.OutsideReferences;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.Mapping;

/**
 * Parses the body of a record into its attributes.
 *
 * <p>Belongs to one thread. The record it returns is the same object every time.
 */
final class RecordParser {
    /** More distinct names than this at once, and what is known of names and lines is forgotten. */
    private static final int MAX_NAMES = 50_000;

    private static final int MAX_NAME_BYTES = 1000;
    private static final int MAX_STRING_LINES = 200;
    private static final int SPELLINGS = 1 << 12;

    private final Mapping mapping;
    private final LineCache cache = new LineCache();
    private final Map<String, AttributeName> names = new HashMap<>();
    private final @Nullable Spelling[] spellings = new Spelling[SPELLINGS];
    private final Map<String, List<FieldMapping>> fallbacks = new HashMap<>();
    private final ParsedRecord record;
    private final boolean keepBytes;
    /** Stands before every record. */
    private final AttributeLine start;

    RecordParser(Mapping mapping, Evaluator evaluator) {
        this(mapping, evaluator, false);
    }

    /** A parser; {@code keepBytes} whether bytes that are no UTF-8 are kept in strings. */
    RecordParser(Mapping mapping, Evaluator evaluator, boolean keepBytes) {
        this.mapping = mapping;
        this.keepBytes = keepBytes;
        this.record = new ParsedRecord(this, evaluator);
        this.start = new AttributeLine(
                AttributeName.of("", "", 0, false, null, List.of()), "", Expression.Literal.UNDEFINED, null, false);
        for (FieldMapping field : mapping.fields()) {
            if (field.source() instanceof FieldSource.FirstOf several) {
                for (String attribute : several.names()) {
                    fallbacks
                            .computeIfAbsent(Mapping.fold(attribute), name -> new ArrayList<>())
                            .add(field);
                }
            }
        }
    }

    @Nullable
    AttributeName name(String foldedName) {
        return names.get(foldedName);
    }

    /**
     * Parses the body [from, to), which begins at a line start and ends before the banner.
     *
     * @throws RecordProblem when a line is no attribute
     */
    ParsedRecord parse(byte[] bytes, int from, int to) throws RecordProblem {
        record.clear();
        if (names.size() > MAX_NAMES) {
            names.clear();
            cache.clear();
            start.next = null;
            Arrays.fill(spellings, null);
        }
        int at = from;
        AttributeLine previous = start;
        for (int lineNumber = 1; at < to; lineNumber++) {
            AttributeLine expected = previous.next;
            if (expected != null && expected.standsAt(bytes, at, to)) {
                record.add(expected);
                at += expected.text.length + 1;
                previous = expected;
                continue;
            }
            int lineEnd = ByteSearch.indexOf(bytes, (byte) '\n', at, to);
            int hash = LineCache.hash(bytes, at, lineEnd);
            AttributeLine line = cache.get(bytes, at, lineEnd, hash);
            if (line == null && !isIgnored(bytes, at, lineEnd)) {
                ParsedLine parsed = parseLine(bytes, at, lineEnd, to, lineNumber, hash);
                line = parsed.line();
                for (; lineEnd < parsed.end(); lineNumber++) {
                    lineEnd = ByteSearch.indexOf(bytes, (byte) '\n', lineEnd + 1, to);
                }
            }
            if (line != null) {
                record.add(line);
                previous.next = line;
                previous = line;
            }
            at = lineEnd + 1;
        }
        if (record.size() == 0) {
            throw RecordProblem.noAttributes();
        }
        return record;
    }

    private static boolean isIgnored(byte[] bytes, int from, int to) {
        int at = skipBlanks(bytes, from, to);
        return at == to || bytes[at] == '#';
    }

    /** A line, and the end of the last physical line that it takes. */
    private record ParsedLine(AttributeLine line, int end) {}

    /** Parses the attribute that begins at {@code from}. */
    private ParsedLine parseLine(byte[] bytes, int from, int lineEnd, int bodyEnd, int lineNumber, int hash)
            throws RecordProblem {
        refuseZeroByte(bytes, from, lineEnd, lineNumber);
        int equals = ByteSearch.indexOf(bytes, (byte) '=', from, lineEnd);
        int nameFrom = skipBlanks(bytes, from, lineEnd);
        int nameTo = equals;
        while (nameTo > nameFrom && (bytes[nameTo - 1] == ' ' || bytes[nameTo - 1] == '\t')) {
            nameTo--;
        }
        if (equals == lineEnd || !isName(bytes, nameFrom, nameTo)) {
            throw new RecordProblem("line " + lineNumber + " is not 'Attribute = value': "
                    + shown(bytes, from, endOfPlainText(bytes, from, lineEnd)));
        }
        Spelling name = intern(bytes, nameFrom, nameTo);
        int end = lineEnd;
        boolean open = false;
        for (int lines = 0; ; lines++) {
            try {
                AttributeLine line = attributeLine(
                        name, ClassAdParser.parse(bytes, equals + 1, trimEnd(bytes, equals, end), keepBytes));
                if (end == lineEnd) {
                    cache.put(bytes, from, lineEnd, hash, line);
                }
                return new ParsedLine(line, end);
            } catch (ClassAdSyntaxException e) {
                // a newline within a string is written as it is: the value may go on in the next line
                open = OpenString.afterLine(bytes, lines == 0 ? from : lastLineStart(bytes, end), end, open);
                if (!open || end >= bodyEnd || lines == MAX_STRING_LINES) {
                    throw new RecordProblem(
                            "line " + lineNumber + ", value of '" + name.name().spelling()
                                    + "': no ClassAd expression, at byte " + e.position() + " of it " + e.expected()
                                    + " is expected");
                }
                int nextLine = end + 1;
                end = ByteSearch.indexOf(bytes, (byte) '\n', nextLine, bodyEnd);
                refuseZeroByte(bytes, nextLine, end, lineNumber);
            }
        }
    }

    /** HTCondor never writes one; a block of them is what a crash of the file system leaves. */
    private static void refuseZeroByte(byte[] bytes, int from, int to, int lineNumber) throws RecordProblem {
        if (ByteSearch.indexOf(bytes, (byte) 0, from, to) < to) {
            throw new RecordProblem("line " + lineNumber + " holds a zero byte");
        }
    }

    private static AttributeLine attributeLine(Spelling name, Expression expression) {
        // the value of a list or an ad is itself, as written; what its members evaluate to is not asked here
        AttributeValue constant = switch (expression) {
            case Expression.Literal literal -> literal.evaluated();
            case Expression.ListExpression list -> new AttributeValue.ListValue(list.elements());
            case Expression.AdExpression ad -> new AttributeValue.AdValue(ad);
            default -> null;
        };
        return new AttributeLine(
                name.name(),
                name.text(),
                expression,
                constant,
                constant == null && OutsideReferences.looksOutside(expression));
    }

    private Spelling intern(byte[] bytes, int from, int to) {
        int slot = LineCache.hash(bytes, from, to) & (SPELLINGS - 1);
        Spelling known = spellings[slot];
        if (known != null && Arrays.equals(known.bytes(), 0, known.bytes().length, bytes, from, to)) {
            return known;
        }
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        Spelling spelling = new Spelling(Arrays.copyOfRange(bytes, from, to), text, intern(text));
        spellings[slot] = spelling;
        return spelling;
    }

    /** A name as written; found by its bytes, so that a line that is new does not make two strings of a known name. */
    private record Spelling(byte[] bytes, String text, AttributeName name) {}

    private AttributeName intern(String spelling) {
        String folded = spelling.toLowerCase(Locale.ROOT);
        AttributeName known = names.get(folded);
        if (known == null) {
            known = AttributeName.of(
                    spelling,
                    folded,
                    names.size(),
                    mapping.isSecret(folded),
                    mapping.ofAttribute(folded).orElse(null),
                    fallbacks.getOrDefault(folded, List.of()));
            names.put(folded, known);
        }
        return known;
    }

    private static boolean isName(byte[] bytes, int from, int to) {
        if (from >= to || to - from > MAX_NAME_BYTES || (bytes[from] >= '0' && bytes[from] <= '9')) {
            return false;
        }
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (!((b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || b == '_')) {
                return false;
            }
        }
        return true;
    }

    private static int skipBlanks(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at;
    }

    private static int trimEnd(byte[] bytes, int equals, int lineEnd) {
        return lineEnd > equals + 1 && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    }

    private static int lastLineStart(byte[] bytes, int end) {
        int at = end;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /** What stands behind a quote or an equals sign may belong to the secret of a line that was cut. */
    private static int endOfPlainText(byte[] bytes, int from, int to) {
        int quote = ByteSearch.indexOf(bytes, (byte) '"', from, to);
        return Math.min(quote, ByteSearch.indexOf(bytes, (byte) '=', from, to));
    }

    private static String shown(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, Math.min(to - from, 80), StandardCharsets.UTF_8);
        return "\"" + text.replaceAll("\\p{Cntrl}", "?") + (to - from > 80 ? "..." : "") + "\"";
    }
}
