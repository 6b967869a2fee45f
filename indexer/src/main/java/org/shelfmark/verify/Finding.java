package org.shelfmark.verify;

/**
 * One thing that is wrong, or worth a note.
 *
 * @param kind what it is
 * @param fileId number of the archive file; 0 when it concerns none
 * @param file path of the archive file, name of the vault entry or of the part of the index
 * @param offset position in the archive file; -1 when it concerns no place in it
 * @param text what was found, for people
 * @param mended whether a repair put it right
 * @param repair what a repair did, or why it could do nothing; empty when nothing was to be repaired
 */
public record Finding(
        FindingKind kind, int fileId, String file, long offset, String text, boolean mended, String repair) {

    /** Something that was found. */
    static Finding of(FindingKind kind, int fileId, String file, long offset, String text) {
        return new Finding(kind, fileId, file, offset, text, false, "");
    }

    /** The same, put right. */
    Finding mendedBy(String repair) {
        return new Finding(kind, fileId, file, offset, text, true, repair);
    }

    /** The same, which cannot be put right. */
    Finding leftBecause(String reason) {
        return new Finding(kind, fileId, file, offset, text, false, reason);
    }

    /** Whether something is wrong now. */
    public boolean isWrong() {
        return !mended && !kind.isNote();
    }
}
