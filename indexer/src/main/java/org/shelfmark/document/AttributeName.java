package org.shelfmark.document;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute name met in the archives, and what the mapping makes of it.
 *
 * @param spelling as it was first written
 * @param folded ASCII lower case
 * @param slot its place in a record's arrays
 * @param secret whether its values must not leave the archive
 * @param place of the field that holds exactly this attribute, if any
 * @param fallbacks the fields that take the first of several attributes, this one among them
 * @param text whether bare words search its strings
 * @param terms the terms under which its values are looked up
 */
record AttributeName(
        String spelling,
        String folded,
        int slot,
        boolean secret,
        @Nullable FieldPlace place,
        List<FirstOf> fallbacks,
        boolean text,
        TermBeginnings terms) {

    /** A name, with what follows from its fields. */
    static AttributeName of(
            String spelling,
            String folded,
            int slot,
            boolean secret,
            @Nullable FieldPlace place,
            List<FirstOf> fallbacks) {
        boolean text = (place != null && place.field().text())
                || fallbacks.stream().anyMatch(each -> each.field().text());
        TermBeginnings terms = place == null ? new TermBeginnings(folded) : place.terms();
        return new AttributeName(spelling, folded, slot, secret, place, fallbacks, text, terms);
    }
}
