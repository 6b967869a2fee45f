package org.shelfmark.document;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeScope;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.Evaluation;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.mapping.RecordValues;

/**
 * The attributes of one record: in file order, of two with the same name the later one.
 *
 * <p>Reused from record to record by its parser. Secrets are not visible to the expressions of other attributes, so that
 * none can carry one into the index.
 */
final class ParsedRecord implements AttributeScope, RecordValues {
    private final RecordParser parser;
    private final Evaluator evaluator;
    private @Nullable AttributeLine[] lines = new AttributeLine[512];
    private @Nullable Evaluation[] evaluations = new Evaluation[512];
    private int[] present = new int[512];
    private int size;
    private boolean repeated;

    private @Nullable AttributeLine[] entries = new AttributeLine[512];
    private int[] entryEnds = new int[512];
    private int[] linesBefore = new int[513];
    private int entryCount;
    private KnownRecord known = KnownRecord.NONE;
    private int[] runs = new int[3 * 64];
    private int runCount;
    private boolean worthKeeping;

    private boolean askedForSecret;
    private final AttributeScope whole;

    ParsedRecord(RecordParser parser, Evaluator evaluator) {
        this.parser = parser;
        this.evaluator = evaluator;
        this.whole = foldedName -> {
            AttributeLine line = line(foldedName);
            return line == null ? Optional.empty() : Optional.of(line.expression);
        };
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            lines[present[i]] = null;
            evaluations[present[i]] = null;
        }
        size = 0;
        repeated = false;
        Arrays.fill(entries, 0, entryCount, null);
        entryCount = 0;
        runCount = 0;
        worthKeeping = false;
    }

    /** Adds the entries [from, to) of the known record, which stand here, too. */
    void addRun(int from, int to) {
        if (runCount * 3 == runs.length) {
            runs = Arrays.copyOf(runs, runs.length * 2);
        }
        runs[runCount * 3] = entryCount;
        runs[runCount * 3 + 1] = from;
        runs[runCount * 3 + 2] = to - from;
        runCount++;
        reserveEntries(to - from);
        reserveSlot(known.maxSlot());
        int shift = (entryCount == 0 ? 0 : entryEnds[entryCount - 1]) - known.start(from);
        for (int i = from; i < to; i++) {
            AttributeLine line = known.line(i);
            if (line != null) {
                add(line, known.slot(i));
            }
            entries[entryCount] = line;
            entryEnds[entryCount] = known.start(i + 1) + shift;
            linesBefore[entryCount + 1] = linesBefore[entryCount] + known.lines(i, i + 1);
            entryCount++;
        }
    }

    /**
     * Adds an entry.
     *
     * @param line the attribute, null where the entry is passed over
     * @param end index behind its newline, from the beginning of the record
     * @param lineCount how many lines it takes
     */
    void addEntry(@Nullable AttributeLine line, int end, int lineCount) {
        if (line != null) {
            int slot = line.name.slot();
            reserveSlot(slot);
            add(line, slot);
        }
        reserveEntries(1);
        entries[entryCount] = line;
        entryEnds[entryCount] = end;
        linesBefore[entryCount + 1] = linesBefore[entryCount] + lineCount;
        entryCount++;
    }

    private void reserveEntries(int count) {
        if (entryCount + count > entries.length) {
            int length = Math.max(entryCount + count, entries.length * 2);
            entries = Arrays.copyOf(entries, length);
            entryEnds = Arrays.copyOf(entryEnds, length);
            linesBefore = Arrays.copyOf(linesBefore, length + 1);
        }
    }

    private void reserveSlot(int slot) {
        if (slot >= lines.length) {
            int length = Math.max(slot + 1, lines.length * 2);
            lines = Arrays.copyOf(lines, length);
            evaluations = Arrays.copyOf(evaluations, length);
            present = Arrays.copyOf(present, length);
        }
    }

    private void add(AttributeLine line, int slot) {
        if (lines[slot] == null) {
            present[size++] = slot;
        } else {
            repeated = true;
        }
        lines[slot] = line;
    }

    /** Whether an attribute stands in the record more than once. */
    boolean hasRepeated() {
        return repeated;
    }

    /** The earlier record that this one is compared with. */
    KnownRecord known() {
        return known;
    }

    /** Says with which record this one, which is empty yet, is compared. */
    void compareWith(KnownRecord record) {
        known = record;
    }

    /** Number of runs: entries in a row which stand in a row in the known record, too. */
    int runs() {
        return runCount;
    }

    /** The first entry of a run. */
    int runStart(int run) {
        return runs[run * 3];
    }

    /** The entry of the known record that the first one of a run equals. */
    int runKnown(int run) {
        return runs[run * 3 + 1];
    }

    /** Number of entries of a run. */
    int runLength(int run) {
        return runs[run * 3 + 2];
    }

    /** Number of entries: attributes, repeated ones included, and lines that are passed over. */
    int entries() {
        return entryCount;
    }

    /** The attribute of an entry, null where it is passed over. */
    @Nullable
    AttributeLine entry(int entry) {
        return entries[entry];
    }

    /** Index behind the last newline of an entry, from the beginning of the record. */
    int entryEnd(int entry) {
        return entryEnds[entry];
    }

    /** Number of lines of an entry. */
    int lines(int entry) {
        return linesBefore[entry + 1] - linesBefore[entry];
    }

    /**
     * The record's bytes without the lines of secret attributes.
     *
     * @param others the bytes that were parsed: body [from, bannerFrom), banner [bannerFrom, to)
     */
    byte[] withoutSecrets(byte[] others, int from, int bannerFrom, int to) {
        byte[] kept = new byte[to - from];
        int length = 0;
        int start = from;
        for (int entry = 0; entry < entryCount; entry++) {
            int end = Math.min(from + entryEnds[entry], bannerFrom);
            AttributeLine line = entries[entry];
            if (line == null || !line.name.secret()) {
                System.arraycopy(others, start, kept, length, end - start);
                length += end - start;
            }
            start = end;
        }
        System.arraycopy(others, bannerFrom, kept, length, to - bannerFrom);
        return Arrays.copyOf(kept, length + to - bannerFrom);
    }

    /** Number of lines of all entries so far. */
    int lineCount() {
        return linesBefore[entryCount];
    }

    /** Whether later records should be compared with this one. */
    boolean isWorthKeeping() {
        return worthKeeping;
    }

    void setWorthKeeping(boolean worth) {
        worthKeeping = worth;
    }

    /** Copies the ends of all entries, and their attributes; the index behind the last entry. */
    int copyEntries(int[] ends, @Nullable AttributeLine[] attributes) {
        System.arraycopy(entryEnds, 0, ends, 0, entryCount);
        System.arraycopy(entries, 0, attributes, 0, entryCount);
        return entryCount == 0 ? 0 : entryEnds[entryCount - 1];
    }

    /** This record to compare others with. */
    KnownRecord toKnown(int cluster, byte[] body, boolean inOrder, @Nullable KnownContent content) {
        return new KnownRecord(
                cluster,
                body,
                Arrays.copyOf(entryEnds, entryCount),
                Arrays.copyOf(linesBefore, entryCount + 1),
                Arrays.copyOf(entries, entryCount),
                inOrder && lineCount() == entryCount,
                content);
    }

    /** The attributes with the secrets among them: what the record's own reader may see. */
    AttributeScope whole() {
        return whole;
    }

    /** Number of attributes. */
    int size() {
        return size;
    }

    /** The line of the i-th attribute, those that are repeated counted once. */
    AttributeLine line(int i) {
        return known(lines[present[i]]);
    }

    /** The line of an attribute, or null. */
    @Nullable
    AttributeLine line(String foldedName) {
        AttributeName name = parser.name(foldedName);
        return name == null || name.slot() >= lines.length ? null : lines[name.slot()];
    }

    /** The value of a line of this record. */
    AttributeValue value(AttributeLine line) {
        return line.constant != null ? line.constant : evaluation(line).value();
    }

    /** Whether the value of a line depends on anything but the attributes of the record that may be seen. */
    boolean lookedOutside(AttributeLine line) {
        return line.outside || (line.constant == null && evaluation(line).lookedOutside());
    }

    private Evaluation evaluation(AttributeLine line) {
        Evaluation known = evaluations[line.name.slot()];
        if (known == null) {
            askedForSecret = false;
            Evaluation visible = evaluator.evaluateWithin(line.expression, this);
            known = askedForSecret ? new Evaluation(visible.value(), true, visible.limitExceeded()) : visible;
            evaluations[line.name.slot()] = known;
        }
        return known;
    }

    @Override
    public AttributeValue value(String foldedName) {
        AttributeLine line = line(foldedName);
        return line == null || line.name.secret() ? AttributeValue.UNDEFINED : value(line);
    }

    @Override
    public Optional<Expression> attribute(String foldedName) {
        AttributeLine line = line(foldedName);
        if (line != null && line.name.secret()) {
            askedForSecret = true;
            return Optional.empty();
        }
        return line == null ? Optional.empty() : Optional.of(line.expression);
    }

    private static AttributeLine known(@Nullable AttributeLine line) {
        if (line == null) {
            throw new IllegalStateException("a present attribute has a line");
        }
        return line;
    }
}
