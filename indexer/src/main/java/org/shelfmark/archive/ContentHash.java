package org.shelfmark.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of content that comes in pieces. */
final class ContentHash {
    private final MessageDigest digest;

    ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The next piece. */
    void update(byte[] bytes, int length) {
        digest.update(bytes, 0, length);
    }

    /** All of it in 64 hex digits; asked for once. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
