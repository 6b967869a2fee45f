package org.shelfmark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.IndexableField;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;

/** How near our whole path comes to Lucene alone, in one warm virtual machine and in turn. */
final class EngineLimit {
    /** So many files of 20 MB have some 22,000 records. */
    private static final int FILES = 7;

    private static final int ROUNDS = 9;
    private static final int COLD_ROUNDS = 4;
    private static final int BLOCK = 64;

    private final Mapping mapping = Mapping.htcondorJob();
    private final Path directory;
    private final HistoryFiles archive;
    private final IngestSettings settings = IngestSettings.forRun(ZoneOffset.UTC);

    /** Over the oldest files of an archive, which are copied to the directory, as are the indexes that are made. */
    EngineLimit(HistoryFiles archive, Path directory) throws IOException {
        this.directory = directory;
        this.archive = archive.copyOldest(FILES, directory.resolve("spool"));
    }

    List<Results.Row> measure(long jobs) throws IOException {
        List<List<IndexableField>> documents = PreparedDocuments.of(archive, mapping);
        List<Long> alone = new ArrayList<>();
        List<Long> plain = new ArrayList<>();
        List<Long> whole = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            long engineNanos = engine(documents, true);
            long plainNanos = engine(documents, false);
            long wholeNanos = whole();
            if (round >= COLD_ROUNDS) {
                alone.add(engineNanos);
                plain.add(plainNanos);
                whole.add(wholeNanos);
            }
        }
        double engine = documents.size() / median(alone);
        double ours = documents.size() / median(whole);
        double usual = documents.size() / median(plain);
        return List.of(
                row("Lucene alone, documents prepared in memory", jobs, documents.size(), engine, engine),
                row("the same, written out by the commit alone", jobs, documents.size(), usual, engine),
                row("read, parse, map and index", jobs, documents.size(), ours, engine));
    }

    private static double median(List<Long> nanos) {
        return new Latencies(nanos.stream().mapToLong(Long::longValue).toArray()).seconds(50);
    }

    private static Results.Row row(String name, long jobs, int records, double rate, double engine) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("records", (double) records);
        values.put("records/s", rate);
        values.put("% of Lucene alone", 100 * rate / engine);
        return new Results.Row(Section.ENGINE, name, jobs, values);
    }

    /**
     * Indexes the documents and commits.
     *
     * @param writtenOutByAll whether all threads write out before the commit, as our path has it; the commit alone writes out
     *     one collection after the other
     */
    private long engine(List<List<IndexableField>> documents, boolean writtenOutByAll) throws IOException {
        Path index = directory.resolve("engine");
        long began = System.nanoTime();
        try (JobIndexWriter writer = JobIndexWriter.open(new IndexLayout(index), mapping, WriterSettings.DEFAULT)) {
            add(documents, writer, writtenOutByAll);
            writer.commit();
        }
        long nanos = System.nanoTime() - began;
        WorkPlace.delete(index);
        return nanos;
    }

    private void add(List<List<IndexableField>> documents, JobIndexWriter writer, boolean writtenOutByAll)
            throws IOException {
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(settings.threads())) {
            List<Future<Boolean>> working = new ArrayList<>();
            for (int thread = 0; thread < settings.threads(); thread++) {
                working.add(threads.submit(() -> {
                    for (int from = next.getAndAdd(BLOCK); from < documents.size(); from = next.getAndAdd(BLOCK)) {
                        for (List<IndexableField> one :
                                documents.subList(from, Math.min(from + BLOCK, documents.size()))) {
                            writer.add(one);
                        }
                    }
                    return true;
                }));
            }
            await(working);
            working.clear();
            for (int thread = 0; writtenOutByAll && thread < settings.threads(); thread++) {
                working.add(threads.submit(() -> {
                    writer.writeOutCollected();
                    return true;
                }));
            }
            await(working);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void await(List<Future<Boolean>> working) throws InterruptedException, ExecutionException {
        for (Future<Boolean> one : working) {
            one.get();
        }
    }

    private long whole() throws IOException {
        Path index = directory.resolve("whole");
        ArchiveRequest request = new ArchiveRequest(List.of(directory.resolve("spool")), Optional.of("bench"));
        long began = System.nanoTime();
        try (JobIndexWriter writer = JobIndexWriter.open(new IndexLayout(index), mapping, WriterSettings.DEFAULT);
                Ingester ingester = new Ingester(
                        writer,
                        ArchiveFileSystem.local(),
                        mapping,
                        InstantSource.system(),
                        settings,
                        null,
                        OptionalLong.empty())) {
            CycleReport report;
            do {
                report = ingester.cycle(request, IngestProgress.SILENT);
            } while (report.more());
        }
        long nanos = System.nanoTime() - began;
        WorkPlace.delete(index);
        return nanos;
    }

    /** Removes what it copied. */
    void delete() throws IOException {
        if (Files.exists(directory)) {
            WorkPlace.delete(directory);
        }
    }
}
