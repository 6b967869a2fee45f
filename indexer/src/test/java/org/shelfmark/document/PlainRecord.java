package org.shelfmark.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.OpenString;
import org.shelfmark.classad.AttributeScope;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.classad.Evaluation;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.classad.OutsideReferences;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.mapping.RecordValues;

/** The attributes of a record, read the plain way: line by line, every line parsed, nothing kept for the next record. */
final class PlainRecord implements AttributeScope, RecordValues {
    private static final Pattern NAME = Pattern.compile("[ \t\r]*([A-Za-z_][A-Za-z0-9_]{0,999})[ \t]*");
    private static final int MAX_STRING_LINES = 200;

    private final Mapping mapping;
    private final Evaluator evaluator;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private boolean askedForSecret;

    record Line(
            String spelling,
            String folded,
            Expression expression,
            @Nullable AttributeValue constant) {
        boolean outside() {
            return constant == null && OutsideReferences.looksOutside(expression);
        }
    }

    /**
     * Reads a body.
     *
     * @param spellings how each name, folded, was written first in all records so far; added to
     */
    PlainRecord(Mapping mapping, Evaluator evaluator, byte[] body, Map<String, String> spellings, boolean keepBytes)
            throws RecordProblem {
        this.mapping = mapping;
        this.evaluator = evaluator;
        List<byte[]> physical = split(body);
        for (int i = 0; i < physical.size(); i++) {
            byte[] line = physical.get(i);
            String text = new String(line, StandardCharsets.ISO_8859_1);
            String begin = text.replaceFirst("^[ \t\r]+", "");
            if (begin.isEmpty() || begin.startsWith("#")) {
                continue;
            }
            int number = i + 1;
            refuseZero(text, number);
            int equals = text.indexOf('=');
            Matcher name = NAME.matcher(equals < 0 ? text : text.substring(0, equals));
            if (equals < 0 || !name.matches()) {
                throw new RecordProblem("line " + number + " is not 'Attribute = value': " + shown(line, text));
            }
            String spelling = name.group(1);
            String folded = Mapping.fold(spelling);
            spellings.putIfAbsent(folded, spelling);
            byte[] whole = line;
            boolean open = false;
            byte[] last = line;
            for (int more = 0; ; more++) {
                try {
                    int end = whole.length > equals + 1 && whole[whole.length - 1] == '\r'
                            ? whole.length - 1
                            : whole.length;
                    Expression expression = ClassAdParser.parse(whole, equals + 1, end, keepBytes);
                    lines.put(folded, new Line(spelling, folded, expression, constant(expression)));
                    break;
                } catch (ClassAdSyntaxException e) {
                    open = OpenString.afterLine(last, 0, last.length, open);
                    if (!open || i + 1 == physical.size() || more == MAX_STRING_LINES) {
                        throw new RecordProblem("line " + number + ", value of '" + spellings.get(folded)
                                + "': no ClassAd expression, at byte " + e.position() + " of it " + e.expected()
                                + " is expected");
                    }
                    last = physical.get(++i);
                    refuseZero(new String(last, StandardCharsets.ISO_8859_1), number);
                    byte[] joined = Arrays.copyOf(whole, whole.length + 1 + last.length);
                    joined[whole.length] = '\n';
                    System.arraycopy(last, 0, joined, whole.length + 1, last.length);
                    whole = joined;
                }
            }
        }
        if (lines.isEmpty()) {
            throw RecordProblem.noAttributes();
        }
    }

    private static List<byte[]> split(byte[] body) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < body.length; i++) {
            if (body[i] == '\n') {
                lines.add(Arrays.copyOfRange(body, start, i));
                start = i + 1;
            }
        }
        if (start < body.length) {
            lines.add(Arrays.copyOfRange(body, start, body.length));
        }
        return lines;
    }

    private static void refuseZero(String text, int number) throws RecordProblem {
        if (text.indexOf(0) >= 0) {
            throw new RecordProblem("line " + number + " holds a zero byte");
        }
    }

    private static String shown(byte[] line, String text) {
        int end = text.length();
        for (char c : new char[] {'"', '='}) {
            end = text.indexOf(c) < 0 ? end : Math.min(end, text.indexOf(c));
        }
        String plain = new String(line, 0, Math.min(end, 80), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
        return '"' + plain + (end > 80 ? "..." : "") + '"';
    }

    private static @Nullable AttributeValue constant(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return literal.evaluated();
        }
        if (expression instanceof Expression.ListExpression list) {
            return new AttributeValue.ListValue(list.elements());
        }
        return expression instanceof Expression.AdExpression ad ? new AttributeValue.AdValue(ad) : null;
    }

    Iterable<Line> lines() {
        return lines.values();
    }

    @Nullable
    Line line(String name) {
        return lines.get(Mapping.fold(name));
    }

    AttributeValue value(Line line) {
        return line.constant() != null
                ? line.constant()
                : evaluator.evaluateWithin(line.expression(), this).value();
    }

    boolean lookedOutside(Line line) {
        if (line.outside()) {
            return true;
        }
        if (line.constant() != null) {
            return false;
        }
        askedForSecret = false;
        Evaluation evaluation = evaluator.evaluateWithin(line.expression(), this);
        return evaluation.lookedOutside() || askedForSecret;
    }

    @Override
    public AttributeValue value(String foldedName) {
        Line line = lines.get(foldedName);
        return line == null || mapping.isSecret(foldedName) ? AttributeValue.UNDEFINED : value(line);
    }

    @Override
    public Optional<Expression> attribute(String foldedName) {
        if (lines.containsKey(foldedName) && mapping.isSecret(foldedName)) {
            askedForSecret = true;
            return Optional.empty();
        }
        return Optional.ofNullable(lines.get(foldedName)).map(Line::expression);
    }
}
