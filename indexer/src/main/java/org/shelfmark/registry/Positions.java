package org.shelfmark.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The positions of all files that are still being read, by file id, as they travel in a commit of the job index. This is
 * the truth: a position becomes durable in the same act as the documents before it.
 *
 * @param byFile file id to position
 */
public record Positions(Map<Integer, ReadPosition> byFile) {
    private static final String KEY_PREFIX = "position.";

    /** Nothing has been read. */
    public static final Positions NONE = new Positions(Map.of());

    /** Copies the positions. */
    public Positions {
        byFile = Map.copyOf(byFile);
    }

    /** The position of a file, if it is still being read. */
    public Optional<ReadPosition> of(int fileId) {
        return Optional.ofNullable(byFile.get(fileId));
    }

    /** With one position changed. */
    public Positions with(int fileId, ReadPosition position) {
        Map<Integer, ReadPosition> changed = new HashMap<>(byFile);
        changed.put(fileId, position);
        return new Positions(changed);
    }

    /** Without one position. */
    public Positions without(int fileId) {
        Map<Integer, ReadPosition> changed = new HashMap<>(byFile);
        changed.remove(fileId);
        return new Positions(changed);
    }

    /** The form in a commit's user data. */
    public Map<String, String> toUserData() {
        Map<String, String> data = new TreeMap<>();
        byFile.forEach((file, position) -> data.put(KEY_PREFIX + file, position.toText()));
        return data;
    }

    /**
     * Reads the positions among a commit's user data.
     *
     * @throws IllegalArgumentException when one cannot be read
     */
    public static Positions fromUserData(Map<String, String> data) {
        Map<Integer, ReadPosition> positions = new HashMap<>();
        data.forEach((key, value) -> {
            if (key.startsWith(KEY_PREFIX)) {
                positions.put(Integer.valueOf(key.substring(KEY_PREFIX.length())), ReadPosition.parse(value));
            }
        });
        return new Positions(positions);
    }
}
