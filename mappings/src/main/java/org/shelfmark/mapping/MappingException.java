package org.shelfmark.mapping;

/** A mapping that cannot be used; the message names the line and the field. */
public final class MappingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MappingException(String message) {
        super(message);
    }
}
