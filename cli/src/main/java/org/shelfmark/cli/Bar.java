package org.shelfmark.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * A number as a bar.
 *
 * @param parts what it is made of; several are shown in their colours where there are colours
 */
record Bar(List<Part> parts) {
    private static final String EIGHTHS = "▏▎▍▌▋▊▉█";
    private static final int STEPS = EIGHTHS.length();

    /** Copies the parts. */
    Bar {
        parts = List.copyOf(parts);
    }

    /** A part of a bar. */
    record Part(long count, Style style) {}

    /** A bar of one part. */
    static Bar of(long count) {
        return new Bar(List.of(new Part(count, Style.BAR)));
    }

    /** The number. */
    long total() {
        return parts.stream().mapToLong(Part::count).sum();
    }

    /**
     * The bar, in eighths of a letter, or whole letters in ASCII: never shorter than that of a smaller number, and not
     * empty unless the number is 0.
     *
     * @param longest the number that fills the room, at least the number of this bar
     * @param cells letters of room
     */
    String drawn(long longest, int cells, Screen screen) {
        long total = total();
        if (total <= 0 || cells <= 0) {
            return "";
        }
        double share = (double) total / longest;
        if (!screen.unicode()) {
            return painted("#".repeat(Math.max(1, (int) (share * cells))), total, screen);
        }
        int eighths = Math.max(1, (int) (share * cells * STEPS));
        int rest = eighths % STEPS;
        return painted(
                "█".repeat(eighths / STEPS) + (rest == 0 ? "" : EIGHTHS.substring(rest - 1, rest)), total, screen);
    }

    /** Each part gets the letters that lie in it, the last one the rest. */
    private String painted(String bar, long total, Screen screen) {
        List<Part> shown = new ArrayList<>(parts);
        shown.removeIf(part -> part.count() <= 0);
        StringBuilder painted = new StringBuilder();
        int from = 0;
        long before = 0;
        for (Part part : shown) {
            before += part.count();
            int to = before == total ? bar.length() : (int) Math.round((double) before / total * bar.length());
            painted.append(screen.paint(bar.substring(from, to), part.style()));
            from = to;
        }
        return painted.toString();
    }
}
