package org.shelfmark.document;

import java.io.IOException;
import java.util.Optional;

/** What of a record everybody may have, for those who keep it elsewhere; good for as long as the record's document is. */
@FunctionalInterface
public interface PublicRecord {
    /** Nothing of it. */
    PublicRecord NONE = Optional::empty;

    /**
     * Its bytes, banner included, without the lines of secret attributes; empty where a secret may stand in another line, so
     * that nothing of the record may be had.
     *
     * @throws IOException when it is to be read first, and cannot be
     */
    Optional<byte[]> bytes() throws IOException;
}
