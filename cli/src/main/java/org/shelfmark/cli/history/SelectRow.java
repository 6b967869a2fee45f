package org.shelfmark.cli.history;

import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.ByteText;

/** One line below {@code SELECT}: an attribute or expression, and how it is shown. */
final class SelectRow {
    private static final Set<String> KEYWORDS = Set.of(
            "ALWAYS",
            "AS",
            "AUTO",
            "FIT",
            "LEFT",
            "NOPREFIX",
            "NOSUFFIX",
            "OR",
            "PRINTAS",
            "PRINTF",
            "RENDERAS",
            "RIGHT",
            "TRUNCATE",
            "WIDTH");
    private static final String ALTERNATIVES = " ?*.-_#0";
    private static final String DEFAULT_FORMAT = "%v";

    private final LineTokens tokens;
    private final List<String> complaints;
    private String asked = "";
    private String label = "";
    private @Nullable String format = DEFAULT_FORMAT;
    private @Nullable Renderer renderer;
    private int width;
    private boolean widthOfLabel = true;
    private boolean left;
    private boolean grows = true;
    private boolean truncated;
    private boolean fitted;
    private boolean prefixed = true;
    private boolean suffixed = true;
    private boolean always;
    private char alternative = ' ';
    private boolean wideAlternative;

    /**
     * Reads a line.
     *
     * @param tokens at its first word
     * @param complaints to which is added what cannot be understood
     */
    SelectRow(LineTokens tokens, List<String> complaints) {
        this.tokens = tokens;
        this.complaints = complaints;
        tokens.mark();
        boolean named = false;
        while (tokens.advance()) {
            if (!KEYWORDS.contains(tokens.word())) {
                continue;
            }
            if (!named) {
                asked = tokens.sinceMark();
                named = true;
            }
            keyword(tokens.word());
        }
        if (!named) {
            asked = tokens.fromMark();
        }
    }

    /** Whether the line asks for nothing. */
    boolean isEmpty() {
        return asked.isEmpty() || asked.startsWith("#");
    }

    String asked() {
        return asked;
    }

    private void keyword(String keyword) {
        switch (keyword) {
            case "AS" -> {
                if (hasArgument("a heading after AS")) {
                    label = ByteText.of(tokens.isQuoted() ? Escapes.resolveHeading(tokens.word()) : tokens.word());
                }
            }
            case "PRINTF" -> {
                if (hasArgument("a format after PRINTF")) {
                    format = ByteText.of(tokens.word());
                }
            }
            case "PRINTAS", "RENDERAS" -> {
                if (hasArgument("a name after " + keyword)) {
                    render(keyword, tokens.word());
                }
            }
            case "OR" -> {
                if (hasArgument("? or ?? after OR")) {
                    alternative(tokens.word());
                }
            }
            case "WIDTH" -> {
                if (hasArgument("a number or AUTO after WIDTH")) {
                    width(tokens.word());
                }
            }
            case "NOPREFIX" -> prefixed = false;
            case "NOSUFFIX" -> suffixed = false;
            case "LEFT" -> left = true;
            case "RIGHT" -> left = false;
            case "TRUNCATE" -> truncated = true;
            case "FIT" -> fitted = true;
            case "ALWAYS" -> always = true;
            default -> complaints.add("'" + keyword + "' at offset " + tokens.offset() + " stands after WIDTH only");
        }
    }

    private boolean hasArgument(String expected) {
        if (tokens.advance()) {
            return true;
        }
        complaints.add("expected " + expected);
        return false;
    }

    private void render(String keyword, String name) {
        Renderer named = Renderers.named(name);
        if (named == null) {
            complaints.add("unknown name '" + name + "' after " + keyword + "; known: " + Renderers.names());
            return;
        }
        renderer = named;
        boolean formatIsDefault = DEFAULT_FORMAT.equals(format);
        if (keyword.equals("PRINTAS") || (formatIsDefault && !named.format().isEmpty())) {
            format = named.format().isEmpty() ? null : named.format();
        }
    }

    private void alternative(String text) {
        if (text.isEmpty() || ALTERNATIVES.indexOf(text.charAt(0)) < 0) {
            complaints.add("'" + text + "' after OR; accepted: one of " + ALTERNATIVES.strip() + ", or twice the same");
            return;
        }
        alternative = text.charAt(0);
        wideAlternative = text.length() > 1 && text.charAt(1) == alternative;
    }

    private void width(String text) {
        if (text.equals("AUTO")) {
            grows = true;
            truncated = false;
            return;
        }
        width = (int) CInteger.leading(text);
        grows = false;
        truncated = true;
        widthOfLabel = false;
        if (DEFAULT_FORMAT.equals(format)) {
            format = null;
        }
    }

    /**
     * Adds the column to a mask.
     *
     * @param labelSeparator what stands between label and value; null for headings instead of labels
     */
    void addTo(PrintMask mask, @Nullable String labelSeparator, ZoneId zone) {
        String shown = label.isEmpty() ? ByteText.of(asked) : label;
        int columnWidth = width;
        String columnFormat = format;
        if (labelSeparator != null) {
            columnFormat = shown + labelSeparator + (format != null ? format : widthFormat());
            columnWidth = 0;
        } else {
            columnWidth = widthOfLabel ? -shown.length() : width;
            mask.addHeading(shown);
            if (renderer == null && columnFormat == null) {
                columnFormat = columnWidth == 0 ? DEFAULT_FORMAT : widthFormat();
            }
        }
        ColumnStyle style = new ColumnStyle(
                Math.abs(columnWidth),
                left || columnWidth < 0,
                truncated && !fitted,
                grows,
                prefixed,
                suffixed,
                always,
                alternative,
                wideAlternative);
        PrintfFormat read = columnFormat == null ? null : PrintfFormat.of(Escapes.resolve(columnFormat));
        mask.add(new Column(asked, read, renderer, style, zone));
    }

    /** The conversion that a width without a format stands for. */
    private String widthFormat() {
        String letter = renderer != null ? "s" : "v";
        if (width == 0) {
            return "%" + letter;
        }
        return "%" + width + (truncated ? "." + Math.abs(width) : "") + letter;
    }
}
