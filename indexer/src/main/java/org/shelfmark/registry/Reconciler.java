package org.shelfmark.registry;

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
        Optional<ArchiveFile> rewritten = Optional.empty();
        List<Integer> sameBeginning = new ArrayList<>();
        for (ArchiveFile known : registry.withFingerprint(fingerprint)) {
            ReadPosition position = registry.position(known, positions);
            sameBeginning.add(known.id());
            if (known.identity().sameInode(head.identity())) {
                if (holdsWhatWasRead(held, position)) {
                    return new ArchiveChange.Present(path, head, known);
                }
                rewritten = known.isThere() ? Optional.of(known) : rewritten;
            } else if (isStillThere(known, position)) {
                // of files with the same beginning the longest is the archive, the others are copies of its beginning
                if (holdsWhatWasRead(held, position) && isBeginningOf(known.path(), path)) {
                    boolean longer = head.identity().sizeBytes() > sizeOf(known.path());
                    return longer ? new ArchiveChange.Present(path, head, known) : new ArchiveChange.Copy(path, known);
                }
                if (isBeginningOf(path, known.path())) {
                    return new ArchiveChange.Copy(path, known);
                }
            } else if (holdsWhatWasRead(held, position)) {
                moved = Optional.of(known);
            }
        }
        if (moved.isPresent()) {
            return new ArchiveChange.Present(path, head, moved.get());
        }
        return rewritten.isPresent()
                ? new ArchiveChange.Rewritten(path, head, rewritten.get(), sameBeginning)
                : new ArchiveChange.Appeared(path, head, sameBeginning);
    }

    /**
     * Whether a file is at least as long as what was read of it and holds the last record that was read, at its place.
     *
     * @throws ArchiveAccessException when it cannot be read
     */
    public static boolean holdsWhatWasRead(HeldFile held, ReadPosition position) throws ArchiveAccessException {
        try {
            if (held.sizeBytes() < position.offset()) {
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

    private long sizeOf(Path path) throws ArchiveAccessException {
        try {
            return files.identify(path).sizeBytes();
        } catch (IOException e) {
            throw ArchiveFileSystem.explain(path, e);
        }
    }

    /** Whether a known file is where it was and still holds what was read of it; a reused inode proves nothing. */
    private boolean isStillThere(ArchiveFile known, ReadPosition position) {
        try {
            if (!known.identity().sameInode(files.identify(known.path()))) {
                return false;
            }
            try (HeldFile there = HeldFile.open(files, known.path())) {
                return holdsWhatWasRead(there, position);
            }
        } catch (IOException e) {
            // it cannot be looked at, so it is not there for us
            return false;
        }
    }

    /** Whether a file holds exactly the first bytes of another, or all of them. */
    private boolean isBeginningOf(Path path, Path longer) throws ArchiveAccessException {
        try (SeekableByteChannel one = files.open(path);
                SeekableByteChannel other = files.open(longer)) {
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
        } catch (IOException e) {
            throw ArchiveFileSystem.explain(path, e);
        }
    }

    private static int fill(SeekableByteChannel channel, ByteBuffer buffer) throws IOException {
        int start = buffer.position();
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        return buffer.position() - start;
    }
}
