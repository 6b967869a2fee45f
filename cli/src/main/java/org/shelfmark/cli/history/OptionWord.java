package org.shelfmark.cli.history;

import java.util.Optional;

/**
 * A word of the command line that may be an option: one dash and at least so many letters of its name, or two dashes and the
 * whole name; behind a colon may stand more.
 *
 * @param name without dashes
 * @param least letters needed behind one dash; more than the name has for two dashes only
 * @param takesColon whether text behind a colon belongs to it
 */
record OptionWord(String name, int least, boolean takesColon) {
    /** The text behind the colon, empty text without one; nothing when the word is not this option. */
    Optional<String> match(String word) {
        if (!word.startsWith("-")) {
            return Optional.empty();
        }
        boolean whole = word.startsWith("--");
        String given = word.substring(whole ? 2 : 1);
        int colon = takesColon ? given.indexOf(':') : -1;
        String letters = colon >= 0 ? given.substring(0, colon) : given;
        boolean matches = !letters.isEmpty()
                && name.startsWith(letters)
                && (whole ? letters.length() == name.length() : letters.length() >= least);
        return matches ? Optional.of(colon >= 0 ? given.substring(colon + 1) : "") : Optional.empty();
    }
}
