package org.shelfmark.search;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.search.Query;
import org.shelfmark.aggregate.Pass;
import org.shelfmark.aggregate.TooManyException;
import org.shelfmark.aggregate.ValueCounting;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.CaseFolding;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.QueryText;
import org.shelfmark.query.constraint.JobSets;

/** The values of a name that begin like one that is being written, among some jobs. One request, one thread. */
final class SuggestedValues {
    /** What needs no quotes, whatever the name: neither a number nor a time, pattern, range or comparison. */
    private static final Pattern PLAIN =
            Pattern.compile("[\\p{L}_/][\\p{L}\\p{N}_/@:#+-]*+(?:\\.[\\p{L}\\p{N}_/@:#+-]++)*+");

    /** Longer values are quoted without a look: the pattern takes stack for every dot. */
    private static final int LONGEST_PLAIN = 200;

    private static final Pattern TRUTH = Pattern.compile("(?i)true|false");
    private static final List<String> OUTCOMES = List.of("failed", "ok", "removed", "completed");

    private final SearchRun run;
    private final FigureNames names;
    private final Query among;

    SuggestedValues(SearchRun run, Mapping mapping, Query among) {
        this.run = run;
        this.names = new FigureNames(mapping, run.attributes(), run.columns());
        this.among = among;
    }

    /**
     * A value.
     *
     * @param text as it is written in a query
     * @param count jobs that the query means then, 1 or more
     */
    record Counted(String text, long count) {}

    /** The most frequent ones. */
    List<Counted> of(String name, String prefix, int limit) throws IOException {
        List<String> texts = new ArrayList<>();
        List<Query> sets = new ArrayList<>();
        for (String text : frequent(name, prefix, limit)) {
            meant(name + ":" + text).ifPresent(query -> {
                texts.add(text);
                sets.add(JobSets.all(List.of(among, query)));
            });
        }
        // counted by the query that it becomes: spellings and kinds of values that mean the same are one then
        List<Long> counts = sets.isEmpty() ? List.of() : run.counts(sets);
        List<Counted> counted = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            if (counts.get(i) > 0) {
                counted.add(new Counted(texts.get(i), counts.get(i)));
            }
        }
        counted.sort(Comparator.comparingLong(Counted::count).reversed().thenComparing(Counted::text));
        return counted;
    }

    private Optional<Query> meant(String clause) {
        try {
            return Optional.of(run.query(clause));
        } catch (SearchException cannotBeMeant) {
            return Optional.empty();
        }
    }

    private List<String> frequent(String name, String prefix, int limit) throws IOException {
        if (Mapping.fold(name).equals("is")) {
            return OUTCOMES.stream()
                    .filter(outcome -> outcome.startsWith(Mapping.fold(prefix)))
                    .toList();
        }
        Map<String, Spelling> byFolded = new HashMap<>();
        String folded = CaseFolding.fold(prefix);
        values(name)
                .ifPresent(counts -> counts.forEach((value, count) -> written(value, folded)
                        .ifPresent(text -> byFolded.merge(
                                CaseFolding.fold(text), new Spelling(text, count, count), Spelling::and))));
        return byFolded.values().stream()
                .sorted(Comparator.comparingLong(Spelling::total).reversed().thenComparing(Spelling::text))
                .limit(limit)
                .map(Spelling::text)
                .toList();
    }

    /** The most frequent spelling of a value, and the jobs that have it in any. */
    private record Spelling(String text, long count, long total) {
        Spelling and(Spelling other) {
            Spelling more = other.count > count ? other : this;
            return new Spelling(more.text, more.count, total + other.total);
        }
    }

    /** The values of a name that can be told apart at all, as far as there is time to count them. */
    private Optional<ValueCounts> values(String name) throws IOException {
        if (names.isTime(name)) {
            return Optional.empty();
        }
        Pass pass = new Pass();
        Pass.Answer<ValueCounts> counts;
        try {
            counts = pass.find(new ValueCounting(names.dimension(name)));
        } catch (SearchException cannotBeCounted) {
            return Optional.empty();
        }
        try {
            run.pass(pass, among);
        } catch (TooManyException tooMany) {
            return Optional.empty();
        }
        return Optional.of(counts.get());
    }

    /** A value as it is written in a query; empty when it begins otherwise or cannot be asked for. */
    private static Optional<String> written(AttributeValue value, String foldedPrefix) {
        Optional<String> text = switch (value) {
            case AttributeValue.StringValue string -> Optional.of(string.value());
            case AttributeValue.IntegerValue integer -> Optional.of(Long.toString(integer.value()));
            case AttributeValue.RealValue real ->
                Double.isFinite(real.value())
                        ? Optional.of(BigDecimal.valueOf(real.value()).toPlainString())
                        : Optional.empty();
            case AttributeValue.BooleanValue truth -> Optional.of(Boolean.toString(truth.value()));
            default -> Optional.empty();
        };
        return text.filter(found -> CaseFolding.fold(found).startsWith(foldedPrefix))
                .map(found -> value instanceof AttributeValue.StringValue ? escaped(found) : found);
    }

    private static String escaped(String text) {
        boolean plain = text.length() <= LONGEST_PLAIN
                && PLAIN.matcher(text).matches()
                && !TRUTH.matcher(text).matches();
        return plain ? text : QueryText.quoted(text);
    }
}
