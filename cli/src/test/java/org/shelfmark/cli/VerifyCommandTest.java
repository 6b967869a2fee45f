package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.document.Columns;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/** What {@code verify} prints of an index that is wrong, and after it was repaired. */
final class VerifyCommandTest {
    private static final Path SAMPLE = SampleArchive.find().directory();
    private static final Path FIRST = SAMPLE.resolve("history.20261122T034148");

    @TempDir
    private Path directory;

    private Path index;

    @BeforeEach
    void indexSample() {
        index = directory.resolve("index");
        CommandRun.indexSample(index);
    }

    private CommandRun verify(String... more) {
        List<String> words = Stream.concat(Stream.of("verify", "--index", index.toString()), Stream.of(more))
                .toList();
        return CommandRun.of(words.toArray(String[]::new));
    }

    private SampleRecord removeADocument() throws IOException {
        SampleRecord record = SampleRecord.readAll(FIRST).get(4);
        try (JobIndexWriter writer =
                JobIndexWriter.open(new IndexLayout(index), Mapping.htcondorJob(), WriterSettings.DEFAULT)) {
            writer.remove(new BooleanQuery.Builder()
                    .add(NumericDocValuesField.newSlowExactQuery(Columns.FILE, 1), Occur.FILTER)
                    .add(NumericDocValuesField.newSlowExactQuery(Columns.OFFSET, record.offset()), Occur.FILTER)
                    .build());
            writer.commit(writer.registry(), writer.positions());
        }
        return record;
    }

    private void deleteRegistry() throws IOException {
        try (Stream<Path> files = Files.walk(index.resolve("registry"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void missingRecord_isPrintedInEveryFormAndRepaired() throws IOException {
        SampleRecord record = removeADocument();
        String text = "job " + record.id() + ", " + record.length() + " bytes, is not in the index";
        String talk = "shelfmark: compared 4 files, 266 records, 265 documents, 3 copies in the vault\n";

        CommandRun csv = verify("--format", "csv");
        assertThat(csv.code()).isEqualTo(ExitCode.FAILED);
        assertThat(csv.out())
                .isEqualTo("kind,file_id,file,offset,text,repair\r\nrecord_missing,1," + FIRST + "," + record.offset()
                        + ",\"" + text + "\",\r\n");
        assertThat(csv.err()).isEqualTo(talk + "shelfmark: 1 wrong; --repair puts right what can be\n");
        assertThat(verify().out().lines().map(line -> line.replaceAll(" {2,}", "|")))
                .containsExactly(
                        "kind|file_id|file|offset|text|repair",
                        "record_missing|1|" + FIRST + "|" + record.offset() + "|" + text);
        assertThat(verify("--format", "json").out())
                .isEqualTo("{\"files\":4,\"files_without_records\":0,\"records\":266,\"documents\":265,"
                        + "\"vault_entries\":3,\"wrong\":1,\"mended\":0,\"found\":{\"record_missing\":1},\"findings\":["
                        + "{\"kind\":\"record_missing\",\"file_id\":1,\"file\":\"" + FIRST + "\",\"offset\":"
                        + record.offset() + ",\"text\":\"" + text + "\",\"mended\":false,\"repair\":\"\"}]}\n");

        CommandRun repaired = verify("--repair", "--format", "jsonl");
        assertThat(repaired.code()).isEqualTo(ExitCode.DONE);
        assertThat(repaired.out())
                .isEqualTo("{\"kind\":\"record_missing\",\"file_id\":1,\"file\":\"" + FIRST + "\",\"offset\":"
                        + record.offset() + ",\"text\":\"" + text + "\",\"repair\":\"indexed\"}\n");
        assertThat(repaired.err()).isEqualTo(talk + "shelfmark: 1 repaired\nshelfmark: nothing is wrong any more\n");

        CommandRun after = verify();
        assertThat(after).isEqualTo(new CommandRun(ExitCode.DONE, "", """
                        shelfmark: compared 4 files, 266 records, 266 documents, 3 copies in the vault
                        shelfmark: nothing is wrong
                        """));
        assertThat(CommandRun.of("count", "--index", index.toString()).out()).isEqualTo("266\n");
    }

    /** The command that other commands name when the registry is gone. */
    @Test
    void lostRegistry_isRebuiltByTheCommandThatTheErrorNames() throws IOException {
        String files = CommandRun.of("files", "--index", index.toString()).out();
        deleteRegistry();
        assertThat(CommandRun.of("count", "--index", index.toString()).err())
                .contains("shelfmark verify --repair --index " + index + " HISTORY");

        CommandRun found = verify();
        assertThat(found.code()).isEqualTo(ExitCode.FAILED);
        assertThat(found.out()).contains("registry_unusable");
        CommandRun refused = verify("--repair");
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(refused.err())
                .isEqualTo("shelfmark: the registry must be rebuilt; name the archives that were indexed, as for"
                        + " 'index'\n");
        CommandRun repaired = verify("--repair", SAMPLE.toString());
        assertThat(repaired.code()).isEqualTo(ExitCode.DONE);
        assertThat(repaired.out()).contains("rebuilt with 4 files, 0 of which were not found");

        assertThat(verify().code()).isEqualTo(ExitCode.DONE);
        assertThat(CommandRun.of("files", "--index", index.toString()).out()).isEqualTo(files);
        CommandRun.indexSample(index);
        assertThat(CommandRun.of("count", "--index", index.toString()).out()).isEqualTo("266\n");
    }

    @Test
    void archivesWithoutRepair_areRefused() {
        CommandRun run = verify(SAMPLE.toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).contains("archives are named for --repair only");
    }

    @Test
    void noIndex_isRefused() {
        CommandRun run =
                CommandRun.of("verify", "--index", directory.resolve("none").toString());

        assertThat(run.code()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).startsWith("shelfmark: no index in '");
    }

    @Test
    void repairBesideAnotherWriter_isRefused() throws IOException {
        try (JobIndexWriter writer =
                JobIndexWriter.open(new IndexLayout(index), Mapping.htcondorJob(), WriterSettings.DEFAULT)) {
            CommandRun run = verify("--repair");

            assertThat(run.code()).isEqualTo(ExitCode.USAGE);
            assertThat(run.err()).contains("is being written by another process");
            assertThat(verify().code()).isEqualTo(ExitCode.DONE);
            assertThat(writer.registry().files()).hasSize(4);
        }
    }
}
