package org.shelfmark.query;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the names that somebody who mistyped one may have meant. */
final class NearestNames {
    private static final int MAX_SUGGESTIONS = 3;

    private NearestNames() {}

    /** At most three names, the nearest first: few edits away, or beginning with what was typed. */
    static List<String> of(String typed, Collection<String> names) {
        String wanted = typed.toLowerCase(Locale.ROOT);
        int allowed = Math.max(1, wanted.length() / 3);
        record Candidate(String name, int distance) {}
        // a field and its attribute often differ in case only; the field comes first
        Map<String, String> firstSpellings = new LinkedHashMap<>();
        names.forEach(name -> firstSpellings.putIfAbsent(name.toLowerCase(Locale.ROOT), name));
        return firstSpellings.values().stream()
                .map(name -> new Candidate(name, distance(wanted, name.toLowerCase(Locale.ROOT))))
                .filter(candidate -> candidate.distance() <= allowed)
                .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
                .limit(MAX_SUGGESTIONS)
                .map(Candidate::name)
                .toList();
    }

    /** Insertions, deletions and replacements between two words; a missing tail counts 1 where 3 letters agree. */
    private static int distance(String typed, String name) {
        if (typed.length() >= 3 && name.startsWith(typed)) {
            return 1;
        }
        int[] row = new int[name.length() + 1];
        for (int i = 0; i < row.length; i++) {
            row[i] = i;
        }
        for (int i = 1; i <= typed.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= name.length(); j++) {
                int above = row[j];
                int replace = diagonal + (typed.charAt(i - 1) == name.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replace, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[name.length()];
    }
}
