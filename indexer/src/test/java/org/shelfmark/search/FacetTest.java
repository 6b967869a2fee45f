package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

@TestInstance(Lifecycle.PER_CLASS)
class FacetTest {
    private static final int ALL = Requests.MAX_TOP;

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

    static List<Truth> queries() {
        return List.of(
                new Truth("*", record -> true),
                new Truth("owner:alice,dave", record -> record.text("Owner").matches("alice|dave")),
                new Truth(
                        "exit:>0 OR status:removed",
                        record -> record.number("ExitCode").orElse(0) > 0
                                || record.raw("JobStatus").equals("3")));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void everyField_isCountedAsTheRecordsSay(Truth query) throws IOException {
        int counted = 0;
        for (Responses.Field field : shelf.search().fields().fields()) {
            if (field.facet()) {
                assertCounted(
                        query, field.name(), record -> SampleValues.value(record, field.name(), field.attributes()));
                counted++;
            }
        }
        assertThat(counted).isEqualTo(101);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void attributesWithoutAField_areCountedAsWritten(Truth query) throws IOException {
        for (String name : List.of(
                "Campaign",
                "Tier",
                "TotalSubmitProcs",
                "ShouldTransferFiles",
                "KillSig",
                "LastJobStatus",
                "TransferErr",
                "MyInt",
                "MyBig",
                "MyReal",
                "MyReal2",
                "MyTrue",
                "MyUni",
                "MyEsc",
                "MyEmpty",
                "MyUndef",
                "JobSubmitFile",
                "ExpectedExit",
                "LastSuspensionTime",
                "OtherJobRemoveRequirements",
                "JobCurrentFinishTransferOutputDate")) {
            assertCounted(query, name, record -> SampleValues.literal(record, name));
        }
        assertCounted(
                query,
                "MyFunc",
                record -> record.has("MyFunc") ? Optional.of("proc-" + record.raw("ProcId")) : Optional.empty());
        assertCounted(
                query,
                "mytern",
                record -> record.number("ProcId").stream()
                        .filter(proc -> record.has("MyTern"))
                        .mapToObj(proc -> (Object) (proc > 5 ? "high" : "low"))
                        .findFirst());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rank",
                "Requirements",
                "MyUndef",
                "MyErr",
                "MyList",
                "PeriodicRelease",
                "MY.MyInt",
                "MY.ExitCode",
                "JobCurrentReconnectAttempt",
                "OnExitHold",
                "HoldReason",
                "hold_code"
            })
    void missing_isHowManyJobsTheNegatedPresenceFinds(String name) throws IOException {
        assertThat(shelf.facet("*", name, 5).missing()).isEqualTo(shelf.count("-has:" + name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"owner", "exit", "batch", "runtime", "Campaign", "JobSubmitFile", "status", "host", "MyFunc"})
    void smallTop_leavesTheRestInOther(String name) throws IOException {
        Responses.Facet whole = shelf.facet("*", name, ALL);
        for (int top = 1; top <= whole.values().size() + 1; top++) {
            Responses.Facet facet = shelf.facet("*", name, top);
            int shown = Math.min(top, whole.values().size());
            assertThat(facet.values()).isEqualTo(whole.values().subList(0, shown));
            assertThat(facet.missing()).isEqualTo(whole.missing());
            assertThat(sum(facet) + facet.other() + facet.missing()).isEqualTo(266);
        }
        assertThat(whole.other()).isZero();
    }

    @Test
    void values_areInTheOrderOfTheirCounts() throws IOException {
        for (String name : List.of("batch", "exit", "JobSubmitFile", "priority", "runtime")) {
            List<Responses.FacetValue> values = shelf.facet("*", name, ALL).values();
            for (int i = 1; i < values.size(); i++) {
                assertThat(values.get(i).count())
                        .isLessThanOrEqualTo(values.get(i - 1).count());
            }
        }
        assertThat(shelf.facet("*", "exit", 4).values())
                .containsExactly(
                        new Responses.FacetValue(0L, 147),
                        new Responses.FacetValue(2L, 23),
                        new Responses.FacetValue(125L, 23),
                        new Responses.FacetValue(1L, 11));
    }

    @Test
    void nothingMatches_everythingIsZero() throws IOException {
        Responses.Facet facet = shelf.facet("owner:nobody", "exit", 5);
        assertThat(facet).isEqualTo(new Responses.Facet(List.of(), 0, 0, 0));
        assertThat(shelf.facet("owner:nobody", "Campaign", 5)).isEqualTo(new Responses.Facet(List.of(), 0, 0, 0));
    }

    @Test
    void severalFields_areAnsweredByTheNamesAskedFor() throws IOException {
        Responses.Facets answer =
                shelf.search().facets(new Requests.Facets("*", List.of("JobStatus", "status", "EXITCODE"), 3));

        assertThat(answer.total()).isEqualTo(266);
        assertThat(answer.facets().keySet()).containsExactly("JobStatus", "status", "EXITCODE");
        assertThat(answer.facets().get("JobStatus"))
                .isEqualTo(new Responses.Facet(
                        List.of(new Responses.FacetValue(4L, 243), new Responses.FacetValue(3L, 23)), 0, 0, 2));
        assertThat(answer.facets().get("status"))
                .isEqualTo(new Responses.Facet(
                        List.of(new Responses.FacetValue("completed", 243), new Responses.FacetValue("removed", 23)),
                        0,
                        0,
                        2));
    }

    @Test
    void impossibleFacets_areRefusedInWords() {
        assertRefused(() -> shelf.facet("*", "GlobalJobId", 5), "by: 'GlobalJobId' differs from job to job");
        assertRefused(() -> shelf.facet("*", "DiskUsage", 5), "by: 'DiskUsage' is counted as field 'disk'");
        assertRefused(() -> shelf.facet("*", "nonsense", 5), "by: unknown name 'nonsense'");
        assertRefused(() -> shelf.facet("*", "exit", 0), "top is 0; accepted: 1 to 10000");
        assertRefused(() -> shelf.facet("*", "exit", 10_001), "top is 10001; accepted: 1 to 10000");
        assertRefused(() -> new Requests.Facets("*", List.of(), 5), "by: name at least one field");
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable request, String message) {
        assertThatThrownBy(request).isInstanceOf(SearchException.class).hasMessageStartingWith(message);
    }

    private static long sum(Responses.Facet facet) {
        return facet.values().stream().mapToLong(Responses.FacetValue::count).sum();
    }

    private void assertCounted(Truth query, String name, Function<SampleRecord, Optional<Object>> value)
            throws IOException {
        Map<Object, Long> expected = new HashMap<>();
        long missing = 0;
        Stream<SampleRecord> matching = records.stream().filter(query.records());
        for (SampleRecord record : matching.toList()) {
            Optional<Object> found = value.apply(record);
            if (found.isPresent()) {
                expected.merge(found.get(), 1L, Long::sum);
            } else {
                missing++;
            }
        }
        Responses.Facet facet = shelf.facet(query.query(), name, ALL);
        Map<Object, Long> counted = new HashMap<>();
        List<Object> values = new ArrayList<>();
        for (Responses.FacetValue each : facet.values()) {
            counted.put(SampleValues.comparable(each.value()), each.count());
            values.add(each.value());
        }
        assertThat(counted).as("%s by %s", query, name).isEqualTo(expected);
        assertThat(values).as(name).doesNotHaveDuplicates();
        assertThat(facet.missing()).as("%s missing", name).isEqualTo(missing);
        assertThat(facet.other()).isZero();
    }
}
