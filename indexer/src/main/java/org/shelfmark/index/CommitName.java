package org.shelfmark.index;

import java.util.HexFormat;
import java.util.Optional;
import org.apache.lucene.util.StringHelper;

/**
 * Names one commit among all commits of all indexes, for ever: the random id that each gets when it is written.
 *
 * @param hex 32 hexadecimal digits in lower case
 */
public record CommitName(String hex) {
    private static final HexFormat HEX = HexFormat.of();

    /** Rejects what no commit is called. */
    public CommitName {
        if (!isName(hex)) {
            throw new IllegalArgumentException("'" + hex + "' names no commit");
        }
    }

    static CommitName of(byte[] id) {
        return new CommitName(HEX.formatHex(id));
    }

    /** Reads a name; empty when it is none. */
    public static Optional<CommitName> parse(String text) {
        return isName(text) ? Optional.of(new CommitName(text)) : Optional.empty();
    }

    private static boolean isName(String text) {
        return text.length() == 2 * StringHelper.ID_LENGTH
                && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }
}
