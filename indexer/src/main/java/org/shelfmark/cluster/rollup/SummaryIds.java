package org.shelfmark.cluster.rollup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Ids of documents by the submission they are of; its names may be longer than an id. */
final class SummaryIds {
    private static final int CHARACTERS = 22;

    private SummaryIds() {}

    /** What the id of a document about a submission has, which is named by the term of its key. */
    static String of(String submission) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(submission.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(digest).substring(0, CHARACTERS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The id of a summary that is written at a step of the exchange. */
    static String of(String submission, long step) {
        return "summary-" + step + "-" + of(submission);
    }
}
