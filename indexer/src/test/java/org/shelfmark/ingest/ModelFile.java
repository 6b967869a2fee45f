package org.shelfmark.ingest;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The content of a file from its first byte until it is cut to nothing or written anew: whole records and fragments. */
final class ModelFile {
    private static final int LEAST_FOR_OFFSET = 200;

    /**
     * The beginning of a record, or all of it.
     *
     * @param offset where it begins in the file
     */
    record Piece(ModelRecord record, long offset, int length) {
        boolean isWhole() {
            return length == record.bytes.length;
        }

        long end() {
            return offset + length;
        }
    }

    private final List<Piece> pieces = new ArrayList<>();
    private final Set<Piece> everWhole = new HashSet<>();
    /** Records that were cut off, and nothing tells of it. */
    final Set<ModelRecord> unnoticeable = new HashSet<>();
    /** Open to the ingester that runs now. */
    boolean held;
    /** Perhaps open to it: a cycle that failed may have come as far as that. */
    boolean perhapsHeld;
    /** There while a cycle ran, also one that failed. */
    boolean perhapsSeen;
    /** What it is a copy of. */
    private @Nullable ModelFile original;
    /** The same file to whoever looks, before it was compressed, or written anew behind its first record. */
    @Nullable
    ModelFile formerly;
    /** A copy has, or had, a name of its own and holds all that was read, so that it may be taken for this file. */
    private boolean copied;
    /** Rotated and read, so that an ingester may let go of it. */
    boolean mayBeLetGo;
    /** Rotated and wholly read: there is nothing in it to be lost. */
    boolean atRest;
    /** The registry must have it: it was seen with a whole record. */
    boolean known;
    /** The job of its first record, when it became known. */
    int firstKnown;
    /** How much of it an undisturbed cycle has read; more than there is when it was cut since then. */
    long readEnd;
    /** It grew after its rotation, which a schedd's history does not. */
    boolean late;

    List<Piece> pieces() {
        return pieces;
    }

    long size() {
        return pieces.isEmpty() ? 0 : pieces.get(pieces.size() - 1).end();
    }

    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            out.write(piece.record().bytes, 0, piece.length());
        }
        return out.toByteArray();
    }

    /** What a schedd's banner says: where the last line begins; below 200 bytes it does not look. */
    long offsetForBanner() {
        byte[] bytes = bytes();
        if (bytes.length < LEAST_FOR_OFFSET) {
            return bytes.length == 0 ? 0 : -1;
        }
        int at = bytes.length - 1;
        while (at > 0 && bytes[at - 1] != '\n') {
            at--;
        }
        return at;
    }

    /** Appends the first bytes of a record. */
    void begin(ModelRecord record, int length) {
        add(new Piece(record, size(), length));
    }

    /** Appends more of the record that was begun last. */
    void goOn(int length) {
        disturb();
        Piece last = pieces.remove(pieces.size() - 1);
        add(new Piece(last.record(), last.offset(), last.length() + length));
    }

    private void add(Piece piece) {
        pieces.add(piece);
        if (piece.isWhole()) {
            everWhole.add(piece);
            piece.record().whole = true;
            piece.record().homes.add(this);
        }
    }

    /** It changes; whoever let go of it must find it again. */
    void disturb() {
        held &= !mayBeLetGo;
        atRest = false;
    }

    /** Nobody holds it any more. */
    void letGo() {
        held = false;
        perhapsHeld = false;
    }

    /** It is from now on what another file was to whoever looks, also if it goes before anybody looks. */
    void takePlaceOf(ModelFile other) {
        formerly = other;
        known = other.known;
        firstKnown = other.firstKnown;
        readEnd = other.readEnd;
        perhapsSeen = other.perhapsSeen;
        atRest = other.atRest;
    }

    /** A length near the given one to which the file may be cut. */
    long cutNear(long length) {
        for (Piece piece : pieces) {
            if (length > piece.offset() && length < piece.end()) {
                return piece.offset() + ModelRecord.cut((int) (length - piece.offset()));
            }
        }
        return Math.min(length, size());
    }

    /** Keeps its first bytes. */
    void cut(long length) {
        while (size() > length) {
            Piece last = pieces.remove(pieces.size() - 1);
            if (last.offset() < length) {
                pieces.add(new Piece(last.record(), last.offset(), (int) (length - last.offset())));
            }
        }
    }

    /** A cycle runs: if the file was cut below what was read of it, it may be found so, and be read anew as another. */
    void perhapsSeen(boolean rotated) {
        perhapsSeen = true;
        perhapsHeld = true;
        mayBeLetGo |= rotated;
        readEnd = Math.min(readEnd, wholeEnd());
    }

    /** Another file with the same first bytes. */
    ModelFile copy(long length) {
        ModelFile copy = new ModelFile();
        copy.late = late;
        copy.original = this;
        for (Piece piece : pieces) {
            if (piece.offset() < length) {
                copy.add(new Piece(
                        piece.record(), piece.offset(), (int) Math.min(piece.length(), length - piece.offset())));
            }
        }
        return copy;
    }

    /** Whether a record stands or stood at a place. */
    boolean everHeld(ModelRecord record, long offset, long length) {
        return everWhole.contains(new Piece(record, offset, (int) length));
    }

    /** Whether a record stands or stood before a place. */
    boolean everHeldBefore(ModelRecord record, long end) {
        return everWhole.stream().anyMatch(piece -> piece.record() == record && piece.end() <= end);
    }

    /** Whether it begins with all that another file holds. */
    boolean beginsLike(ModelFile other) {
        return other.size() <= size() && Arrays.equals(Arrays.copyOf(bytes(), (int) other.size()), other.bytes());
    }

    /** It got a name. */
    void named() {
        for (ModelFile file = original; file != null; file = file.original) {
            file.copied |= size() >= file.readEnd;
        }
    }

    /** Whether a copy may be taken for it, whatever was appended to the one and not to the other. */
    boolean hasDouble() {
        return copied || (formerly != null && formerly.hasDouble());
    }

    /** The first record that is whole. */
    Optional<ModelRecord> first() {
        return pieces.stream().filter(Piece::isWhole).map(Piece::record).findFirst();
    }

    /** End of the last whole record. */
    long wholeEnd() {
        long end = 0;
        for (Piece piece : pieces) {
            end = piece.isWhole() ? piece.end() : end;
        }
        return end;
    }
}
