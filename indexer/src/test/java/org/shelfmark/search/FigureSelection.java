package org.shelfmark.search;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.shelfmark.search.FigureArchive.Job;

/** Random jobs of a {@link FigureArchive}: a simple query, sometimes a constraint, and what both mean. */
record FigureSelection(Requests.Selection selection, Predicate<Job> meaning) {
    private static final List<String> PRESENT = List.of(
            "ExitCode", "RemoteWallClockTime", "Owner", "CompletionDate", "MyMixed", "MyExpr", "MyInt", "failed");

    static FigureSelection make(Random random) {
        FigureSelection query = query(random, 2);
        int most = random.nextInt(8) + 2;
        return switch (random.nextInt(6)) {
            case 0 -> query.and("Tag < " + most, job -> tag(job) < most);
            case 1 -> query.and("Owner == \"ALICE\" && Tag < " + most, job -> tag(job) < most && isOwner(job, "alice"));
            default -> query;
        };
    }

    private static FigureSelection query(Random random, int depth) {
        String name = RandomArchive.pick(random, PRESENT);
        int number = random.nextInt(10);
        return switch (random.nextInt(depth > 0 ? 10 : 8)) {
            case 0 -> of("*", job -> true);
            case 1 -> of("", job -> true);
            case 2 -> of("has:" + name, job -> job.value(name).isPresent());
            case 3 -> of("-has:" + name, job -> job.value(name).isEmpty());
            case 4 -> of("Tag:" + number, job -> tag(job) == number);
            case 5 -> of("tag:>=" + number, job -> tag(job) >= number);
            case 6 -> of("owner:alice", job -> isOwner(job, "alice"));
            case 7 ->
                of(
                        "exit:>0",
                        job -> job.value("ExitCode")
                                .filter(value -> value instanceof BigDecimal code && code.signum() > 0)
                                .isPresent());
            case 8 -> {
                FigureSelection left = query(random, depth - 1);
                FigureSelection right = query(random, depth - 1);
                yield left.text().isEmpty() || right.text().isEmpty()
                        ? left
                        : of(
                                "(" + left.text() + " OR " + right.text() + ")",
                                left.meaning().or(right.meaning()));
            }
            default -> {
                FigureSelection left = query(random, depth - 1);
                FigureSelection right = query(random, depth - 1);
                yield left.text().isEmpty() || right.text().isEmpty()
                        ? left
                        : of(left.text() + " " + right.text(), left.meaning().and(right.meaning()));
            }
        };
    }

    private static FigureSelection of(String query, Predicate<Job> meaning) {
        return new FigureSelection(Requests.Selection.of(query), meaning);
    }

    private FigureSelection and(String constraint, Predicate<Job> also) {
        return new FigureSelection(new Requests.Selection(text(), Optional.of(constraint)), meaning.and(also));
    }

    private String text() {
        return selection.query();
    }

    private static int tag(Job job) {
        return job.value("Tag")
                .map(value -> ((BigDecimal) value).intValueExact())
                .orElseThrow();
    }

    private static boolean isOwner(Job job, String folded) {
        return job.value("Owner")
                .filter(value -> value instanceof String text
                        && RandomArchive.folded(text).equals(folded))
                .isPresent();
    }

    @Override
    public String toString() {
        return "'" + text() + "'"
                + selection
                        .constraint()
                        .map(constraint -> " and '" + constraint + "'")
                        .orElse("");
    }
}
