package org.shelfmark.rollup;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.Vault;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterOn;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.Spread;

/** Archives that are indexed and kept in a vault, and the archivist of their index. */
final class RollupShelf implements Closeable {
    static final Mapping MAPPING = Mapping.htcondorJob();

    /** 2026-11-23T02:13:20Z. */
    static final Instant NOW = Instant.ofEpochSecond(1_795_400_000);

    private final Path spool;
    private final IndexLayout layout;
    private final JobIndexWriter writer;
    private volatile Instant now = NOW;

    RollupShelf(Path directory) throws IOException {
        this.spool = Files.createDirectories(directory.resolve("spool"));
        this.layout = new IndexLayout(directory.resolve("index"));
        this.writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16));
    }

    /** The same with the index on another disk. */
    RollupShelf(Path directory, UnaryOperator<Directory> disk) throws IOException {
        this.spool = Files.createDirectories(directory.resolve("spool"));
        this.layout = new IndexLayout(directory.resolve("index"));
        this.writer = WriterOn.directories(
                layout,
                MAPPING,
                disk.apply(FSDirectory.open(layout.jobs())),
                disk.apply(FSDirectory.open(layout.registry())));
    }

    Path file(String name) {
        return spool.resolve(name);
    }

    Path spool() {
        return spool;
    }

    IndexLayout layout() {
        return layout;
    }

    JobIndexWriter writer() {
        return writer;
    }

    /** Writes a file of a history; one that is not called {@code history} is rotated and so goes into the vault. */
    void append(String name, String text) throws IOException {
        Files.write(
                file(name),
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /** Indexes what is there and was not yet, and keeps what is rotated. */
    void index() throws IOException {
        try (Vault vault = Vault.open(layout.vault());
                Ingester ingester = ingester(vault)) {
            CycleReport report;
            do {
                now = now.plusSeconds(120);
                report = ingester.cycle(everything(), IngestProgress.SILENT);
            } while (report.more() || report.committed());
        }
    }

    /** Indexes with the writer, which it does not close. */
    Ingester ingester(Vault vault) {
        return new Ingester(
                writer,
                ArchiveFileSystem.local(),
                MAPPING,
                clock(),
                new IngestSettings(2, 1L << 30, Duration.ZERO, ZoneOffset.UTC),
                vault,
                OptionalLong.empty());
    }

    ArchiveRequest everything() {
        return new ArchiveRequest(List.of(spool), Optional.empty());
    }

    InstantSource clock() {
        return () -> now;
    }

    void advance(Duration time) {
        now = now.plus(time);
    }

    WriterArchivist archivist(String... keep) {
        return archivist(writer, ArchiveFileSystem.local(), clock(), ArchivePass.Share.DEFAULT, keep);
    }

    static WriterArchivist archivist(
            JobIndexWriter writer,
            ArchiveFileSystem files,
            InstantSource clock,
            ArchivePass.Share share,
            String... keep) {
        return archivist(writer, files, clock, share, SummarySettings.keeping(List.of(keep)));
    }

    WriterArchivist archivist(SummarySettings settings) {
        return archivist(writer, ArchiveFileSystem.local(), clock(), ArchivePass.Share.DEFAULT, settings);
    }

    private static WriterArchivist archivist(
            JobIndexWriter writer,
            ArchiveFileSystem files,
            InstantSource clock,
            ArchivePass.Share share,
            SummarySettings settings) {
        return new WriterArchivist(writer, files, MAPPING, settings, ZoneOffset.UTC, clock, share);
    }

    ArchiveReport archive(String query) throws IOException {
        return archivist().archive(new ArchiveOrder(query, Optional.empty(), false, false));
    }

    UnarchiveReport unarchive(String query) throws IOException {
        return archivist().unarchive(new UnarchiveOrder(query, Optional.empty(), false));
    }

    /** Every document. */
    List<String> dump() throws IOException {
        try (Directory jobs = FSDirectory.open(layout.jobs());
                DirectoryReader reader = DirectoryReader.open(jobs)) {
            return IndexDump.of(reader);
        }
    }

    /** The summaries, by the name of their submission and owner. */
    List<String> summaries() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryReader reader = writer.staged()) {
            Summaries.visit(
                    reader,
                    summary ->
                            names.add(summary.key().name() + " " + summary.key().owner() + " " + summary.jobs()));
        }
        names.sort(null);
        return names;
    }

    /** All that the summaries say, a text each, in whatever order their rows stand. */
    List<String> contents() throws IOException {
        List<String> contents = new ArrayList<>();
        try (DirectoryReader reader = writer.staged()) {
            Summaries.visit(reader, summary -> contents.add(content(summary)));
        }
        contents.sort(null);
        return contents;
    }

    private static String content(CondensedSubmission summary) throws IOException {
        Map<Integer, String> rows = new TreeMap<>();
        for (CondensedRow row : summary.rows()) {
            StringBuilder text = new StringBuilder("jobs ").append(row.jobs());
            for (KeptColumn column : KeptColumns.of(MAPPING, List.of()).all()) {
                text.append('\n').append(column.name()).append(' ').append(text(row.spread(column.name())));
                text.append(row.isFaithful(column.name()) ? "" : " unfaithful");
            }
            text.append('\n').append(row.totals()).append('\n').append(row.deliveries());
            text.append('\n').append(row.procs());
            rows.put(row.place(), text.toString());
        }
        List<String> records = new ArrayList<>();
        for (ArchivedRecord record : summary.records()) {
            records.add(record.fileId() + " " + record.location() + " " + record.proc() + " " + record.digest() + " "
                    + record.ended() + " in " + rows.get(record.row()));
        }
        records.sort(null);
        List<String> sorted = new ArrayList<>(rows.values());
        sorted.sort(null);
        return summary.key() + "\n" + String.join("\n", sorted) + "\n" + String.join("\n", records);
    }

    private static String text(Spread spread) {
        return switch (spread) {
            case Spread.Unknown unknown -> "unknown";
            case Spread.Values values -> {
                Map<String, Long> sorted = new TreeMap<>();
                values.counts().forEach((value, count) -> sorted.put(value.toString(), count));
                yield sorted.toString();
            }
            case Spread.Numbers numbers ->
                Arrays.toString(numbers.least())
                        + Arrays.toString(numbers.greatest())
                        + Arrays.toString(numbers.counts())
                        + numbers.others();
        };
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
