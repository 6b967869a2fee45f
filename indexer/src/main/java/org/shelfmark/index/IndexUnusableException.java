package org.shelfmark.index;

import java.io.IOException;

/** An index that cannot be opened as asked; the message names the directory, the reason and the remedy. */
public class IndexUnusableException extends IOException {
    private static final long serialVersionUID = 1L;

    public IndexUnusableException(String message) {
        super(message);
    }

    IndexUnusableException(String message, Throwable cause) {
        super(message, cause);
    }
}
