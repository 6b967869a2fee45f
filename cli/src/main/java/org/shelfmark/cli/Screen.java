package org.shelfmark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where standard output is read.
 *
 * @param isTerminal whether it is a terminal; else a file or a program
 * @param columns letters in one of its lines, at least 1
 * @param colours whether it shows colours
 * @param unicode whether it shows more than ASCII
 */
record Screen(boolean isTerminal, int columns, boolean colours, boolean unicode) {
    /** Columns of a terminal that does not tell. */
    static final int DEFAULT_COLUMNS = 80;

    private static final Pattern COLUMNS = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern UTF_8 = Pattern.compile("(?i).*utf-?8.*");
    private static final String RESET = "\u001b[0m";

    /** The screen that the launcher and the user describe in environment variables. */
    static Screen of(Map<String, String> environment) {
        boolean terminal = "1".equals(environment.get("SHELFMARK_STDOUT_TERMINAL"));
        boolean colours = terminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return new Screen(terminal, columns(environment), colours, unicode(environment));
    }

    private static int columns(Map<String, String> environment) {
        return Stream.of("COLUMNS", "SHELFMARK_STDOUT_COLUMNS")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(text -> COLUMNS.matcher(text).matches())
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(DEFAULT_COLUMNS);
    }

    /** The first of these variables that is not empty decides, as in the C library. */
    private static boolean unicode(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(locale -> !locale.isEmpty())
                .findFirst()
                .filter(locale -> UTF_8.matcher(locale).matches())
                .isPresent();
    }

    /** The text in a style where there are colours. */
    String paint(String text, Style style) {
        return colours && style != Style.PLAIN && !text.isBlank() ? style.begin() + text + RESET : text;
    }

    /** The text in lines that a terminal has room for, broken at blanks where there are any; elsewhere one line. */
    List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        String left = text;
        while (isTerminal && DisplayWidth.of(left) > columns) {
            String most = DisplayWidth.cut(left, columns);
            int blank = left.charAt(most.length()) == ' ' ? most.length() : most.lastIndexOf(' ');
            String line = blank > 0 ? left.substring(0, blank) : most;
            if (line.isEmpty()) {
                // a letter that is wider than the terminal
                return lines;
            }
            lines.add(line);
            left = left.substring(blank > 0 ? blank + 1 : line.length());
        }
        lines.add(left);
        return lines;
    }

    /** What stands for something left out. */
    String ellipsis() {
        return unicode ? "…" : "...";
    }

    /** The text, or as much of it as there is room for. */
    String cut(String text, int width) {
        if (DisplayWidth.of(text) <= width) {
            return text;
        }
        int left = width - DisplayWidth.of(ellipsis());
        return left < 0 ? DisplayWidth.cut(text, width) : DisplayWidth.cut(text, left) + ellipsis();
    }
}
