package org.shelfmark.cli.history;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.ByteText;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;

/**
 * Reads the description of a table: {@code SELECT}, a line for each column, {@code WHERE} and {@code AND}, {@code SUMMARY}.
 *
 * <p>Like HTCondor's tools it goes on after most of what it cannot understand; {@link #complaints} says what that was.
 */
final class PrintFormatFile {
    private final PrintMask mask;
    private final ZoneId zone;
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final List<String> conditions = new ArrayList<>();
    private Section section = Section.SELECT;
    private PrintMask.Separators separators = PrintMask.Separators.TABLE;
    private @Nullable String labelSeparator;
    private boolean unique;

    private enum Section {
        SELECT,
        CONDITION,
        OTHER
    }

    /**
     * Reads a description.
     *
     * @param text of the file
     * @param mask to which the columns are added
     */
    PrintFormatFile(String text, PrintMask mask, ZoneId zone) {
        this.mask = mask;
        this.zone = zone;
        mask.separate(separators);
        int number = 0;
        for (String line : lines(text)) {
            number++;
            int before = complaints.size();
            line(line);
            for (int i = before; i < complaints.size(); i++) {
                complaints.set(i, "line " + number + ": " + complaints.get(i));
            }
        }
    }

    /** A backslash at the end of a line goes on in the next one. */
    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder pending = new StringBuilder();
        for (String line : text.split("\n", -1)) {
            String stripped = line.strip();
            if (stripped.endsWith("\\")) {
                pending.append(stripped, 0, stripped.length() - 1);
            } else {
                lines.add(pending.append(stripped).toString());
                pending.setLength(0);
            }
        }
        lines.add(pending.toString());
        return lines;
    }

    private void line(String line) {
        LineTokens tokens = new LineTokens(line);
        if (!tokens.advance() || tokens.is("#")) {
            return;
        }
        switch (tokens.word()) {
            case "SELECT" -> {
                section = Section.SELECT;
                header(tokens);
                mask.separate(separators);
                return;
            }
            case "WHERE", "AND" -> {
                section = Section.CONDITION;
                if (!tokens.advance()) {
                    return;
                }
            }
            case "GROUP", "JOIN" -> section = Section.OTHER;
            case "SUMMARY" -> {
                section = Section.OTHER;
                return;
            }
            default -> {}
        }
        if (section == Section.CONDITION) {
            conditions.add(tokens.toEnd());
        } else if (section == Section.SELECT) {
            column(tokens);
        }
    }

    private void header(LineTokens tokens) {
        while (tokens.advance()) {
            switch (tokens.word()) {
                case "FROM" -> {
                    boolean unused = tokens.advance();
                }
                case "UNIQUE" -> unique = true;
                // condor_history prints its headings whatever is said here
                case "BARE", "NOTITLE", "NOHEADER", "NOSUMMARY" -> {}
                case "LABEL" -> labelSeparator = " = ";
                case "SEPARATOR", "RECORDPREFIX", "RECORDSUFFIX", "FIELDPREFIX", "FIELDSUFFIX" -> separator(tokens);
                default -> complaints.add("unknown word '" + tokens.word() + "' after SELECT");
            }
        }
    }

    private void separator(LineTokens tokens) {
        String keyword = tokens.word();
        if (!tokens.advance()) {
            return;
        }
        String text = ByteText.of(Escapes.resolveHeading(tokens.word()));
        PrintMask.Separators now = separators;
        switch (keyword) {
            case "SEPARATOR" -> {
                if (labelSeparator == null) {
                    complaints.add("SEPARATOR stands after LABEL only");
                } else {
                    labelSeparator = text;
                }
            }
            case "RECORDPREFIX" ->
                separators = new PrintMask.Separators(text, now.column(), now.behindColumn(), now.behindRow());
            case "FIELDPREFIX" ->
                separators = new PrintMask.Separators(now.row(), text, now.behindColumn(), now.behindRow());
            case "FIELDSUFFIX" -> separators = new PrintMask.Separators(now.row(), now.column(), text, now.behindRow());
            default -> separators = new PrintMask.Separators(now.row(), now.column(), now.behindColumn(), text);
        }
    }

    private void column(LineTokens tokens) {
        SelectRow row = new SelectRow(tokens, complaints);
        if (row.isEmpty()) {
            return;
        }
        row.addTo(mask, labelSeparator, zone);
        try {
            names.addAll(ReferredNames.of(ClassAdParser.parse(row.asked())));
        } catch (ClassAdSyntaxException e) {
            complaints.add("'" + row.asked() + "' is no attribute or expression: " + e.getMessage());
        }
    }

    /** What could not be understood, with line numbers. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** The attributes that are referred to. */
    Set<String> names() {
        return Set.copyOf(names);
    }

    /** Constraints that the records have to meet as well. */
    List<String> conditions() {
        return List.copyOf(conditions);
    }

    /** Whether it asks for each row once, which a history cannot do. */
    boolean isUnique() {
        return unique;
    }
}
