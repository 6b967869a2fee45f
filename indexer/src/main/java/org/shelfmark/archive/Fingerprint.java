package org.shelfmark.archive;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The content of a record in short. The fingerprint of a file is that of its first record, banner included: a file is
 * known by what it holds, its name proves nothing.
 *
 * @param hex 32 hex digits: the first half of the SHA-256 of the record's first mebibyte. What is hashed and how may only
 *     change together with the format version of the index, which refuses to misread the old ones
 */
public record Fingerprint(String hex) {
    /** Of a file of which no record was ever seen; equals no record's. */
    public static final Fingerprint NONE = new Fingerprint("none");

    private static final int MAX_HASHED_BYTES = 1 << 20;

    /** The fingerprint of the record in [from, to). */
    public static Fingerprint of(byte[] bytes, int from, int to) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, from, Math.min(to - from, MAX_HASHED_BYTES));
            return new Fingerprint(HexFormat.of().formatHex(digest.digest(), 0, 16));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
