package org.shelfmark.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.shelfmark.archive.Fingerprint;

/**
 * All archive files ever seen.
 *
 * @param byId file id to file, in ascending order of ids
 */
public record Registry(Map<Integer, ArchiveFile> byId) {

    /** Knows no file. */
    public static final Registry EMPTY = new Registry(Map.of());

    /** Copies the files. */
    public Registry {
        byId = java.util.Collections.unmodifiableMap(new TreeMap<>(byId));
    }

    /** All files, the first seen first. */
    public Collection<ArchiveFile> files() {
        return byId.values();
    }

    /** A file by its number. */
    public Optional<ArchiveFile> file(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The files whose first record is the given one. */
    public List<ArchiveFile> withFingerprint(Fingerprint fingerprint) {
        List<ArchiveFile> found = new ArrayList<>();
        for (ArchiveFile file : byId.values()) {
            if (file.fingerprint().equals(fingerprint)) {
                found.add(file);
            }
        }
        return found;
    }

    /** The number of the next file. */
    public int nextId() {
        return byId.keySet().stream().mapToInt(Integer::intValue).max().orElse(0) + 1;
    }

    /** With a file added or replaced. */
    public Registry with(ArchiveFile file) {
        Map<Integer, ArchiveFile> changed = new TreeMap<>(byId);
        changed.put(file.id(), file);
        return new Registry(changed);
    }

    /** How far a file has been read: what the commit says while it is being read, what it was sealed with after. */
    public ReadPosition position(ArchiveFile file, Positions committed) {
        return committed.of(file.id()).or(file::read).orElse(ReadPosition.START);
    }

    /**
     * The first record on the far side of a gap: that of the next younger file of the same archive.
     *
     * @return unknown while there is none
     */
    public RecordStamp after(ArchiveFile file, Gap gap) {
        RecordStamp next = RecordStamp.UNKNOWN;
        for (ArchiveFile other : byId.values()) {
            boolean sameArchive =
                    other.source().equals(file.source()) && other.archive().equals(file.archive());
            long written = other.first().writtenAt();
            if (sameArchive
                    && other.id() != file.id()
                    && written >= gap.before().writtenAt()
                    && other.id() > file.id()
                    && (next.writtenAt() == 0 || written < next.writtenAt())) {
                next = other.first();
            }
        }
        return next;
    }
}
