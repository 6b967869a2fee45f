package org.shelfmark.registry;

/** Where an archive file is in its life. */
public enum FileState {
    /** Bears the name to which the schedd appends. */
    ACTIVE,
    /** Renamed by a rotation, not wholly read yet. */
    ROTATED,
    /** Rotated, wholly read and, with a vault, kept there: not looked into again unless it grows. */
    SEALED,
    /** Gone from disk after it had been read as far as it was known. */
    DELETED,
    /** Gone from disk, or cut, before it had been read. */
    LOST
}
