package org.shelfmark.search;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ByteSearch;
import org.shelfmark.archive.RecordBeginning;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.registry.ArchiveFile;

/**
 * Some bytes of records that could not be understood, as text: those around what is wrong, or the first ones where nobody
 * knows the place. What stands at an address now is believed to be the record when it is wrong in the same way, or, where
 * that does not show in its lines, when a record begins there.
 */
final class ProblemExcerpts {
    /** Bytes of an excerpt. */
    static final int MAX_BYTES = 400;
    /** Bytes before what is wrong. */
    private static final int BEFORE = 150;
    /** Bytes of a record that are looked through. */
    private static final int MAX_READ = 1 << 20;

    private static final Pattern LINE = Pattern.compile("line (\\d{1,9})[ ,].*", Pattern.DOTALL);
    private static final Pattern BYTE_OF_VALUE = Pattern.compile(".*, at byte (\\d{1,9}) of it .*", Pattern.DOTALL);

    private final RecordSource records;
    private final JobLookup.Understanding understanding;
    private final ShownLines shownLines;

    ProblemExcerpts(RecordSource records, JobLookup.Understanding understanding, ShownLines shownLines) {
        this.records = records;
        this.understanding = understanding;
        this.shownLines = shownLines;
    }

    /**
     * An excerpt, or why there is none.
     *
     * @param text null without one
     * @param from its first byte, from the beginning of the file; null without one
     * @param missing null with one
     */
    record Excerpt(
            @Nullable String text,
            @Nullable Long from,
            @Nullable String missing) {}

    static Excerpt none(String reason) {
        return new Excerpt(null, null, reason);
    }

    /** The excerpt of what stands, or stood, at a place. */
    Excerpt of(ArchiveFile file, RecordLocation location, String reason) {
        Optional<RecordBeginning> found;
        try {
            found = records.beginning(file, location, MAX_READ);
        } catch (IOException e) {
            return none("the bytes cannot be read: " + e.getMessage());
        }
        if (found.isEmpty()) {
            return none("the bytes are gone: neither the archive nor the vault has them any more");
        }
        byte[] bytes = found.get().bytes();
        Matcher line = LINE.matcher(reason);
        boolean isWhole = bytes.length == location.lengthBytes();
        boolean comparable = line.matches() && isWhole;
        boolean same =
                comparable ? isWrongInThisWay(bytes, reason) : found.get().isBehindBanner();
        if (!same) {
            return none("what stands there now is not this record");
        }
        int wrong = line.matches() ? place(bytes, Integer.parseInt(line.group(1)), reason) : 0;
        int from = Math.max(0, wrong - BEFORE);
        int to = Math.min(bytes.length, from + MAX_BYTES);
        return new Excerpt(text(bytes, from, to), location.offset() + from, null);
    }

    private boolean isWrongInThisWay(byte[] bytes, String reason) {
        int banner = bytes.length - 1;
        while (banner > 0 && bytes[banner - 1] != '\n') {
            banner--;
        }
        try {
            understanding.view(bytes, banner);
            return false;
        } catch (RecordProblem problem) {
            return reason.equals(problem.getMessage());
        }
    }

    /** Where in the record the trouble is, as far as the reason tells. */
    private static int place(byte[] bytes, int lineNumber, String reason) {
        int lineStart = 0;
        for (int line = 1; line < lineNumber && lineStart < bytes.length; line++) {
            lineStart = ByteSearch.indexOf(bytes, (byte) '\n', lineStart, bytes.length) + 1;
        }
        int start = Math.min(lineStart, bytes.length);
        Matcher byteOfValue = BYTE_OF_VALUE.matcher(reason);
        if (byteOfValue.matches()) {
            int value = ByteSearch.indexOf(bytes, (byte) '=', start, bytes.length) + 1;
            return (int) Math.min(value + Long.parseLong(byteOfValue.group(1)), bytes.length);
        }
        int zero = ByteSearch.indexOf(bytes, (byte) 0, start, bytes.length);
        return reason.endsWith("holds a zero byte") && zero < bytes.length ? zero : start;
    }

    private String text(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder();
        List<ShownLines.Line> lines = shownLines.lines(bytes);
        for (ShownLines.Line line : lines) {
            int first = Math.max(line.from(), from);
            int last = Math.min(line.to(), to);
            if (first < last) {
                text.append(
                        switch (line.kind()) {
                            case WHOLE -> VisibleBytes.shown(bytes, first, last);
                            case UNREADABLE -> VisibleBytes.unreadable(bytes, first, last);
                            case NOTHING -> "(line of " + (line.to() - line.from()) + " bytes left out)\n";
                        });
            }
        }
        return text.toString();
    }
}
