package org.shelfmark.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text format of Prometheus (0.0.4), read line by line as its description says; whatever is not so is refused.
 *
 * @param types type by name of the family
 * @param samples all samples in their order
 */
record ExpositionText(Map<String, String> types, List<Sample> samples) {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") ([^\\n]*)");
    private static final Pattern TYPE =
            Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|summary|histogram|untyped)");
    private static final Pattern SAMPLE =
            Pattern.compile("(" + NAME + ")(?:\\{(.*)\\})? (NaN|[+-]Inf|[+-]?[0-9.]+(?:E[+-]?[0-9]+)?)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\"\\\\n])*)\"");
    private static final List<String> SUMMARY_PARTS = List.of("_count", "_sum", "_bucket");

    /** One sample; labels unescaped. */
    record Sample(String family, String name, Map<String, String> labels, double value) {}

    static ExpositionText parse(String text) {
        if (!text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line does not end");
        }
        Map<String, String> types = new LinkedHashMap<>();
        List<Sample> samples = new ArrayList<>();
        String family = "";
        for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (HELP.matcher(line).matches()) {
                continue;
            }
            if (type.matches()) {
                family = type.group(1);
                if (types.put(family, type.group(2)) != null) {
                    throw new IllegalArgumentException("twice: " + line);
                }
            } else if (sample.matches()) {
                samples.add(sample(sample, family, types.getOrDefault(family, "none")));
            } else {
                throw new IllegalArgumentException("neither comment nor sample: " + line);
            }
        }
        return new ExpositionText(types, samples);
    }

    private static Sample sample(Matcher line, String family, String type) {
        String name = line.group(1);
        boolean part = type.matches("summary|histogram")
                && SUMMARY_PARTS.stream().map(family::concat).anyMatch(name::equals);
        if (!part && !name.equals(family)) {
            throw new IllegalArgumentException("'" + line.group() + "' stands under the type of '" + family + "'");
        }
        String number = line.group(3).replace("Inf", "Infinity");
        return new Sample(family, name, labels(line.group(2)), Double.parseDouble(number));
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        if (text == null) {
            return labels;
        }
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (label.find()) {
            String between = text.substring(end, label.start());
            if (!between.equals(end == 0 ? "" : ",") || labels.put(label.group(1), unescaped(label.group(2))) != null) {
                throw new IllegalArgumentException("labels: " + text);
            }
            end = label.end();
        }
        if (end != text.length() && !text.substring(end).equals(",")) {
            throw new IllegalArgumentException("labels: " + text);
        }
        return labels;
    }

    private static String unescaped(String text) {
        StringBuilder plain = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == '\\') {
                at++;
                letter = text.charAt(at) == 'n' ? '\n' : text.charAt(at);
            }
            plain.append(letter);
        }
        return plain.toString();
    }

    /** The value of the sample with exactly these labels, given as name, value, name, value... */
    Optional<Double> value(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int at = 0; at < labels.length; at += 2) {
            wanted.put(labels[at], labels[at + 1]);
        }
        return samples.stream()
                .filter(sample -> sample.name().equals(name) && sample.labels().equals(wanted))
                .map(Sample::value)
                .findFirst();
    }
}
