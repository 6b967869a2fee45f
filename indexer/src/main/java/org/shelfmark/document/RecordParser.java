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
import org.shelfmark.archive.Restart;
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

    /** A record of which less than one in so many entries was recognised is kept for comparison itself. */
    private static final double LEAST_RECOGNISED = 1.5;

    private static final int MAX_KEPT_BYTES = 1 << 16;
    private static final int MAX_KEPT_ENTRIES = 4096;
    /** A line found outweighs so many that are not. */
    private static final int LUCK_OF_ONE = 8;

    private static final int LOST_LUCK = 64;
    /** One lookup of 16, for attributes without luck. */
    private static final int MOSTLY_NOT = 15;

    private final Mapping mapping;
    private final LineCache cache = new LineCache();
    private final Map<String, AttributeName> names = new HashMap<>();
    private final @Nullable Spelling[] spellings = new Spelling[SPELLINGS];
    private final Map<String, List<FirstOf>> fallbacks = new HashMap<>();
    private final Map<String, FieldPlace> places;
    private final KnownRecords knownRecords = new KnownRecords();
    private final ParsedRecord record;
    private final boolean keepBytes;
    private final OrderCheck order = new OrderCheck();
    /** By slot, whether lines of an attribute are mostly found in the cache: positive where they are. */
    private int[] luck = new int[512];

    private int lookups;
    private byte[] bytes = {};
    private int from;
    private int to;
    private int cluster;
    private boolean isUpdate;

    RecordParser(Mapping mapping, Evaluator evaluator) {
        this(mapping, evaluator, false);
    }

    /** A parser; {@code keepBytes} whether bytes that are no UTF-8 are kept in strings. */
    RecordParser(Mapping mapping, Evaluator evaluator, boolean keepBytes) {
        this.mapping = mapping;
        this.keepBytes = keepBytes;
        this.places = FieldPlace.byAttribute(mapping);
        this.record = new ParsedRecord(this, evaluator);
        for (FieldMapping field : mapping.fields()) {
            if (field.source() instanceof FieldSource.FirstOf several) {
                for (String attribute : several.names()) {
                    fallbacks
                            .computeIfAbsent(Mapping.fold(attribute), name -> new ArrayList<>())
                            .add(FirstOf.of(field));
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
        order.begin(bytes, from);
        if (names.size() > MAX_NAMES) {
            forget();
        }
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.cluster = KnownRecords.cluster(bytes, to);
        KnownRecord known = knownRecords.find(cluster);
        record.compareWith(known);
        int next = 0;
        int recognised = 0;
        boolean sameNames = true;
        for (int at = from; at < to; ) {
            int equalTo = 0;
            if (next < known.size()) {
                equalTo = known.equalTo(next, bytes, at, to);
                int behind = known.entryBehind(next, equalTo);
                if (behind > next) {
                    record.addRun(next, behind);
                    order.addRun(known, next, behind, at);
                    at += known.start(behind) - known.start(next);
                    recognised += behind - next;
                    next = behind;
                    continue;
                }
            }
            int lineEnd = ByteSearch.indexOf(bytes, (byte) '\n', at, to);
            AttributeLine line =
                    equalTo > 0 && known.isNamedBefore(next, equalTo) ? otherValue(known, next, at, lineEnd) : null;
            if (line != null) {
                order.addOtherValue(known, at, lineEnd);
                record.addEntry(line, lineEnd + 1 - from, 1);
                next++;
                at = lineEnd + 1;
                continue;
            }
            int hash = LineCache.hash(bytes, at, lineEnd);
            line = cache.get(bytes, at, lineEnd, hash);
            int end = lineEnd;
            int lineCount = 1;
            if (line == null && !isIgnored(bytes, at, lineEnd)) {
                ParsedLine parsed = parseLine(at, lineEnd, hash);
                line = parsed.line();
                end = parsed.end();
                for (int newline = lineEnd; newline < end; lineCount++) {
                    newline = ByteSearch.indexOf(bytes, (byte) '\n', newline + 1, to);
                }
            }
            sameNames = false;
            order.addLine(at, lineEnd, line != null && lineCount == 1);
            record.addEntry(line, end + 1 - from, lineCount);
            if (line != null) {
                next = known.behindAttribute(next, line.name.slot());
            }
            at = end + 1;
        }
        if (record.size() == 0) {
            throw RecordProblem.noAttributes();
        }
        record.setWorthKeeping(isWorthKeeping(recognised));
        isUpdate = sameNames && isUpdate(known);
        return record;
    }

    /** Names have slots, so nothing that refers to a name may outlive it. */
    private void forget() {
        names.clear();
        cache.clear();
        knownRecords.clear();
        Arrays.fill(spellings, null);
        Arrays.fill(luck, 0);
    }

    private boolean isWorthKeeping(int recognised) {
        KnownRecord known = record.known();
        boolean asExpected =
                known.size() > 0 && known.cluster() == cluster && recognised * LEAST_RECOGNISED >= record.entries();
        return !asExpected
                && !record.hasRepeated()
                && to - from <= MAX_KEPT_BYTES
                && record.entries() <= MAX_KEPT_ENTRIES
                && bytes[to - 1] == '\n';
    }

    /** Whether a record without other names than the known one, and none of them twice, can take its place. */
    private boolean isUpdate(KnownRecord known) {
        return known.cluster() == cluster
                && record.entries() == known.size()
                && record.lineCount() == known.lines(0, known.size())
                && order.isKept() == known.inOrder()
                && to - from <= MAX_KEPT_BYTES
                && bytes[to - 1] == '\n';
    }

    /**
     * Keeps the last record that was parsed for comparison: in the place of another, or what is new in it.
     *
     * @param content what its entries gave to its document, if it is worth keeping and documents are made
     */
    void keep(@Nullable KnownContent content) {
        if (record.isWorthKeeping()) {
            boolean inOrder = order.isKept() || Restart.isInOrder(bytes, from, to);
            knownRecords.keep(record.toKnown(cluster, Arrays.copyOfRange(bytes, from, to), inOrder, content));
        } else if (isUpdate) {
            record.known().update(record, bytes, from);
        }
    }

    /** Whether the last record that could be parsed is certainly in HTCondor's order, as {@link Restart#isInOrder} means it. */
    boolean isInOrder() {
        return order.isKept();
    }

    /**
     * The attribute of a line that begins like an entry of a known record, up to the equals sign at least. Null where it
     * cannot be told so easily.
     */
    private @Nullable AttributeLine otherValue(KnownRecord known, int entry, int at, int lineEnd) {
        AttributeLine like = known.line(entry);
        if (like == null) {
            return null;
        }
        int slot = known.slot(entry);
        if (slot >= luck.length) {
            luck = Arrays.copyOf(luck, Math.max(slot + 1, luck.length * 2));
        }
        // a number is read sooner than found; of an attribute that differs in every job a line is hardly met again
        boolean hopeful = !like.isNumber() && (luck[slot] > -LOST_LUCK || (lookups++ & MOSTLY_NOT) == 0);
        int hash = 0;
        if (hopeful) {
            hash = LineCache.hash(bytes, at, lineEnd);
            AttributeLine line = cache.get(bytes, at, lineEnd, hash);
            if (line != null) {
                luck[slot] = Math.min(luck[slot] + LUCK_OF_ONE, LOST_LUCK);
                return line;
            }
            luck[slot] = Math.max(luck[slot] - 1, -LOST_LUCK);
        }
        int value = at + known.nameBytes(entry);
        if (ByteSearch.indexOf(bytes, (byte) 0, value, lineEnd) < lineEnd) {
            return null;
        }
        try {
            AttributeLine line = attributeLine(
                    like.name,
                    like.spelling,
                    ClassAdParser.parse(bytes, value, trimEnd(bytes, value - 1, lineEnd), keepBytes));
            if (hopeful) {
                cache.put(bytes, at, lineEnd, hash, line);
            }
            return line;
        } catch (ClassAdSyntaxException e) {
            // damaged, or a string that goes on in the next line
            return null;
        }
    }

    private static boolean isIgnored(byte[] bytes, int from, int to) {
        int at = skipBlanks(bytes, from, to);
        return at == to || bytes[at] == '#';
    }

    /** A line, and the end of the last physical line that it takes. */
    private record ParsedLine(AttributeLine line, int end) {}

    /** Parses the attribute that begins at {@code from}. */
    private ParsedLine parseLine(int from, int lineEnd, int hash) throws RecordProblem {
        int lineNumber = record.lineCount() + 1;
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
                        name.name(),
                        name.text(),
                        ClassAdParser.parse(bytes, equals + 1, trimEnd(bytes, equals, end), keepBytes));
                if (end == lineEnd) {
                    cache.put(bytes, from, lineEnd, hash, line);
                }
                return new ParsedLine(line, end);
            } catch (ClassAdSyntaxException e) {
                // a newline within a string is written as it is: the value may go on in the next line
                open = OpenString.afterLine(bytes, lines == 0 ? from : lastLineStart(bytes, end), end, open);
                if (!open || end >= to || lines == MAX_STRING_LINES) {
                    throw new RecordProblem(
                            "line " + lineNumber + ", value of '" + name.name().spelling()
                                    + "': no ClassAd expression, at byte " + e.position() + " of it " + e.expected()
                                    + " is expected");
                }
                int nextLine = end + 1;
                end = ByteSearch.indexOf(bytes, (byte) '\n', nextLine, to);
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

    private static AttributeLine attributeLine(AttributeName name, String spelling, Expression expression) {
        // the value of a list or an ad is itself, as written; what its members evaluate to is not asked here
        AttributeValue constant = switch (expression) {
            case Expression.Literal literal -> literal.evaluated();
            case Expression.ListExpression list -> new AttributeValue.ListValue(list.elements());
            case Expression.AdExpression ad -> new AttributeValue.AdValue(ad);
            default -> null;
        };
        return new AttributeLine(
                name, spelling, expression, constant, constant == null && OutsideReferences.looksOutside(expression));
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
        // the very string by which rules ask for the attribute, so that the map finds it at a glance
        String folded = spelling.toLowerCase(Locale.ROOT).intern();
        AttributeName known = names.get(folded);
        if (known == null) {
            known = AttributeName.of(
                    spelling,
                    folded,
                    names.size(),
                    mapping.isSecret(folded),
                    places.get(folded),
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
