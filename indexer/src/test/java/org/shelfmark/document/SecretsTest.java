package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** The value of a secret is nowhere in an index, in whichever way texts are kept there. */
class SecretsTest {
    private static final String IDS = "ClusterId = 1\nProcId = 0\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Environment = \"TOKEN=s3cret\"",
                "ENV = \"TOKEN=s3cret\"",
                "ClaimId = \"<10.0.0.1>#s3cret\"",
                "environment = strcat(\"TOKEN=\",\"s3cret\")",
                "Environment = \"TOKEN=s3cret\"\nMine = Environment",
                "Environment = \"TOKEN=s3cret\"\nMine = { MY.Environment,unparse(Environment) }",
                "Environment = \"TOKEN=s3cret\"\nArgs = Environment",
                "Environment = \"TOKEN=s3cret\"\nMine = eval(\"Environ\" + \"ment\")",
                "Environment = \"TOKEN=s3cret\nover two lines\"",
            })
    void secretInAWholeRecord_isNotIndexed(String lines) throws IOException {
        assertNotIndexed(lines);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Environment = \"TOKEN=s3cret",
                "Environment = \"TOKEN=s3cret\" and more",
                "Environment = \"TOKEN=s3cretOwner = \"alice\"",
                "Env = TOKEN=s3cret;HOME=/root",
                "Args = \"cut hereEnvironment = \"TOKEN=s3cret\"",
                "Args = \"never closed\nEnvironment = \"s3cret and more\"",
            })
    void secretInADamagedLine_isNotInTheReason(String lines) throws IOException {
        assertNotIndexed(lines);
    }

    private static void assertNotIndexed(String lines) throws IOException {
        try (IndexedRecords index = new IndexedRecords()) {
            index.add(IDS + lines + "\nPlain = \"can be found\"\n*** ClusterId = 1 ProcId = 0\n");
            assertThat(index.texts())
                    .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("s3cret"));
            assertThat(index.segment().maxDoc()).isEqualTo(1);
        }
    }

    @Test
    void environmentOfTheSample_isNotIndexed() throws IOException {
        try (IndexedRecords index = new IndexedRecords()) {
            int secrets = 0;
            for (SampleRecord record : SampleArchive.find().records()) {
                secrets += record.text("Environment").contains("LONGVAR_0=") ? 1 : 0;
                index.add(record.bytes());
            }
            assertThat(secrets).isPositive();
            assertThat(index.texts().stream().filter(text -> text.contains("LONGVAR_0")))
                    .isEmpty();
            assertThat(index.texts().stream().filter(text -> text.equals("gluex-sweep-3")))
                    .isNotEmpty();
        }
    }
}
