package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

@TestInstance(Lifecycle.PER_CLASS)
class JobColumnsTest {
    private final List<SampleRecord> records = SampleArchive.find().records();

    private SearchShelf shelf;

    @BeforeAll
    void index(@TempDir Path directory) throws IOException {
        shelf = SearchShelf.ofSample(directory);
    }

    @AfterAll
    void close() throws IOException {
        shelf.close();
    }

    @Test
    void everyField_isWhatTheRecordSays() throws IOException {
        Map<String, Map<String, @Nullable Object>> jobs = shelf.jobs("*", "*");
        List<Responses.Field> fields = shelf.search().fields().fields();

        assertThat(jobs).hasSize(records.size());
        for (SampleRecord record : records) {
            Map<String, @Nullable Object> job = jobs.getOrDefault("ap1.pool.test#" + record.id(), Map.of());
            assertThat(job).hasSize(fields.size() + 1);
            for (Responses.Field field : fields) {
                Optional<Object> expected = SampleValues.value(record, field.name(), field.attributes());
                Object found = job.get(outputName(field));
                assertThat(Optional.ofNullable(found).map(SampleValues::comparable))
                        .as("%s of %s", field.name(), record)
                        .isEqualTo(expected);
            }
        }
    }

    /** The ClassAd name where the field is just that attribute. */
    private static String outputName(Responses.Field field) {
        boolean words = field.name().equals("status") || field.name().equals("universe");
        return field.attributes().size() == 1 && !words ? field.attributes().get(0) : field.name();
    }

    @Test
    void oneJob_hasAllFields() throws IOException {
        Responses.Job job = shelf.search().job(new Requests.OneJob("564.7", Optional.empty()));

        assertThat(job.total()).isEqualTo(1);
        assertThat(job.job()).isEqualTo(shelf.jobs("id:564.7", "*").get("ap1.pool.test#564.7"));
        assertThat(job.job()).containsEntry("id", "ap1.pool.test#564.7").containsEntry("Owner", "dave");
    }

    @Test
    void unmappedAttributes_comeFromTheRecord() throws IOException {
        Map<String, @Nullable Object> job = jobOf463("MyInt", "MyBig", "MyReal", "MyTrue", "MyUni", "MyTern", "MyFunc");

        assertThat(job.values())
                .containsExactly(
                        "ap1.pool.test#463.7",
                        -42L,
                        9007199254740993L,
                        0.0015,
                        true,
                        "naïve café – Ελληνικά – 中文 – 😀",
                        "high",
                        "proc-7");
        assertThat(jobOf463("MyExpr", "MyUndef", "MyEmpty", "Campaign", "MyErr").values())
                .containsExactly("ap1.pool.test#463.7", 214L, null, "", null, "error");
        assertThat(String.valueOf(jobOf463("MyList").get("MyList"))).contains("\"three\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MyInt", "myint", "MYINT", "MY.MyInt"})
    void unmappedAttribute_isFoundInAnySpelling(String name) throws IOException {
        assertThat(jobOf463(name).values()).containsExactly("ap1.pool.test#463.7", -42L);
    }

    @Test
    void names_areFieldsOrAttributesAndKeepTheirOrder() throws IOException {
        assertThat(jobOf463("exit", "JOBSTATUS", "status", "host", "Cluster", "ClusterId", "args", "id"))
                .containsExactlyInAnyOrderEntriesOf(
                        jobOf463("ExitCode", "JobStatus", "status", "host", "ClusterId", "args"));
        assertThat(jobOf463("exit", "JOBSTATUS", "status", "host").keySet())
                .containsExactly("id", "ExitCode", "JobStatus", "status", "host");
    }

    @Test
    void withoutNames_aUsefulChoiceIsGiven() throws IOException {
        assertThat(jobOf463().keySet())
                .containsExactly(
                        "id",
                        "ClusterId",
                        "ProcId",
                        "Owner",
                        "status",
                        "ExitCode",
                        "ExitSignal",
                        "QDate",
                        "ended",
                        "RemoteWallClockTime",
                        "MemoryUsage",
                        "host",
                        "JobBatchName",
                        "Cmd");
    }

