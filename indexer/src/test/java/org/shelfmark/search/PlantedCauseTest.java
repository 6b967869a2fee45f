package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A comparison names the cause of failures that was planted, before everything else. */
final class PlantedCauseTest {
    @TempDir
    private Path directory;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("shelfmark.thorough") ? 40 : 5);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void plantedCause_isFirst(long seed) throws IOException {
        for (PlantedArchive.Cause cause : PlantedArchive.Cause.values()) {
            try (SearchShelf shelf =
                    SearchShelf.of(directory.resolve(cause.name()), new PlantedArchive(seed, cause).text())) {
                Comparison answer = shelf.search().compare(ComparisonRequest.of("owner:bob is:failed"));

                assertThat(answer.findings()).as("seed %d, %s", seed, cause).isNotEmpty();
                Comparison.Finding first = answer.findings().get(0);
                assertThat(first.field()).as("seed %d, %s", seed, answer).isEqualTo(cause.field());
                assertThat(first.value()).as("seed %d", seed).isEqualTo(cause.value());
                assertThat(first.count()).isEqualTo(shelf.count("owner:bob is:failed " + cause.condition()));
            }
        }
    }
}
