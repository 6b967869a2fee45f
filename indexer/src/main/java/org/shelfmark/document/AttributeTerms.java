package org.shelfmark.document;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;

/**
 * The terms of the one inverted field through which every attribute can be looked up.
 *
 * <p>A term is the attribute's name in ASCII lower case, a zero byte, a letter for the kind of term, and the value:
 *
 * <pre>
 * n  number             {@link SortableNumber}
 * s  string             case-folded UTF-8; then, if folding changed it, a zero byte and the original
 * b  boolean            0 or 1
 * e  error
 * l  list, nested ad, time: text as written, case-folded
 * x  expression that looks outside the record: its text, case-folded
 * p  such an expression has a value (its text alone does not say so)
 * u  undefined
 * c  the value stands in the column of a field that takes the first of several attributes
 * m  the value does not fit the column of its field, and so stands in a term here
 * w  the number in the column stands in the banner, not in the record
 * y  the number in the column is an integer where reals stand, or a real where integers stand
 * z  the number that stands for "no time" in a time attribute, whose column is empty then
 * </pre>
 *
 * <p>Names of fields that are no attribute begin with {@code @}, which no attribute does. Neither names nor strings
 * contain a zero byte.
 */
public final class AttributeTerms {
    /** Name of the inverted field. */
    public static final String FIELD = "attr";

    /** Bytes of a string that stand in its term; of a longer one the rest counts through its hash. */
    public static final int MAX_TEXT_BYTES = 4000;

    /** Kinds of term. */
    public enum Kind {
        /** A number. */
        NUMBER('n'),
        /** A string. */
        STRING('s'),
        /** A boolean. */
        BOOLEAN('b'),
        /** Error. */
        ERROR('e'),
        /** A list, ad or time as text. */
        COMPOUND('l'),
        /** An expression as text. */
        EXPRESSION('x'),
        /** An expression, kept as text only, that has a value. */
        PRESENT('p'),
        /** Undefined. */
        UNDEFINED('u'),
        /** Stands in a column. */
        IN_COLUMN('c'),
        /** Does not fit its column. */
        MISFIT('m'),
        /** The column's number is the banner's. */
        FROM_BANNER('w'),
        /** The column's number is of the other numeric type. */
        OTHER_NUMBER('y'),
        /** A number that is no time. */
        NO_TIME('z');

        private final byte letter;

        Kind(char letter) {
            this.letter = (byte) letter;
        }
    }

    /** Begins the hash of a string too long for a term; sorts before all text. */
    public static final byte HASH_FOLLOWS = 1;

    /** Length of that hash, in lower-case hexadecimal digits. */
    public static final int HASH_HEX_DIGITS = 32;

    private AttributeTerms() {}

    /** The beginning of all terms of an attribute. */
    public static BytesRef prefix(String foldedName) {
        return new BytesRef(foldedName + "\0");
    }

    /** The beginning of an attribute's terms of one kind; for kinds without a value, the term itself. */
    public static BytesRef prefix(String foldedName, Kind kind) {
        byte[] name = foldedName.getBytes(StandardCharsets.UTF_8);
        byte[] term = Arrays.copyOf(name, name.length + 2);
        term[name.length + 1] = kind.letter;
        return new BytesRef(term);
    }

    /** The term of an integer. */
    public static BytesRef number(String foldedName, long value) {
        byte[] encoded = new byte[SortableNumber.MAX_BYTES];
        int length = SortableNumber.encode(value, encoded, 0);
        return append(prefix(foldedName, Kind.NUMBER), encoded, length);
    }

    /** The term of a real. */
    public static BytesRef number(String foldedName, double value) {
        byte[] encoded = new byte[SortableNumber.MAX_BYTES];
        int length = SortableNumber.encode(value, encoded, 0);
        return append(prefix(foldedName, Kind.NUMBER), encoded, length);
    }

    /** The term of a boolean. */
    public static BytesRef bool(String foldedName, boolean value) {
        return append(prefix(foldedName, Kind.BOOLEAN), new byte[] {(byte) (value ? '1' : '0')}, 1);
    }

    /** The term of a string without its original spelling. */
    public static BytesRef foldedString(String foldedName, String value) {
        byte[] text = bounded(CaseFolding.fold(value));
        return append(prefix(foldedName, Kind.STRING), text, text.length);
    }

    /** The term of a string with its original spelling where that differs. */
    public static BytesRef string(String foldedName, String value) {
        String folded = CaseFolding.fold(value);
        if (folded.equals(value)) {
            return foldedString(foldedName, value);
        }
        byte[] original = bounded(value);
        byte[] text = bounded(folded);
        byte[] both = Arrays.copyOf(text, text.length + 1 + original.length);
        System.arraycopy(original, 0, both, text.length + 1, original.length);
        return append(prefix(foldedName, Kind.STRING), both, both.length);
    }

