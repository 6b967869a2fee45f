package org.shelfmark.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Finds out whether a writer stopped in the middle of a record and the next record stands right behind the fragment.
 *
 * <p>A schedd that died, or whose disk was full, leaves the fragment of a record, cut at any byte; the next append goes
 * behind it without a newline between them. Both stand before one banner, which is the second one's.
 *
 * <p>An ordinary record is never taken apart. What begins at a restart must be a whole record: {@link FirstLine} first,
 * in order to the banner, with everything that each job has and the banner's ids. What stands before it must be the
 * beginning of a record, and where the two meet there must be something that no record has: a line that is no attribute,
 * an attribute out of order, or the start of the last line of the fragment in the banner's {@code Offset}, which the
 * writer takes from the file's last line. Bodies that are not in order, as older versions and people write them, are
 * left alone.
 *
 * <p>Not found out is the following. (1) A fragment that ends behind the first letter of its second attribute, such as
 * {@code C} of {@code Cmd}, when {@code Offset} says nothing, as in a file of less than 200 bytes: {@code CIn} may be an
 * attribute. (2) A record that has an attribute before {@code In}, so with a name of one letter: when its fragment ends
 * before {@code In}, and when it stands behind a fragment that ends in a longer name, which then takes the
 * attribute. (3) Records of versions before 24.3: they are in another order and do not begin with a known name.
 */
public final class Restart {
    /** Two records stand there, but where the second begins cannot be told. */
    public static final int UNKNOWN = -1;

    private static final List<String> EVERY_JOB_HAS =
            List.of("Cmd", "Owner", "ProcId", "ClusterId", "JobStatus", "GlobalJobId");
    /** The same where the banner has them as the body has; else empty. */
    private static final List<String> IN_BANNER = List.of("", "", "procid", "clusterid", "", "");

    private static final byte[] GLOBAL_ID_LINE = "GlobalJobId = \"".getBytes(StandardCharsets.ISO_8859_1);
    /** More places than this at which a record might begin are no archive; bounds the time. */
    private static final int MAX_PLACES = 8;
    /** Names up to this length can be where a fragment ends and still be in order. */
    private static final int SHORT_NAME_BYTES = 3;

    private Restart() {}

    /**
     * Index at which the last record written in [from, to) begins: {@code from} when there is one only, {@link #UNKNOWN}
     * when there are several and the last one's beginning cannot be told.
     *
     * @param bannerFrom the banner that ends the bytes
     * @param offset position of {@code from} in the file
     */
    public static int find(byte[] bytes, int from, int bannerFrom, int to, long offset) {
        if (isInOrder(bytes, from, bannerFrom)) {
            return from;
        }
        BannerLine banner = BannerLine.parse(bytes, bannerFrom, to);
        long lastLine = banner.number("offset").orElse(-1) - offset + from;
        int[] begun = new int[MAX_PLACES + 1];
        int count = 0;
        begun[count++] = from;
        for (int place : places(bytes, from, bannerFrom)) {
            int start = withShorterNames(bytes, begun[count - 1], place);
            for (int earlier = count - 1; earlier >= 0 && start > begun[count - 1]; earlier--) {
                if (meets(bytes, begun[earlier], start, bannerFrom, lastLine)) {
                    begun[count++] = start;
                }
            }
        }
        int last = begun[count - 1];
        if (last > from && isWhole(bytes, last, bannerFrom, banner)) {
            return last;
        }
        return hasTwoGlobalIds(bytes, from, bannerFrom) ? UNKNOWN : from;
    }

    /**
     * Whether all lines of the body [from, bannerFrom) are attributes, in order, and no second record begins in a line: the
     * ordinary case, in which {@link #find} finds nothing.
     */
    public static boolean isInOrder(byte[] bytes, int from, int bannerFrom) {
        int previous = from;
        int previousEnd = from;
        int at = from;
        while (at < bannerFrom) {
            int lineEnd = ByteSearch.indexOf(bytes, (byte) '\n', at, bannerFrom);
            int nameEnd = nameEndInOrder(bytes, previous, previousEnd, at, lineEnd);
            if (nameEnd < 0) {
                return false;
            }
            previous = at;
            previousEnd = nameEnd;
            at = lineEnd + 1;
        }
        return true;
    }

    /**
     * End of the name of the line [at, lineEnd) when that is an attribute that may stand behind the one with the name
     * [previous, previousEnd), and no second record begins in it; else -1.
     *
     * @param previousEnd {@code previous} when nothing stands before
     */
    public static int nameEndInOrder(byte[] bytes, int previous, int previousEnd, int at, int lineEnd) {
        int nameEnd = BodyOrder.nameEnd(bytes, at, lineEnd);
        boolean inOrder = nameEnd >= 0
                && BodyOrder.compare(bytes, previous, previousEnd, at, nameEnd) < 0
                && (nameEnd - at > SHORT_NAME_BYTES || FirstLine.find(bytes, at + 1, lineEnd) < 0);
        return inOrder ? nameEnd : -1;
    }

    /** The last places at which a first line stands. */
    private static int[] places(byte[] bytes, int from, int bannerFrom) {
        int[] last = new int[MAX_PLACES];
        int count = 0;
        for (int at = from; at < bannerFrom; ) {
            int lineEnd = ByteSearch.indexOf(bytes, (byte) '\n', at, bannerFrom);
            int start = FirstLine.find(bytes, at, lineEnd);
            if (start >= 0) {
                last[count++ % MAX_PLACES] = start;
            }
            at = lineEnd + 1;
        }
        int[] places = new int[Math.min(count, MAX_PLACES)];
        for (int i = 0; i < places.length; i++) {
            places[i] = last[(count - places.length + i) % MAX_PLACES];
        }
        return places;
    }

