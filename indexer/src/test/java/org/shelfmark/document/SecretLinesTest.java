package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.mapping.Mapping;

class SecretLinesTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final String IDS = "ClusterId = 1\nProcId = 0\n";
    private static final String BANNER = "*** Offset = 0 ClusterId = 1 ProcId = 0 Owner = \"alice\"\n";

    private static RecordView view(String record) throws RecordProblem {
        FetchResult.Found found = FetchResult.Found.of(record.getBytes(StandardCharsets.UTF_8));
        Evaluator evaluator =
                new Evaluator(InstantSource.fixed(Instant.EPOCH), ZoneOffset.UTC, EvaluationLimits.DEFAULT);
        return new RecordView(MAPPING, evaluator, found.bytes(), found.bannerStart());
    }

    private static Optional<String> published(String record) throws RecordProblem, IOException {
        return new SecretLines(MAPPING)
                .without(view(record))
                .bytes()
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    @Test
    void recordWithoutSecrets_isItself() throws RecordProblem, IOException {
        String record = IDS + "Args = \"Env = 1\"\n\nMine = 'a\"b'\n" + BANNER;

        assertThat(published(record)).contains(record);
    }

    @Test
    void linesOfSecrets_areLeftOutByWhatIsParsed() throws RecordProblem, IOException {
        String record = "Mine = 'a\"b'\nEnvironment = \"one\ntwo\"\n" + IDS + "ENV=1\n" + BANNER;
        String kept = "Mine = 'a\"b'\n" + IDS + BANNER;

        assertThat(published(record)).contains(kept);
        assertThat(new String(view(record).withoutSecrets(), StandardCharsets.UTF_8))
                .isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a name that was cut, with a secret's behind it
                "CmEnvironment = \"s3cret\"\n",
                // a secret's that has lost its beginning
                "ronment = \"s3cret\"\n",
                "# Environment = \"s3cret\"\n",
                "Args = \"never closed\nEnvironment = s3cret\"\n",
            })
    void whereASecretMayBeInAnotherLine_nothingIsHad(String lines) throws RecordProblem, IOException {
        assertThat(published(IDS + lines + BANNER)).isEmpty();
    }

    @Test
    void secretInTheBanner_nothingIsHad() throws RecordProblem, IOException {
        assertThat(published(IDS + "*** ClusterId = 1 ProcId = 0 Env = \"s3cret\"\n"))
                .isEmpty();
    }

    @Test
    void nameThatEndsLikeASecret_isAnotherWhereNoWriterStopped() throws RecordProblem, IOException {
        String record = "ProcId = 0\nMyAlias = 1\nClusterId = 1\n" + BANNER;
        String ordered = "Alias = 1\nProcId = 0\nClusterId = 1\n" + BANNER;

        assertThat(published(record)).contains(record);
        assertThat(published(ordered)).contains(ordered);
    }

    @Test
    void expression_asksForSecretsOrNot() throws RecordProblem {
        RecordView view = view("Mine = size(Env)\nYours = 3\n" + IDS + BANNER);

        assertThat(view.asksForSecrets(view.expression("Mine").orElseThrow())).isTrue();
        assertThat(view.asksForSecrets(view.expression("Yours").orElseThrow())).isFalse();
    }
}
