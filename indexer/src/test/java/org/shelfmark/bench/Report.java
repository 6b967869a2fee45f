package org.shelfmark.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Results as Markdown. */
final class Report {
    private static final String P50 = "new p50 ms";
    private static final List<String> TIMES = List.of(P50, "new p99 ms", "again p50 ms", "x bare");

    private Report() {}

    static String of(Results results) {
        StringBuilder text = new StringBuilder(results.machine().text()).append('\n');
        for (Section section : Section.values()) {
            List<Results.Row> rows = results.rows(section);
            if (rows.isEmpty()) {
                continue;
            }
            text.append("\n### ").append(section.title()).append("\n\n");
            text.append(section.note()).append("\n\n");
            text.append(section == Section.QUERIES ? questions(rows) : plain(rows));
        }
        return text.append(OtherEngines.beside(results)).toString();
    }

    /** One line for each row, one column for each value that a row has. */
    static String plain(List<Results.Row> rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> columns.addAll(row.values().keySet()));
        List<String> heads = new ArrayList<>(List.of("what", "jobs"));
        heads.addAll(columns);
        List<List<String>> lines = new ArrayList<>();
        for (Results.Row row : rows) {
            List<String> line = new ArrayList<>(List.of(row.name(), grouped(row.jobs())));
            for (String column : columns) {
                Double value = row.values().get(column);
                line.add(value == null ? "" : number(value));
            }
            lines.add(line);
        }
        return table(heads, lines);
    }

    /** One line for each question, some columns for each size; the last one tells how p50 grew. */
    static String questions(List<Results.Row> rows) {
        Map<String, Map<Long, Results.Row>> byName = new LinkedHashMap<>();
        Set<Long> sizes = new LinkedHashSet<>();
        for (Results.Row row : rows) {
            byName.computeIfAbsent(row.name(), name -> new LinkedHashMap<>()).put(row.jobs(), row);
            sizes.add(row.jobs());
        }
        List<String> heads = new ArrayList<>(List.of("question"));
        for (long size : sizes) {
            TIMES.forEach(time -> heads.add(grouped(size) + ": " + time));
        }
        if (sizes.size() > 1) {
            heads.add("growth of p50");
        }
        List<List<String>> lines = new ArrayList<>();
        byName.forEach((name, bySize) -> {
            List<String> line = new ArrayList<>(List.of(name));
            for (long size : sizes) {
                Results.Row row = bySize.get(size);
                for (String time : TIMES) {
                    Double value = row == null ? null : row.values().get(time);
                    line.add(value == null ? "" : number(value));
                }
            }
            if (sizes.size() > 1) {
                Results.Row first = bySize.get(List.copyOf(sizes).get(0));
                Results.Row last = bySize.get(List.copyOf(sizes).get(sizes.size() - 1));
                line.add(first == null || last == null ? "" : number(last.value(P50) / first.value(P50)));
            }
            lines.add(line);
        });
        return table(heads, lines);
    }

    static String table(List<String> heads, List<List<String>> lines) {
        StringBuilder text = new StringBuilder("| " + String.join(" | ", heads) + " |\n| --- |");
        text.append(" ---: |".repeat(heads.size() - 1)).append('\n');
        for (List<String> line : lines) {
            text.append("| ").append(String.join(" | ", line)).append(" |\n");
        }
        return text.toString();
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** About three digits. */
    static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }
}