    /** The record begins earlier if lines stand before {@code start} that belong before it. */
    private static int withShorterNames(byte[] bytes, int from, int start) {
        int at = start;
        int nameEnd = BodyOrder.nameEnd(bytes, at, bytes.length);
        while (at > from && bytes[at - 1] == '\n') {
            int before = lineStart(bytes, from, at - 1);
            int beforeEnd = BodyOrder.nameEnd(bytes, before, at);
            if (beforeEnd < 0 || BodyOrder.compare(bytes, before, beforeEnd, at, nameEnd) >= 0) {
                break;
            }
            at = before;
            nameEnd = beforeEnd;
        }
        return at;
    }

    /** Whether a whole body stands in [start, bannerFrom) whose banner this is. */
    private static boolean isWhole(byte[] bytes, int start, int bannerFrom, BannerLine banner) {
        BodyWalk walk = new BodyWalk(bytes, start, bannerFrom);
        int found = 0;
        while (walk.next()) {
            if (found < EVERY_JOB_HAS.size() && walk.isNamed(EVERY_JOB_HAS.get(found))) {
                String id = banner.fields().get(IN_BANNER.get(found));
                if (id != null && !id.equals(walk.value())) {
                    return false;
                }
                found++;
            }
        }
        return walk.atEnd() && !walk.open() && found == EVERY_JOB_HAS.size();
    }

    /**
     * Whether the beginning of a record stands in [from, start) and meets there what begins at {@code start} as two
     * records do.
     *
     * @param lastLine index to which the banner's {@code Offset} points, maybe far outside
     */
    private static boolean meets(byte[] bytes, int from, int start, int bannerFrom, long lastLine) {
        int cut = lineStart(bytes, from, start);
        BodyWalk fragment = new BodyWalk(bytes, from, cut);
        int last = from;
        int lastEnd = from;
        while (fragment.next()) {
            last = fragment.nameFrom();
            lastEnd = fragment.nameEnd();
        }
        if (!fragment.atEnd() || !beginsRecord(bytes, from, start)) {
            return false;
        }
        BodyWalk record = new BodyWalk(bytes, start, bannerFrom);
        boolean unused = record.next();
        int nameEnd = record.nameEnd();
        if (cut == start) {
            return BodyOrder.compare(bytes, last, lastEnd, start, nameEnd) >= 0
                    && isOneAttribute(bytes, lineStart(bytes, from, cut - 1), cut - 1);
        }
        int word = cut;
        while (word < start && BodyOrder.isNameByte(bytes[word])) {
            word++;
        }
        if (word < start) {
            // no attribute, unless it is a comment or indented; within a string that was cut anything may stand
            boolean banner = bytes[cut] == '*' && lastEnd > last;
            return banner || word > cut || fragment.open();
        }
        return lastLine == cut
                || BodyOrder.compare(bytes, last, lastEnd, cut, nameEnd) >= 0
                || (record.next() && BodyOrder.compare(bytes, cut, nameEnd, record.nameFrom(), record.nameEnd()) >= 0);
    }

    /**
     * Whether what begins at {@code from} begins with the name of a first line or one that stands before it. Writers that
     * stopped within that name, one after the other, make it longer: {@code IIn}, {@code InIn}.
     */
    private static boolean beginsRecord(byte[] bytes, int from, int to) {
        int nameEnd = from;
        while (nameEnd < to && BodyOrder.isNameByte(bytes[nameEnd])) {
            nameEnd++;
        }
        if (FirstLine.isNameCutAndBegunAgain(bytes, from, nameEnd)) {
            return true;
        }
        return nameEnd > from && BodyOrder.compare(bytes, from, nameEnd, FirstLine.START, 0, FirstLine.NAME_BYTES) <= 0;
    }

    /** Whether a whole line has no second attribute behind the fragment of the first. */
    private static boolean isOneAttribute(byte[] bytes, int from, int to) {
        int nameEnd = BodyOrder.nameEnd(bytes, from, to);
        if (nameEnd < 0) {
            return true;
        }
        boolean cutString = OpenString.afterLine(bytes, from, to, false);
        boolean inString = false;
        int ads = 0;
        for (int at = nameEnd + 3; at < to; at++) {
            byte b = bytes[at];
            if (b == '"' && bytes[at - 1] != '\\') {
                inString = !inString;
            } else if (!inString && (b == '[' || b == ']')) {
                ads += b == '[' ? 1 : -1;
            } else if (b == ' '
                    && (cutString || (!inString && ads == 0))
                    && BodyOrder.nameEnd(bytes, at - 1, to) == at) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasTwoGlobalIds(byte[] bytes, int from, int bannerFrom) {
        int firstFrom = -1;
        int firstEnd = -1;
        for (int at = from; at < bannerFrom; ) {
            int lineEnd = ByteSearch.indexOf(bytes, (byte) '\n', at, bannerFrom);
            int valueFrom = at + GLOBAL_ID_LINE.length;
            if (valueFrom < lineEnd && Arrays.equals(bytes, at, valueFrom, GLOBAL_ID_LINE, 0, GLOBAL_ID_LINE.length)) {
                if (firstFrom >= 0 && !Arrays.equals(bytes, firstFrom, firstEnd, bytes, valueFrom, lineEnd)) {
                    return true;
                }
                firstFrom = valueFrom;
                firstEnd = lineEnd;
            }
            at = lineEnd + 1;
        }
        return false;
    }

    /** Start of the line in which {@code at} stands, or which begins there; not before {@code from}. */
    private static int lineStart(byte[] bytes, int from, int at) {
        int start = at;
        while (start > from && bytes[start - 1] != '\n') {
            start--;
        }
        return start;
    }
}
