package org.shelfmark.cli;

import java.util.Arrays;
import java.util.List;

/** Many numbers in one line: each a letter as high as the number. */
final class Sparkline {
    private static final String BLOCKS = " ▁▂▃▄▅▆▇█";
    private static final String ASCII = " .:-=+*#%";

    private Sparkline() {}

    /**
     * The line. Where there are more numbers than room, neighbours are added up. A blank is 0; what is more than 0 shows.
     *
     * @param cells letters of room, at least 1
     */
    static String of(List<Long> numbers, int cells, Screen screen) {
        int letters = Math.min(cells, numbers.size());
        double[] sums = new double[letters];
        for (int i = 0; i < numbers.size(); i++) {
            sums[(int) ((long) i * letters / numbers.size())] += numbers.get(i);
        }
        double highest = Arrays.stream(sums).max().orElse(0);
        String levels = screen.unicode() ? BLOCKS : ASCII;
        StringBuilder line = new StringBuilder();
        for (double sum : sums) {
            line.append(levels.charAt(sum <= 0 ? 0 : Math.max(1, (int) (sum / highest * (levels.length() - 1)))));
        }
        return line.toString();
    }
}
