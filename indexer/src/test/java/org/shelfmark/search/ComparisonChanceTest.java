package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.aggregate.Contrast;
import org.shelfmark.generate.ArchiveGenerator;
import org.shelfmark.generate.GeneratorOptions;

/**
 * How often a comparison finds something where there is nothing to find: jobs of generated archives are drawn by chance
 * and compared with the others.
 */
final class ComparisonChanceTest {
    private static final boolean THOROUGH = Boolean.getBoolean("shelfmark.thorough");
    private static final int ARCHIVES = THOROUGH ? 10 : 1;
    private static final int DRAWS = THOROUGH ? 300 : 100;
    private static final int JOBS = 1500;

    @TempDir
    private Path directory;

    @Test
    void jobsDrawnByChance_haveNothingInCommon(TestReporter reporter) throws IOException {
        int wrong = 0;
        long tested = 0;
        for (long seed = 1; seed <= ARCHIVES; seed++) {
            try (SearchShelf shelf = SearchShelf.of(directory.resolve("shelf" + seed), withDraws(seed))) {
                for (int draw = 0; draw < DRAWS; draw++) {
                    Comparison answer = shelf.search()
                            .compare(new ComparisonRequest(
                                    Requests.Selection.of("Draw" + draw + ":true"),
                                    Optional.of(Requests.Selection.of("*")),
                                    List.of(),
                                    ComparisonRequest.DEFAULT_TOP));
                    assertThat(answer.total() + answer.against().total()).isEqualTo(JOBS);
                    assertThat(answer.valuesTested()).isGreaterThan(10);
                    tested += answer.valuesTested();
                    wrong += answer.findings().isEmpty() ? 0 : 1;
                }
            }
        }
        int comparisons = ARCHIVES * DRAWS;
        reporter.publishEntry(
                "measured", wrong + " of " + comparisons + " comparisons with findings, " + tested + " values tested");
        // the promise is at most one in a hundred; a small sample may exceed it by chance
        assertThat(wrong).as("comparisons with findings, of %d", comparisons).isLessThanOrEqualTo((int)
                (Contrast.LEVEL * comparisons + (THOROUGH ? 0 : 3)));
    }

    /** A generated archive whose records have, for each draw, an attribute that says whether they were drawn. */
    private String withDraws(long seed) throws IOException {
        Path generated = directory.resolve("generated" + seed);
        new ArchiveGenerator(seed, JOBS, GeneratorOptions.defaults().withRotateBytes(1L << 30)).writeTo(generated);
        List<String> lines = Files.readAllLines(generated.resolve("history"), StandardCharsets.UTF_8);
        Random random = new Random(seed);
        List<List<String>> drawn = new ArrayList<>();
        for (int job = 0; job < JOBS; job++) {
            drawn.add(new ArrayList<>());
        }
        for (int draw = 0; draw < DRAWS; draw++) {
            List<Integer> jobs =
                    new ArrayList<>(IntStream.range(0, JOBS).boxed().toList());
            Collections.shuffle(jobs, random);
            for (int job : jobs.subList(0, 20 + random.nextInt(JOBS / 2))) {
                drawn.get(job).add("Draw" + draw + " = true");
            }
        }
        StringBuilder text = new StringBuilder();
        int job = 0;
        for (String line : lines) {
            if (line.startsWith("***")) {
                drawn.get(job++).forEach(each -> text.append(each).append('\n'));
            }
            text.append(line).append('\n');
        }
        return text.toString();
    }
}
