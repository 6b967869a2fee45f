package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** Statistics and histograms of every field with numbers or times are what the records of the sample say. */
@TestInstance(Lifecycle.PER_CLASS)
class SampleFiguresTest {
    private static final ZoneId ZONE = ZoneId.of("America/Chicago");
    private static final List<Double> PERCENTILES = List.of(0.0, 5.0, 50.0, 99.9, 100.0);

    private final List<SampleRecord> records = SampleArchive.find().records();

    private SearchShelf shelf;
    private JobSearch search;
    private final List<Responses.Field> fields = new ArrayList<>();

    @BeforeAll
    void index(@TempDir Path directory) throws IOException {
        shelf = SearchShelf.ofSample(directory);
        search = shelf.search(ZONE);
        for (Responses.Field field : search.fields().fields()) {
            if (List.of("integer", "real", "time").contains(field.type())) {
                fields.add(field);
            }
        }
        assertThat(fields).hasSizeGreaterThan(50);
    }

    @AfterAll
    void close() throws IOException {
        shelf.close();
    }

    static List<Truth> queries() {
        return List.of(
                new Truth("*", record -> true),
                new Truth("owner:alice,dave", record -> record.text("Owner").matches("alice|dave")),
                new Truth("owner:nobody", record -> false));
    }

    private List<FigureBuckets.Entry> entries(List<SampleRecord> jobs, Responses.Field field) {
        List<FigureBuckets.Entry> entries = new ArrayList<>();
        for (SampleRecord record : jobs) {
            if (SampleValues.value(record, field.name(), field.attributes()).orElse("") instanceof BigDecimal number
                    && !(field.type().equals("time") && number.signum() <= 0)) {
                // a real is the double nearest to what is written
                BigDecimal exact = field.type().equals("real") ? new BigDecimal(number.doubleValue()) : number;
                entries.add(new FigureBuckets.Entry(exact, SampleValues.literal(record, "Owner")));
            }
        }
        return entries;
    }

    @ParameterizedTest
    @MethodSource("queries")
    void statistics_ofEveryField(Truth query) throws IOException {
        List<SampleRecord> matching = records.stream().filter(query.records()).toList();
        for (Responses.Field field : fields) {
            Figures.Stats found = search.stats(new FigureRequests.Stats(
                    Requests.Selection.of(query.query()), List.of(field.name()), List.of("owner"), PERCENTILES, 100));
            assertThat(found.total()).isEqualTo(matching.size());
            assertStatistics(query + " of " + field.name(), found.stats(), matching, field);
            Map<Object, List<SampleRecord>> byOwner = new LinkedHashMap<>();
            matching.forEach(record -> byOwner.computeIfAbsent(record.text("Owner"), owner -> new ArrayList<>())
                    .add(record));
            assertThat(found.groupCount()).isEqualTo(byOwner.size());
            assertThat(found.groups()).hasSize(byOwner.size());
            assertThat(found.otherJobs()).isZero();
            for (Figures.Group group : found.groups()) {
                List<SampleRecord> members =
                        Objects.requireNonNull(byOwner.get(group.key().get("owner")));
                assertThat(group.total()).isEqualTo(members.size());
                assertStatistics(query + " of " + field.name() + " in " + group.key(), group.stats(), members, field);
            }
        }
    }

    private void assertStatistics(
            String as, Map<String, Figures.Statistics> found, List<SampleRecord> jobs, Responses.Field field) {
        List<BigDecimal> numbers =
                entries(jobs, field).stream().map(FigureBuckets.Entry::number).toList();
        FigureNumbers.assertStatistics(
                as,
                Objects.requireNonNull(found.get(field.name())),
                numbers,
                jobs.size() - numbers.size(),
                PERCENTILES,
                !field.type().equals("real"));
    }

    @ParameterizedTest
    @MethodSource("queries")
    void histogram_ofEveryField(Truth query) throws IOException {
        List<SampleRecord> matching = records.stream().filter(query.records()).toList();
        for (Responses.Field field : fields) {
            boolean isTime = field.type().equals("time");
            for (String interval : isTime ? List.of("auto", "15m", "1d") : List.of("auto", "log")) {
                Figures.Histogram found = search.histogram(new FigureRequests.Histogram(
                        Requests.Selection.of(query.query()), field.name(), interval, Optional.of("owner"), 2));
                List<FigureBuckets.Entry> entries = entries(matching, field);
                assertThat(found.missing()).isEqualTo(matching.size() - entries.size());
                FigureBuckets buckets =
                        new FigureBuckets(query + " of " + field.name() + " by " + interval, found, entries, 2);
                if (isTime) {
                    buckets.assertTimes(ZONE);
                } else if (interval.equals("log")) {
                    buckets.assertLogarithmic();
                } else {
                    buckets.assertWidth(new BigDecimal(found.interval()));
                }
            }
        }
    }
}
