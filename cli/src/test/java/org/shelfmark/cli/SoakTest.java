package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.shelfmark.sample.SampleArchive;

/** Twenty minutes beside a busy schedd; {@code scripts/soak} says what is done and what may not grow. */
final class SoakTest {
    private static final String MINUTES = "20";

    @Test
    @EnabledIfSystemProperty(named = "shelfmark.thorough", matches = "true", disabledReason = "takes 20 minutes")
    void twentyMinutes_nothingIsLostAndNothingGrowsWithoutBound() throws IOException, InterruptedException {
        Path root = SampleArchive.find().directory().resolve("..").resolve("..").normalize();
        File log = root.resolve("cli").resolve("target").resolve("soak.log").toFile();

        int code = new ProcessBuilder(root.resolve("scripts").resolve("soak").toString(), MINUTES)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start()
                .waitFor();

        assertThat(code).as("what it found is in %s", log).isZero();
    }
}
