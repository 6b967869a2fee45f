package org.shelfmark.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import org.shelfmark.search.RandomArchive.Job;

/**
 * A random query and its naive meaning.
 *
 * @param text in the query language
 * @param meaning the jobs it means
 */
record RandomQuery(String text, Predicate<Job> meaning) {

    static RandomQuery make(Random random, int depth) {
        int kind = depth == 0 ? 9 : random.nextInt(10);
        if (kind < 2) {
            RandomQuery left = make(random, depth - 1);
            RandomQuery right = make(random, depth - 1);
            String and = random.nextBoolean() ? " " : " AND ";
            return new RandomQuery(
                    "(" + left.text() + ")" + and + "(" + right.text() + ")",
                    left.meaning().and(right.meaning()));
        }
        if (kind < 4) {
            RandomQuery left = make(random, depth - 1);
            RandomQuery right = make(random, depth - 1);
            // without parentheses: AND binds tighter, and what is below may only be tighter still
            return new RandomQuery(
                    "(" + left.text() + " OR " + right.text() + ")",
                    left.meaning().or(right.meaning()));
        }
        if (kind < 6) {
            RandomQuery negated = make(random, depth - 1);
            String not = RandomArchive.pick(random, List.of("NOT ", "-", "!"));
            return new RandomQuery(
                    not + "(" + negated.text() + ")", negated.meaning().negate());
        }
        return clause(random);
    }

    private static RandomQuery clause(Random random) {
        String name = RandomArchive.pick(random, RandomArchive.NAMES);
        String shown = random.nextBoolean() ? name : name.toLowerCase(Locale.ROOT);
        return switch (random.nextInt(8)) {
            case 0 -> new RandomQuery("has:" + shown, job -> job.value(name).isPresent());
            case 1 -> {
                boolean truth = random.nextBoolean();
                yield new RandomQuery(
                        shown + ":" + truth,
                        job -> job.value(name)
                                .filter(value -> value.equals(truth))
                                .isPresent());
            }
            case 2 -> {
                String number = RandomArchive.pick(random, RandomArchive.NUMBERS);
                yield new RandomQuery(
                        shown + ":" + number,
                        number(name, value -> value.compareTo(RandomArchive.exact(number)) == 0)
                                .or(string(name, value -> value.equals(RandomArchive.folded(number)))));
            }
            case 3 -> {
                String number = RandomArchive.pick(random, RandomArchive.NUMBERS);
                BigDecimal bound = RandomArchive.exact(number);
                yield switch (random.nextInt(4)) {
                    case 0 -> new RandomQuery(shown + ":>" + number, number(name, value -> value.compareTo(bound) > 0));
                    case 1 ->
                        new RandomQuery(shown + ":>=" + number, number(name, value -> value.compareTo(bound) >= 0));
                    case 2 -> new RandomQuery(shown + ":<" + number, number(name, value -> value.compareTo(bound) < 0));
                    default ->
                        new RandomQuery(shown + ":<=" + number, number(name, value -> value.compareTo(bound) <= 0));
                };
            }
            case 4 -> {
                String one = RandomArchive.pick(random, RandomArchive.NUMBERS);
                String other = RandomArchive.pick(random, RandomArchive.NUMBERS);
                boolean ordered = RandomArchive.exact(one).compareTo(RandomArchive.exact(other)) <= 0;
                String low = ordered ? one : other;
                String high = ordered ? other : one;
                String range = random.nextBoolean() ? low + ".." + high : "[" + low + " TO " + high + "]";
                yield new RandomQuery(
                        shown + ":" + range,
                        number(
                                name,
                                value -> value.compareTo(RandomArchive.exact(low)) >= 0
                                        && value.compareTo(RandomArchive.exact(high)) <= 0));
            }
            case 5, 6 -> {
                String text = RandomArchive.pick(random, RandomArchive.STRINGS).replace("\\\"", "\"");
                yield new RandomQuery(
                        shown + ":\"" + text.replace("\"", "\\\"").toUpperCase(Locale.ROOT) + '"',
                        string(name, value -> value.equals(RandomArchive.folded(text))));
            }
            default -> prefix(random, shown, name);
        };
    }

    /** Wildcards on an attribute that may hold text in any case. */
    private static RandomQuery prefix(Random random, String shown, String name) {
        String start = RandomArchive.pick(random, List.of("a", "AL", "na", "x/", "σί", "q\""));
        String written = start.replace("\"", "\\\"");
        return random.nextBoolean()
                ? new RandomQuery(
                        shown + ":" + written + "*",
                        string(name, value -> value.startsWith(RandomArchive.folded(start))))
                : new RandomQuery(
                        shown + ":?*" + written.substring(0, 1) + "*",
                        string(
                                name,
                                value -> value.codePointCount(0, value.length()) > 1
                                        && value.substring(value.offsetByCodePoints(0, 1))
                                                .contains(RandomArchive.folded(start.substring(0, 1)))));
    }

    private static Predicate<Job> number(String name, Predicate<BigDecimal> condition) {
        return job -> job.value(name)
                .filter(value -> value instanceof BigDecimal number && condition.test(number))
                .isPresent();
    }

    private static Predicate<Job> string(String name, Predicate<String> condition) {
        return job -> job.value(name)
                .filter(value -> value instanceof String text && condition.test(RandomArchive.folded(text)))
                .isPresent();
    }

    @Override
    public String toString() {
        return text;
    }
}
