package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

@TestInstance(Lifecycle.PER_CLASS)
class SampleTruthsTest {
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

    static List<Truth> truths() {
        return Stream.of(
                        FieldTruths.logic(),
                        FieldTruths.codes(),
                        FieldTruths.numbersAndTimes(),
                        FieldTruths.places(),
                        AttributeTruths.kinds(),
                        AttributeTruths.others())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("truths")
    void query_findsExactlyTheRecordsMeant(Truth truth) throws IOException {
        List<String> expected = new ArrayList<>();
        for (SampleRecord record : records) {
            if (truth.records().test(record)) {
                expected.add("ap1.pool.test#" + record.id());
            }
        }
        assertThat(shelf.count(truth.query())).isEqualTo(expected.size());
        assertThat(shelf.ids(truth.query(), "", 17)).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void truths_areManyAndMostlyNeitherNothingNorEverything() {
        List<Truth> truths = truths();
        assertThat(truths).hasSizeGreaterThan(200);
        assertThat(truths.stream().map(Truth::query)).doesNotHaveDuplicates();
        long telling = truths.stream()
                .filter(truth -> records.stream().anyMatch(truth.records()))
                .filter(truth -> !records.stream().allMatch(truth.records()))
                .count();
        assertThat(telling).isGreaterThan(150);
    }
}
