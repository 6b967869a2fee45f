package org.shelfmark.cli;

import java.util.List;

/** How text looks on a terminal with colours; the colours are those that the user chose for the terminal. */
enum Style {
    /** As it is. */
    PLAIN(""),
    /** Headings. */
    STRONG("1"),
    /** What is less important. */
    FAINT("2"),
    /** Bars. */
    BAR("36"),
    /** What went well. */
    GOOD("32"),
    /** What failed. */
    BAD("31"),
    /** One of several parts. */
    FIRST("34"),
    SECOND("33"),
    THIRD("35"),
    FOURTH("32"),
    FIFTH("31"),
    SIXTH("36");

    private static final List<Style> PARTS = List.of(FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH);

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** What makes a terminal write so. */
    String begin() {
        return "\u001b[" + code + "m";
    }

    /** The style of a part by its number, from 0; those after the last style are faint. */
    static Style ofPart(int number) {
        return number < PARTS.size() ? PARTS.get(number) : FAINT;
    }
}
