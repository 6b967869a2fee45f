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
        int highest = 0;
        for (int id : byId.keySet()) {
            highest = Math.max(highest, id);
        }
        return highest + 1;
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
}
