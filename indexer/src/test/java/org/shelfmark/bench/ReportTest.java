package org.shelfmark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReportTest {
    private static final Machine MACHINE = new Machine(
            "Some CPU", 2, 24_000_000_000L, "Java 25", "10.6.0", "0123456789ab", 0.25, "./shelfmark bench --jobs 100");

    @TempDir
    private Path directory;

    private static Map<String, Double> values(Object... namesAndValues) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], (Double) namesAndValues[i + 1]);
        }
        return values;
    }

    private static Results filled(Results results) throws IOException {
        results.add(Section.READING, "wc -l", 100, values("s", 0.5, "records/s", 200.0));
        results.add(Section.READING, "naive parser", 100, values("s", 2.0, "x wc -l", 4.0));
        results.add(
                Section.QUERIES,
                Question.OWNERS,
                100,
                values("new p50 ms", 2.0, "new p99 ms", 4.0, "rounds", 9.0, "x bare", 8.0, "again p50 ms", 0.25));
        results.add(
                Section.QUERIES, Question.OWNERS, 1000, values("new p50 ms", 5.0, "new p99 ms", 12.5, "x bare", 20.0));
        results.add(Section.MEMORY, "as started", 1000, values("resident MB", 350.0));
        return results;
    }

    @Test
    void results_asMarkdown() throws IOException {
        assertThat(Report.of(filled(Results.of(7, MACHINE))))
                .isEqualTo("""
                Some CPU, 2 processors, 24 GB; Java 25; Lucene 10.6.0; commit 0123456789ab; load before 0.25; `./shelfmark bench --jobs 100`

                ### Reading the archive

                %s

                | what | jobs | s | records/s | x wc -l |
                | --- | ---: | ---: | ---: | ---: |
                | wc -l | 100 | 0.500 | 200 |  |
                | naive parser | 100 | 2.00 |  | 4.00 |

                ### Questions to a warm server

                %s

                | question | 100: new p50 ms | 100: new p99 ms | 100: again p50 ms | 100: x bare | 1,000: new p50 ms | 1,000: new p99 ms | 1,000: again p50 ms | 1,000: x bare | growth of p50 |
                | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
                | facet of owners, everything | 2.00 | 4.00 | 0.250 | 8.00 | 5.00 | 12.5 |  | 20.0 | 2.50 |

                ### Memory of the server after these questions

                %s

                | what | jobs | resident MB |
                | --- | ---: | ---: |
                | as started | 1,000 | 350 |

                ### Beside OpenSearch

                **The OpenSearch figures are constants of another run** on two quiet cores: OpenSearch 3.9, one node with 4 GB of heap, one shard, request cache off, 3,300,000 generated jobs, over HTTP on loopback; `nested` with the mapping of condor_adstash as it is, `flat` with its nested objects flattened. p50 / p99 in milliseconds; the ratios are of p50.

                | question | Shelfmark, 1,000 jobs | OpenSearch nested | flat | nested / Shelfmark | flat / Shelfmark |
                | --- | ---: | ---: | ---: | ---: | ---: |
                | facet of owners, everything | 5.00 / 12.5 | 46.0 / 73.0 | 1.60 / 5.40 | 9.20 | 0.320 |

                | what | Shelfmark, 1,000 jobs | OpenSearch nested | flat |
                | --- | ---: | ---: | ---: |
                | memory, resident MB | 350 | 4,200 | 4,200 |
                """.formatted(Section.READING.note(), Section.QUERIES.note(), Section.MEMORY.note()));
    }

    @Test
    void results_asJson() throws IOException {
        Results results = Results.of(7, MACHINE);
        results.add(Section.START, "java -version", 100, values("p50 ms", 32.5));

        assertThat(results.json()).isEqualTo("""
                {
                  "machine" : {
                    "cpu" : "Some CPU",
                    "processors" : 2,
                    "memoryBytes" : 24000000000,
                    "jdk" : "Java 25",
                    "lucene" : "10.6.0",
                    "commit" : "0123456789ab",
                    "loadBefore" : 0.25,
                    "command" : "./shelfmark bench --jobs 100"
                  },
                  "seed" : 7,
                  "rows" : [ {
                    "section" : "START",
                    "name" : "java -version",
                    "jobs" : 100,
                    "values" : {
                      "p50 ms" : 32.5
                    }
                  } ]
                }
                """);
    }

    @Test
    void keptResults_areGoneOnFrom() throws IOException {
        Path file = directory.resolve("results.json");
        String report = Report.of(filled(Results.in(file, 7, MACHINE)));

        Results again = Results.in(file, 7, MACHINE);

        assertThat(Report.of(again)).isEqualTo(report);
        assertThat(again.has(Section.READING, 100)).isTrue();
        assertThat(again.has(Section.READING, 1000)).isFalse();
        assertThat(again.value(Section.READING, "wc -l", 100, "s")).isEqualTo(0.5);
        assertThat(Files.exists(directory.resolve("results.json.new"))).isFalse();
    }

    @Test
    void keptResults_ofAnotherSeed_areRefused() throws IOException {
        Path file = directory.resolve("results.json");
        filled(Results.in(file, 7, MACHINE));

        assertThatThrownBy(() -> Results.in(file, 8, MACHINE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + file + "' is of seed 7, not 8; accepted: that seed, or another directory");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.1234, 0.123", "1.234, 1.23", "12.34, 12.3", "123.4, 123", "'12345.6', '12,346'"})
    void number_hasThreeDigitsOrAllBeforeThePoint(double value, String text) {
        assertThat(Report.number(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"50, 2", "99, 4", "100, 4", "25, 1", "1, 1"})
    void percentile_isTheTimeInWhichSoManyWereDone(double percent, double millis) {
        assertThat(new Latencies(4_000_000, 1_000_000, 3_000_000, 2_000_000).millis(percent))
                .isEqualTo(millis);
    }

    @Test
    void heapOfMetrics_isTheSumOfItsParts() {
        String metrics = """
                # TYPE jvm_memory_used_bytes gauge
                jvm_memory_used_bytes{area="heap",id="Eden"} 2.5E7
                jvm_memory_used_bytes{area="heap",id="Old"} 1000.0
                jvm_memory_used_bytes{area="nonheap",id="Metaspace"} 7.0
                jvm_memory_committed_bytes{area="heap",id="Old"} 5.0
                """;

        assertThat(ServerMemory.heap(metrics, "used")).isEqualTo(25_001_000);
    }
}
