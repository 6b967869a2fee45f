package org.shelfmark.bench;

/** A program that does nothing, to be compared with one that does little. */
final class Nothing {
    private Nothing() {}

    public static void main(String[] arguments) {}
}
