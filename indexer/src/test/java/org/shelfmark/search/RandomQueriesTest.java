package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random queries of random archives mean what a naive evaluation says. */
class RandomQueriesTest {
    private static final int QUERIES = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 20261123, 815, 4711})
    void randomQuery_findsWhatANaiveEvaluationFinds(long seed, @TempDir Path directory) throws IOException {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        RandomArchive archive = new RandomArchive(random, 60 + random.nextInt(200));
        try (SearchShelf shelf = new SearchShelf(directory)) {
            int half = archive.text().indexOf("\n***", archive.text().length() / 2);
            int cut = archive.text().indexOf('\n', half + 1) + 1;
            shelf.append("history", archive.text().substring(0, cut));
            shelf.index();
            shelf.append("history", archive.text().substring(cut));
            shelf.index();
            assertThat(shelf.count("*")).isEqualTo(archive.jobs().size());
            for (int i = 0; i < QUERIES; i++) {
                RandomQuery query = RandomQuery.make(random, random.nextInt(4));
                List<String> expected = archive.jobs().stream()
                        .filter(query.meaning())
                        .map(RandomArchive.Job::id)
                        .toList();
                List<String> found = found(shelf, query, seed);
                assertThat(found).as("seed %d, query %s", seed, query).containsExactlyElementsOf(expected);
            }
        }
    }

    private static List<String> found(SearchShelf shelf, RandomQuery query, long seed) throws IOException {
        try {
            return shelf.ids(query.text(), "cluster", Requests.MAX_LIMIT);
        } catch (SearchException refused) {
            throw new AssertionError("seed " + seed + ", query " + query, refused);
        }
    }
}
