package org.shelfmark.registry;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveHead;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.archive.RecordFetcher;

/**
 * Recognises files by what they hold.
 *
 * <p>The first record says which files it could be; the last record read, at its place, says whether it is one of them.
 * Device and inode only decide which of two equal files is the original.
 */
public final class Reconciler {
    private static final int COMPARE_BYTES = 1 << 20;

    private final ArchiveFileSystem files;

    /** Looks through the given file system. */
    public Reconciler(ArchiveFileSystem files) {
        this.files = files;
    }

    /**
     * Looks at a file.
     *
     * @throws ArchiveAccessException when it cannot be read or is no job history
     */
    public ArchiveChange look(HeldFile held, Registry registry, Positions positions) throws ArchiveAccessException {
        Path path = held.path();
        ArchiveHead head = ArchiveHead.read(held);
        if (head.first().isEmpty()) {
            return new ArchiveChange.Unstarted(path, head.identity().sizeBytes());
        }
        Fingerprint fingerprint = head.first().get().fingerprint();
        Optional<ArchiveFile> moved = Optional.empty();
        long movedEnd = 0;
        Optional<ArchiveFile> grown = Optional.empty();
        long grownEnd = 0;
        Optional<ArchiveFile> copied = Optional.empty();
        Optional<ArchiveFile> rewritten = Optional.empty();
        List<Integer> sameBeginning = new ArrayList<>();
        List<ArchiveFile> candidates = registry.withFingerprint(fingerprint);
        for (ArchiveFile known : candidates) {
            sameBeginning.add(known.id());
            if (known.isThere() && known.identity().sameInode(head.identity())) {
                if (holdsWhatWasRead(held, registry.position(known, positions))) {
                    return new ArchiveChange.Present(path, head, known);
                }
                rewritten = Optional.of(known);
            }
        }
        for (ArchiveFile known : candidates) {
            ReadPosition position = registry.position(known, positions);
            if (known.isThere() && known.identity().sameInode(head.identity())) {
                continue;
            }
            try (StillThere original = StillThere.open(files, known, position)) {
                if (!original.isThere()) {
                    if (holdsWhatWasRead(held, position) && position.end() >= movedEnd) {
                        moved = Optional.of(known);
                        movedEnd = position.end();
                    }
                    continue;
                }
                // of files with the same beginning the longest is the archive, the others are copies of its beginning
                if (holdsWhatWasRead(held, position) && isBeginning(original.file(), held)) {
                    boolean longer =
                            head.identity().sizeBytes() > original.file().sizeBytes();
                    if (longer) {
                        grown = Optional.of(known);
                        grownEnd = position.end();
                    } else {
                        copied = Optional.of(known);
                    }
                } else if (isBeginning(held, original.file())) {
                    copied = Optional.of(known);
                }
            } catch (IOException e) {
                throw ArchiveFileSystem.explain(path, e);
            }
        }
        // a file that has moved may have been read further than a copy of its beginning
        if (grown.isPresent() && (moved.filter(ArchiveFile::isThere).isEmpty() || movedEnd <= grownEnd)) {
            return new ArchiveChange.Present(path, head, grown.get());
        }
        // a copy that was a file of its own and has moved is still that
        if (copied.isPresent() && moved.filter(ArchiveFile::isThere).isEmpty()) {
            return new ArchiveChange.Copy(path, copied.get());
        }
        if (moved.isPresent()) {
            return new ArchiveChange.Present(path, head, moved.get());
        }
        return rewritten.isPresent()
                ? new ArchiveChange.Rewritten(path, head, rewritten.get(), sameBeginning)
                : new ArchiveChange.Appeared(path, head, sameBeginning);
    }

    /**
     * Whether a file, the same to the file system as a known one, still is that one. Where no record read tells, the
     * first one does.
     *
     * @throws ArchiveAccessException when it cannot be read
     */
    public static boolean isStill(HeldFile held, ArchiveFile known, ReadPosition position)
            throws ArchiveAccessException {
        if (!holdsWhatWasRead(held, position)) {
            return false;
        }
        return position.last().isPresent()
                || ArchiveHead.read(held)
                        .first()
                        .filter(first -> first.fingerprint().equals(known.fingerprint()))
                        .isPresent();
    }

    /**
     * Whether a file is at least as long as what was read of it and holds the last record that was read, at its place.
     *
     * @throws ArchiveAccessException when it cannot be read
     */
    public static boolean holdsWhatWasRead(HeldFile held, ReadPosition position) throws ArchiveAccessException {
        try {
            if (held.sizeBytes() < position.end()) {
                return false;
            }
            if (position.last().isEmpty()) {
                return true;
            }
            RecordMark last = position.last().get();
            return RecordFetcher.fetch(held.path(), held.channel(), last.location()) instanceof FetchResult.Found record
                    && Fingerprint.of(record.bytes(), 0, record.bytes().length).equals(last.fingerprint());
        } catch (IOException e) {
            throw ArchiveFileSystem.explain(held.path(), e);
        }
    }

    /**
     * A known file where it was seen last, if it still stands there; a reused inode proves nothing. It is opened once and
     * compared as it was opened: a rotation may give its name to another meanwhile.
     */
    private record StillThere(Optional<HeldFile> opened) implements Closeable {
        static StillThere open(ArchiveFileSystem files, ArchiveFile known, ReadPosition position) throws IOException {
            HeldFile file;
            try {
                if (!known.identity().sameInode(files.identify(known.path()))) {
                    return new StillThere(Optional.empty());
                }
                file = HeldFile.open(files, known.path());
            } catch (IOException e) {
                // it cannot be looked at, so it is not there for us
                return new StillThere(Optional.empty());
            }
            try {
                if (file.is(known.identity()) && isStill(file, known, position)) {
                    return new StillThere(Optional.of(file));
                }
            } catch (ArchiveAccessException e) {
                // likewise
                file.close();
                return new StillThere(Optional.empty());
            }
            file.close();
            return new StillThere(Optional.empty());
        }

        boolean isThere() {
            return opened.isPresent();
        }

        HeldFile file() {
            return opened.orElseThrow();
        }

        @Override
        public void close() throws IOException {
            if (opened.isPresent()) {
                opened.get().close();
            }
        }
    }

    /**
     * Whether a file holds exactly the first bytes of another, or all of them. Both are read from their beginnings.
     *
     * @throws IOException when one of them cannot be read
     */
    public static boolean isBeginning(HeldFile one, HeldFile other) throws IOException {
        return isBeginning(one.channel(), other.channel());
    }

    private static boolean isBeginning(SeekableByteChannel one, SeekableByteChannel other) throws IOException {
        one.position(0);
        other.position(0);
        if (other.size() < one.size()) {
            return false;
        }
        ByteBuffer left = ByteBuffer.allocate(COMPARE_BYTES);
        ByteBuffer right = ByteBuffer.allocate(COMPARE_BYTES);
        while (true) {
            int length = fill(one, left);
            right.limit(length);
            if (fill(other, right) != length || !Arrays.equals(left.array(), 0, length, right.array(), 0, length)) {
                return false;
            }
            if (length < COMPARE_BYTES) {
                return true;
            }
            left.clear();
            right.clear();
        }
    }

    private static int fill(SeekableByteChannel channel, ByteBuffer buffer) throws IOException {
        int start = buffer.position();
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        return buffer.position() - start;
    }
}
