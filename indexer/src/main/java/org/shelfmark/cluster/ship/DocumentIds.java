package org.shelfmark.cluster.ship;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.BytesRefBuilder;

/**
 * Names documents by what they are of, so that a record that comes twice is there once: its source, its file by the
 * fingerprint of that file's first record, where it stands there, and what it says. A file that was cut and written on has the
 * same first record, but not the same records.
 *
 * <p>Belongs to one thread.
 */
final class DocumentIds {
    /** 132 bits: among a billion jobs two have the same id with a probability of 1 in 10^22. */
    private static final int CHARACTERS = 22;

    /** The cluster takes 512 bytes. */
    private static final int MOST_READABLE_CHARACTERS = 100;

    private final MessageDigest digest;
    private final BytesRefBuilder content = new BytesRefBuilder();

    DocumentIds() {
        digest = sha256();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The id of the document of a name, which may be of any length. */
    static String ofName(String beginning) {
        String readable = beginning.replace('\0', '/');
        return readable.length() <= MOST_READABLE_CHARACTERS
                ? readable
                : readable.substring(0, MOST_READABLE_CHARACTERS)
                        + "..."
                        + characters(sha256().digest(readable.getBytes(StandardCharsets.UTF_8)));
    }

    private static String characters(byte[] hash) {
        return Base64.getUrlEncoder().encodeToString(hash).substring(0, CHARACTERS);
    }

    /** Begins another document. */
    void clear() {
        content.clear();
    }

    /** Something that the document says; always in the same order. */
    void add(BytesRef term) {
        content.append(term);
        content.append((byte) '\n');
    }

    /** The id of the document. */
    String id(String source, String file, long offset, long lengthBytes) {
        String place = source + "\n" + file + "\n" + offset + "\n" + lengthBytes + "\n";
        digest.update(place.getBytes(StandardCharsets.UTF_8));
        digest.update(content.bytes(), 0, content.length());
        return characters(digest.digest());
    }
}
