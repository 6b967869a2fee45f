package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;

/** A planned constraint finds the jobs that evaluating it on every record finds, whatever the records hold. */
final class RandomConstraintsTest {
    private static final int RECORDS = 150;
    private static final int CONSTRAINTS = 100;
    private static final Evaluator EVALUATOR =
            new Evaluator(InstantSource.fixed(SearchShelf.NOW), ZoneOffset.UTC, EvaluationLimits.DEFAULT);

    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("shelfmark.thorough") ? 200 : 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRecordIsThere_sameJobsAsByEvaluatingEach(long seed) throws Exception {
        Random random = new Random(seed);
        ConstrainedArchive archive = new ConstrainedArchive(random);
        try (SearchShelf shelf = new SearchShelf(directory)) {
            List<ConstrainedArchive.Written> records = written(shelf, archive);
            for (int i = 0; i < CONSTRAINTS; i++) {
                String constraint = archive.constraint(random.nextInt(4));
                Set<String> expected = matching(constraint, records);
                String as = "seed " + seed + ": " + constraint;

                Responses.Count count = shelf.search().count(new Requests.Count(selection(constraint)));
                assertThat(undecidable(count)).as(as).isZero();
                assertThat(ids(shelf, constraint)).as(as).isEqualTo(expected);
                assertThat(count.count()).as(as).isEqualTo(expected.size());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void halfOfTheArchivesIsGone_noWrongJobAndNoneMissingUncounted(long seed) throws Exception {
        Random random = new Random(seed);
        ConstrainedArchive archive = new ConstrainedArchive(random);
        try (SearchShelf shelf = new SearchShelf(directory)) {
            List<ConstrainedArchive.Written> records = written(shelf, archive);
            Files.delete(shelf.file("history.20261122T034148"));
            shelf.index();
            for (int i = 0; i < CONSTRAINTS; i++) {
                String constraint = archive.constraint(random.nextInt(4));
                Set<String> expected = matching(constraint, records);
                String as = "seed " + seed + ": " + constraint;

                Responses.Count count = shelf.search().count(new Requests.Count(selection(constraint)));
                Set<String> found = ids(shelf, constraint);
                assertThat(expected).as(as).containsAll(found);
                assertThat(count.count()).as(as).isEqualTo(found.size());
                assertThat(expected.size() - found.size()).as(as).isLessThanOrEqualTo((int) undecidable(count));
            }
        }
    }

    private static long undecidable(Responses.Count count) {
        return Objects.requireNonNull(count.constraint()).undecidable();
    }

    private static List<ConstrainedArchive.Written> written(SearchShelf shelf, ConstrainedArchive archive)
            throws IOException {
        List<ConstrainedArchive.Written> records = new ArrayList<>();
        for (int cluster = 1; cluster <= RECORDS; cluster++) {
            ConstrainedArchive.Written record = archive.record(cluster);
            records.add(record);
            shelf.append(cluster <= RECORDS / 2 ? "history.20261122T034148" : "history", record.text());
            if (cluster % 60 == 0) {
                shelf.index();
            }
        }
        shelf.index();
        return records;
    }

    private static Set<String> matching(String constraint, List<ConstrainedArchive.Written> records)
            throws ClassAdSyntaxException {
        Expression expression = ClassAdParser.parse(constraint);
        Set<String> matching = new HashSet<>();
        for (ConstrainedArchive.Written record : records) {
            if (Evaluator.matches(EVALUATOR.evaluate(expression, record.scope()))) {
                matching.add(record.cluster() + ".0");
            }
        }
        return matching;
    }

    private static Requests.Selection selection(String constraint) {
        return new Requests.Selection("", Optional.of(constraint));
    }

    private static Set<String> ids(SearchShelf shelf, String constraint) throws IOException {
        List<String> ids = new ArrayList<>();
        Optional<String> cursor = Optional.empty();
        do {
            Responses.Jobs page =
                    shelf.search().jobs(new Requests.Jobs(selection(constraint), "", 17, cursor, List.of("id")));
            page.jobs().forEach(job -> ids.add(String.valueOf(job.get("id")).replaceAll(".*#", "")));
            cursor = Optional.ofNullable(page.nextCursor());
        } while (cursor.isPresent());
        assertThat(ids).doesNotHaveDuplicates();
        return new HashSet<>(ids);
    }
}