    /** A term whose value is text. */
    public static BytesRef text(String foldedName, Kind kind, String value) {
        byte[] text = bounded(CaseFolding.fold(value));
        return append(prefix(foldedName, kind), text, text.length);
    }

    /**
     * The value that a term stands for; undefined for terms that only mark something. Lists and texts of expressions come
     * back as their folded text.
     *
     * @param valueAt index of the kind's letter
     */
    public static AttributeValue value(BytesRef term, int valueAt) {
        int at = term.offset + valueAt + 1;
        int end = term.offset + term.length;
        return switch ((char) term.bytes[at - 1]) {
            // the beginning alone is there for its name
            case 'n' -> at == end ? AttributeValue.UNDEFINED : SortableNumber.decode(term.bytes, at, end);
            case 'b' -> at == end ? AttributeValue.UNDEFINED : AttributeValue.BooleanValue.of(term.bytes[at] == '1');
            case 'e' -> AttributeValue.ERROR;
            case 's' -> {
                int original = at;
                while (original < end && term.bytes[original] != 0) {
                    original++;
                }
                int from = original < end ? original + 1 : at;
                yield new AttributeValue.StringValue(shown(term.bytes, from, end));
            }
            case 'l', 'x' -> new AttributeValue.StringValue(shown(term.bytes, at, end));
            default -> AttributeValue.UNDEFINED;
        };
    }

    /**
     * The values that a number's term may stand for: 3 and 3.0 have the same term.
     *
     * @param valueAt index of the kind's letter
     */
    public static List<AttributeValue> numbers(BytesRef term, int valueAt) {
        int at = term.offset + valueAt + 1;
        int end = term.offset + term.length;
        if (at == end) {
            return List.of(AttributeValue.UNDEFINED);
        }
        AttributeValue number = SortableNumber.decode(term.bytes, at, end);
        return number instanceof AttributeValue.IntegerValue integer && SortableNumber.isExactDouble(integer.value())
                ? List.of(integer, new AttributeValue.RealValue((double) integer.value()))
                : List.of(number);
    }

    /**
     * The string that a string's term stands for; empty when the term has only its beginning.
     *
     * @param valueAt index of the kind's letter
     */
    public static Optional<String> wholeString(BytesRef term, int valueAt) {
        return term.length - valueAt > MAX_TEXT_BYTES
                ? Optional.empty()
                : value(term, valueAt) instanceof AttributeValue.StringValue text
                        ? Optional.of(text.value())
                        : Optional.empty();
    }

    /** Whether the value of a term whose kind has this letter is the bytes of a {@link SortableNumber}; otherwise it is UTF-8. */
    public static boolean isNumber(int kindLetter) {
        return kindLetter == Kind.NUMBER.letter || kindLetter == Kind.NO_TIME.letter;
    }

    /** Whether a term is the text of an expression that looks outside its record. */
    public static boolean isExpression(BytesRef term, int valueAt) {
        return term.bytes[term.offset + valueAt] == Kind.EXPRESSION.letter;
    }

    /** A text, or as much of it as its term has. */
    private static String shown(byte[] bytes, int from, int end) {
        int hashAt = end - HASH_HEX_DIGITS - 1;
        return hashAt >= from && bytes[hashAt] == HASH_FOLLOWS
                ? new String(bytes, from, hashAt - from, StandardCharsets.UTF_8) + Misfits.CUT
                : new String(bytes, from, end - from, StandardCharsets.UTF_8);
    }

    /** UTF-8 of a text, cut and closed by a hash of the whole where it is too long to be a term. */
    private static byte[] bounded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= MAX_TEXT_BYTES) {
            return bytes;
        }
        int end = MAX_TEXT_BYTES;
        while ((bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        byte[] hash = HexFormat.of().formatHex(sha256(bytes), 0, 16).getBytes(StandardCharsets.US_ASCII);
        byte[] cut = Arrays.copyOf(bytes, end + 1 + hash.length);
        cut[end] = HASH_FOLLOWS;
        System.arraycopy(hash, 0, cut, end + 1, hash.length);
        return cut;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static BytesRef append(BytesRef prefix, byte[] value, int length) {
        byte[] term = Arrays.copyOf(prefix.bytes, prefix.length + length);
        System.arraycopy(value, 0, term, prefix.length, length);
        return new BytesRef(term);
    }
}
