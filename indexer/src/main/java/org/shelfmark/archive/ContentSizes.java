package org.shelfmark.archive;

import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How long the content of compressed files is, or why that cannot be told: found once by decompressing all of a file,
 * then remembered until the file changes. Safe for many threads.
 */
final class ContentSizes {
    /** Files remembered; with more, all are found anew. */
    private static final int MAX_FILES = 10_000;

    private final Map<Place, Found> found = new ConcurrentHashMap<>();

    /**
     * A file in a certain state.
     *
     * @param identity device, inode and size on disk
     * @param modified when its content was changed
     * @param changed when anything of it was changed
     */
    record Version(FileIdentity identity, FileTime modified, FileTime changed) {}

    private record Place(long device, long inode) {}

    private record Found(Version version, OptionalLong sizeBytes, String damage) {}

    /**
     * The length where it is known.
     *
     * @throws DamagedCompressionException when the file is known to be damaged
     */
    OptionalLong known(Version version) throws DamagedCompressionException {
        Found known = found.get(placeOf(version));
        if (known == null || !known.version().equals(version)) {
            return OptionalLong.empty();
        }
        if (known.sizeBytes().isEmpty()) {
            throw new DamagedCompressionException(known.damage());
        }
        return known.sizeBytes();
    }

    /** Remembers a length. */
    void put(Version version, long sizeBytes) {
        put(new Found(version, OptionalLong.of(sizeBytes), ""));
    }

    /** Remembers that a file is damaged. */
    void put(Version version, DamagedCompressionException damage) {
        put(new Found(version, OptionalLong.empty(), String.valueOf(damage.getMessage())));
    }

    private void put(Found entry) {
        if (found.size() >= MAX_FILES) {
            found.clear();
        }
        found.put(placeOf(entry.version()), entry);
    }

    private static Place placeOf(Version version) {
        return new Place(version.identity().device(), version.identity().inode());
    }
}
