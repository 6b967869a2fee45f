package org.shelfmark.server;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * Stands for the bytes of an answer. It is made from the answer itself: what an index's state, an archive's growth or the
 * time of day change in an answer changes its tag, and nothing else does.
 *
 * @param text as HTTP has it; weak where an answer may be sent compressed or not
 */
record EntityTag(String text) {
    private static final String WEAK = "W/";
    private static final int BYTES = 15;
    /** An answer begins with what it counted, and then says how long it took. */
    private static final int BEGINNING_BYTES = 64;

    private static final byte[] TOOK = "\"took_ms\":".getBytes(StandardCharsets.UTF_8);

    /** Of bytes. */
    static EntityTag of(byte[] body) {
        return of(body, 0, 0);
    }

    /** Of bytes that are sent as they are, or not at all. */
    static EntityTag strong(byte[] body) {
        return new EntityTag(of(body).opaque());
    }

    /** Of a JSON answer: all of it but how long it took, which the answer says near its beginning. */
    static EntityTag ofAnswer(byte[] json) {
        int from = indexOf(json, TOOK);
        int to = from < 0 ? 0 : from + TOOK.length;
        while (from >= 0 && to < json.length && json[to] >= '0' && json[to] <= '9') {
            to++;
        }
        return of(json, Math.max(from, 0), to);
    }

    private static EntityTag of(byte[] body, int leftOutFrom, int leftOutTo) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
        digest.update(body, 0, leftOutFrom);
        digest.update(body, leftOutTo, body.length - leftOutTo);
        byte[] start = Arrays.copyOf(digest.digest(), BYTES);
        return new EntityTag(WEAK + "\"" + Base64.getUrlEncoder().encodeToString(start) + "\"");
    }

    private static int indexOf(byte[] body, byte[] wanted) {
        for (int at = 0; at + wanted.length <= Math.min(body.length, BEGINNING_BYTES); at++) {
            if (Arrays.equals(body, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    private String opaque() {
        return text.startsWith(WEAK) ? text.substring(WEAK.length()) : text;
    }

    /** Whether the header {@code If-None-Match} names it; strong and weak tags are alike there. */
    boolean isAmong(String header) {
        for (String part : header.split(",", -1)) {
            String tag = part.strip();
            if (tag.equals("*") || new EntityTag(tag).opaque().equals(opaque())) {
                return true;
            }
        }
        return false;
    }
}
