package org.shelfmark.verify;

/** Is told how a comparison gets on. */
@FunctionalInterface
public interface VerifyProgress {
    /** Tells nobody. */
    VerifyProgress SILENT = (done, total) -> {};

    /**
     * Some more bytes of archives and vault were compared.
     *
     * @param doneBytes so far
     * @param totalBytes about how many there are
     */
    void compared(long doneBytes, long totalBytes);
}
