package org.shelfmark.cli.history;

import java.time.ZoneId;
import org.shelfmark.classad.ByteText;

/** The columns of {@code -autoformat}. */
final class AutoFormat {
    private final PrintMask mask;
    private final ZoneId zone;
    private final boolean labels;
    private final boolean headings;
    private final String conversion;

    /**
     * Reads the letters behind the colon; unknown ones mean nothing. Adds the column of job ids if they ask for it.
     *
     * @param mask to which columns are added
     */
    AutoFormat(String letters, PrintMask mask, ZoneId zone) {
        this.mask = mask;
        this.zone = zone;
        String row = "";
        String column = " ";
        String behindColumn = "";
        for (int i = 0; i < letters.length(); i++) {
            switch (letters.charAt(i)) {
                case ',' -> behindColumn = ",";
                case 'n' -> behindColumn = "\n";
                case 'g' -> {
                    column = "";
                    row = "\n";
                }
                case 't' -> column = "\t";
                default -> {}
            }
        }
        mask.separate(new PrintMask.Separators(row, column, behindColumn, "\n"));
        labels = letters.indexOf('l') >= 0;
        headings = letters.indexOf('h') >= 0;
        conversion = conversion(letters);
        if (letters.indexOf('j') >= 0) {
            addJobId();
        }
    }

    private static String conversion(String letters) {
        boolean raw = letters.indexOf('r') >= 0 || letters.indexOf('o') >= 0;
        return raw
                ? "%r"
                : letters.indexOf('V') >= 0
                        ? "%V"
                        : letters.indexOf('Y') >= 0 ? "%Y" : letters.indexOf('T') >= 0 ? "%T" : "%v";
    }

    private boolean hasHeadings() {
        return headings || mask.hasHeadings();
    }

    private void addJobId() {
        ColumnStyle style = ColumnStyle.PLAIN.withWidth(0, true);
        if (hasHeadings()) {
            mask.addHeading(" ID");
            style = style.growing();
        }
        mask.add(new Column(
                "ClusterId", PrintfFormat.of(labels ? "ID = %v" : "%v"), Renderers.named("JOB_ID"), style, zone));
    }

    /** Adds the column of an attribute or an expression. */
    void add(String asked) {
        ColumnStyle style = ColumnStyle.PLAIN;
        String label = "";
        if (hasHeadings()) {
            String heading = ByteText.of(asked);
            mask.addHeading(heading);
            style = style.withWidth(heading.length(), true).growing();
        } else if (labels) {
            label = ByteText.of(asked) + " = ";
        }
        mask.add(new Column(asked, PrintfFormat.of(Escapes.resolve(label + conversion)), null, style, zone));
    }
}