    private Map<String, @Nullable Object> jobOf463(String... fields) throws IOException {
        return shelf.jobs("id:463.7", fields).getOrDefault("ap1.pool.test#463.7", Map.of());
    }

    @Test
    void unknownName_isRefusedWithTheNearest() {
        Requests.Jobs request = new Requests.Jobs("*", "", 5, Optional.empty(), List.of("Campain"));

        assertThatThrownBy(() -> shelf.search().jobs(request))
                .isInstanceOfSatisfying(SearchException.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(SearchException.Kind.BAD_REQUEST);
                    assertThat(refused.candidates()).containsExactly("campaign");
                });
        assertThatThrownBy(() -> shelf.count("owner:alice campain:3"))
                .isInstanceOfSatisfying(SearchException.class, refused -> {
                    assertThat(refused.kind()).isEqualTo(SearchException.Kind.BAD_QUERY);
                    assertThat(refused.column()).isEqualTo(13);
                    assertThat(refused.query()).isEqualTo("owner:alice campain:3");
                    assertThat(refused.candidates()).containsExactly("campaign");
                });
        assertThatThrownBy(() -> shelf.facet("*", "campain", 5))
                .isInstanceOfSatisfying(
                        SearchException.class,
                        refused -> assertThat(refused.candidates()).containsExactly("campaign"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Environment", "ENVIRONMENT", "MY.Environment", "Env", "LastPublicClaimId", "MY.ClaimId"})
    void secret_isNeverSearchedCountedOrShown(String name) {
        List<String> messages = new ArrayList<>();
        for (String query : List.of(name + ":*", name + ":x", "has:" + name, "-has:" + name, name + ":>1")) {
            messages.add(refused(() -> shelf.count(query)));
        }
        messages.add(refused(() -> shelf.facet("*", name, 5)));
        messages.add(refused(() -> shelf.jobs("*", name)));
        messages.add(refused(() -> shelf.ids("*", name, 5)));
        assertThat(messages).allSatisfy(message -> assertThat(message).contains("may hold secrets"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Environmen", "Environments", "xEnvironment", "Enviroment", "LastPublicClaimIt", "Envi"})
    void secret_isNeverSuggested(String nearly) {
        assertThatThrownBy(() -> shelf.count(nearly + ":x"))
                .isInstanceOfSatisfying(
                        SearchException.class,
                        refused -> assertThat(refused.candidates().toString().toLowerCase(java.util.Locale.ROOT))
                                .doesNotContain("environment", "claimid"));
    }

    private static String refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable request) {
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(request);
        assertThat(thrown).isInstanceOf(SearchException.class);
        return String.valueOf(thrown.getMessage());
    }

    @Test
    void secret_isInNoAnswer() throws IOException {
        String everything = SearchJson.write(shelf.jobs("*", "*"))
                + SearchJson.write(shelf.search().fields());

        assertThat(everything).doesNotContain("OMP_NUM_THREADS").doesNotContain("#720#");
        assertThat(shelf.search().fields().attributes()).doesNotContain("environment", "lastpublicclaimid", "env");
        assertThat(shelf.count("OMP_NUM_THREADS")).isZero();
    }

    @Test
    void expressionThatCopiesASecret_doesNotGiveItAway(@TempDir Path directory) throws IOException {
        String record = SmallRecords.record(
                1,
                0,
                "Environment = \"TOKEN=hunter2\"",
                "MyCopy = Environment",
                "MyPart = strcat(\"x \", Env)",
                "JobBatchName = strcat(\"batch \", Environment)",
                "Env = \"hunter3\"",
                "Harmless = 5");
        try (SearchShelf leaking = SearchShelf.of(directory, record)) {
            assertThat(leaking.count("Harmless:5")).isEqualTo(1);
            assertThat(leaking.count("hunter2")).isZero();
            assertThat(leaking.count("MyCopy:*hunter2*")).isZero();
            assertThat(SearchJson.write(leaking.jobs("*", "*", "MyCopy", "MyPart")))
                    .doesNotContain("hunter2")
                    .doesNotContain("hunter3");
            assertThat(SearchJson.write(leaking.facet("*", "MyCopy", 5))).doesNotContain("hunter2");
            assertThat(SearchJson.write(leaking.facet("*", "MyPart", 5))).doesNotContain("hunter3");
        }
    }
}
