package org.shelfmark.bench;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ReadResult;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordReader;
import org.shelfmark.generate.ArchiveGenerator;
import org.shelfmark.generate.GeneratorOptions;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.SearchSettings;

/**
 * A generated archive in a temporary directory; the same bytes each time. Failures are unchecked, because JMH makes the objects
 * that have one.
 */
final class SmallArchive implements Closeable {
    private static final int SEED = 7;

    private final Path directory;

    SmallArchive(int jobs) {
        try {
            directory = Files.createTempDirectory("shelfmark-benchmark-");
            new ArchiveGenerator(SEED, jobs, GeneratorOptions.defaults()).writeTo(spool());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path spool() {
        return directory.resolve("spool");
    }

    /** All its records. */
    List<RecordBatch> batches() {
        List<RecordBatch> batches = new ArrayList<>();
        try {
            for (Path file : HistoryFiles.in(spool()).files()) {
                try (RecordReader reader = new RecordReader(FileChannel.open(file), 0)) {
                    for (ReadResult read = reader.next(); read instanceof RecordBatch batch; read = reader.next()) {
                        batches.add(batch);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return batches;
    }

    /** Indexes it; the index goes with the archive. */
    IndexSearch index() {
        Mapping mapping = Mapping.htcondorJob();
        IndexLayout layout = new IndexLayout(directory.resolve("index"));
        try (JobIndexWriter writer = JobIndexWriter.open(layout, mapping, WriterSettings.DEFAULT);
                Ingester ingester = new Ingester(
                        writer,
                        ArchiveFileSystem.local(),
                        mapping,
                        InstantSource.system(),
                        IngestSettings.forRun(ZoneOffset.UTC),
                        null,
                        OptionalLong.empty())) {
            ingester.cycle(new ArchiveRequest(List.of(spool()), Optional.empty()), IngestProgress.SILENT);
            return new IndexSearch(
                    SnapshotSource.open(layout, mapping),
                    ArchiveFileSystem.local(),
                    mapping,
                    SearchSettings.forCommandLine(InstantSource.system(), ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            WorkPlace.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
