package org.shelfmark.archive;

import java.io.IOException;

/** A compressed file that does not decompress to its end; reading it again would fail the same way. */
public final class DamagedCompressionException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedCompressionException(String message) {
        super(message);
    }

    DamagedCompressionException(String message, Throwable cause) {
        super(message, cause);
    }
}
