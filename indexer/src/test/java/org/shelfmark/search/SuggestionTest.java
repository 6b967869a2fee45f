package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.archive.SmallRecords;

class SuggestionTest {
    @TempDir
    private Path directory;

    /** A submission of 20 jobs: so many with the one use, the others with the other. */
    private SubmissionReport report(String attribute, String most, int few, String ofFew) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int proc = 0; proc < 20; proc++) {
            text.append(SmallRecords.record(5, proc, attribute + " = " + (proc < few ? ofFew : most)));
        }
        try (SearchShelf shelf = SearchShelf.of(directory, text.toString())) {
            return shelf.search().report(new SubmissionRequests.Report("5"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 0 | 128 | no job used more than 0 MB; 10 % more, in steps of 128 MB",
                "1000 | 1000 | 1152 | no job used more than 1000 MB; 10 % more, in steps of 128 MB",
                "1000 | 1500 | 1664 | no job used more than 1500 MB; 10 % more, in steps of 128 MB",
                "1000 | 1501 | 1280 | 95 % of the jobs used at most 1000 MB; 25 % more, in steps of 128 MB; 1 of 20 jobs used more",
                "8000 | 8000 | 9216 | no job used more than 8000 MB; 10 % more, in steps of 512 MB",
                "40000 | 40000 | 44032 | no job used more than 40000 MB; 10 % more, in steps of 1024 MB"
            })
    void memory_isTheLargestUseAndATenth_unlessOneIsAnException(String most, String one, long request, String reason)
            throws IOException {
        SubmissionReport.Resource memory = report("MemoryUsage", most, 1, one).memoryMb();

        assertThat(memory.suggestedRequest()).isEqualTo(request);
        assertThat(memory.suggestion()).isEqualTo(reason);
    }

    @Test
    void disk_isInSteps() throws IOException {
        SubmissionReport.Resource disk =
                report("DiskUsage_RAW", "100000", 0, "").diskKb();

        assertThat(disk.suggestedRequest()).isEqualTo(204_800L);
        assertThat(disk.suggestion()).isEqualTo("no job used more than 100000 KB; 10 % more, in steps of 102400 KB");
    }

    @ParameterizedTest
    @CsvSource({"0.2, 1, 0.2", "0.98, 1, 0.98", "1.05, 1, 1.05", "1.2, 2, 1.2", "3.9999, 4, 4"})
    void cpus_areWholeCores(String used, long request, String told) throws IOException {
        SubmissionReport.Resource cpus = report("CpusUsage", used, 1, "64").cpus();

        assertThat(cpus.suggestedRequest()).isEqualTo(request);
        assertThat(cpus.suggestion()).isEqualTo("95 % of the jobs used at most " + told + " cores on average");
    }

    @Test
    void fewJobs_giveNone() throws IOException {
        SubmissionReport report = report("MemoryUsage", "7", 11, "undefined");

        assertThat(report.memoryMb().suggestedRequest()).isNull();
        assertThat(report.memoryMb().suggestion()).isEqualTo("the use of 9 jobs is known; at least 10 are needed");
        assertThat(report.cpus().suggestion()).isEqualTo("the use of 0 jobs is known; at least 10 are needed");
    }
}
