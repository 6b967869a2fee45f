package org.shelfmark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.sample.SampleArchive;

final class HistoryFilesTest {
    @TempDir
    private Path directory;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    @Test
    void files_oldestFirstAndTheActiveOneLast() throws IOException {
        Path active = file("history", "a");
        Path second = file("history.20260202T000000", "bb");
        Path first = file("history.20260101T000000", "ccc");
        file("other", "dddd");

        HistoryFiles files = HistoryFiles.in(directory);

        assertThat(files.files()).containsExactly(first, second, active);
        assertThat(files.bytes()).isEqualTo(6);
        assertThat(files.wordCount())
                .containsExactly("wc", "-l", first.toString(), second.toString(), active.toString());
    }

    @Test
    void oldest_areCopied_theLastOfThemAsTheActiveOne() throws IOException {
        file("history", "a");
        file("history.20260202T000000", "bb");
        file("history.20260101T000000", "ccc");

        HistoryFiles copy = HistoryFiles.in(directory).copyOldest(2, directory.resolve("copy"));

        assertThat(copy.files())
                .containsExactly(directory.resolve("copy/history.20260101T000000"), directory.resolve("copy/history"));
        assertThat(directory.resolve("copy/history")).hasContent("bb");
    }

    @Test
    void naiveParser_findsAllRecordsOfTheSample() throws IOException {
        SampleArchive sample = SampleArchive.find();

        assertThat(new HistoryFiles(sample.files()).parseNaively())
                .isEqualTo(sample.records().size());
    }
}
