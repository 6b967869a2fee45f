package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.Vault;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.IngestProgress;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;
import org.shelfmark.rollup.WriterArchivist;
import org.shelfmark.verify.Finding;
import org.shelfmark.verify.Verifier;
import org.shelfmark.verify.VerifyProgress;
import org.shelfmark.verify.VerifyReport;

/** The same archives of two access points in two indexes, in one of which submissions are archived. */
final class TwinShelf implements Closeable {
    static final List<String> SOURCES = List.of("ap1", "ap2");
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final InstantSource CLOCK = InstantSource.fixed(SearchShelf.NOW);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path spool;
    private final IndexLayout live;
    private final IndexLayout archived;
    private final ZoneId zone;
    private final JobSearch liveSearch;
    private final JobSearch archivedSearch;
    private int rotations;

    TwinShelf(Path directory, ZoneId zone) throws IOException {
        this.spool = directory.resolve("spool");
        this.live = new IndexLayout(directory.resolve("live"));
        this.archived = new IndexLayout(directory.resolve("archived"));
        this.zone = zone;
        for (String source : SOURCES) {
            Files.createFile(Files.createDirectories(spool.resolve(source)).resolve("history"));
        }
        index();
        this.liveSearch = search(live);
        this.archivedSearch = search(archived);
    }

    private JobSearch search(IndexLayout layout) throws IOException {
        SearchSettings settings = new SearchSettings(CLOCK, zone, true, Duration.ofMinutes(1));
        return new IndexSearch(SnapshotSource.open(layout, MAPPING), ArchiveFileSystem.local(), MAPPING, settings);
    }

    void append(String source, String text) throws IOException {
        Files.write(
                spool.resolve(source).resolve("history"),
                text.getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.APPEND);
    }

    /** What is rotated is sealed by the next indexing, and then in the vault. */
    void rotate(String source) throws IOException {
        Path history = spool.resolve(source).resolve("history");
        if (Files.size(history) > 0) {
            Files.move(history, history.resolveSibling("history.20261122T%06d".formatted(++rotations)));
            Files.createFile(history);
        }
    }

    Path directory(String source) {
        return spool.resolve(source);
    }

    IndexLayout archived() {
        return archived;
    }

    void index() throws IOException {
        index(OptionalLong.empty());
    }

    /** The same with a most that the vault may take up. */
    void index(OptionalLong budget) throws IOException {
        for (IndexLayout layout : List.of(live, archived)) {
            try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16));
                    Vault vault = Vault.open(layout.vault());
                    Ingester ingester = new Ingester(
                            writer,
                            ArchiveFileSystem.local(),
                            MAPPING,
                            CLOCK,
                            new IngestSettings(2, 1L << 30, Duration.ZERO, zone),
                            vault,
                            budget)) {
                for (String source : SOURCES) {
                    CycleReport report;
                    do {
                        report = ingester.cycle(
                                new ArchiveRequest(List.of(spool.resolve(source)), Optional.of(source)),
                                IngestProgress.SILENT);
                    } while (report.more());
                }
            }
        }
    }

    /** Nothing is wrong where submissions are archived that is not wrong where they are live. */
    void verify() throws IOException {
        List<List<String>> wrong = new ArrayList<>();
        for (IndexLayout layout : List.of(live, archived)) {
            VerifyReport report =
                    new Verifier(layout, ArchiveFileSystem.local(), MAPPING, CLOCK).check(VerifyProgress.SILENT);
            wrong.add(report.findings().stream()
                    .filter(Finding::isWrong)
                    .map(Finding::toString)
                    .toList());
        }
        assertThat(wrong.get(1)).as("wrong").isEqualTo(wrong.get(0));
    }

    /** Mends both indexes, with or without their registries. */
    void repair(boolean withoutRegistry) throws IOException {
        for (IndexLayout layout : List.of(live, archived)) {
            if (withoutRegistry) {
                try (Stream<Path> files = Files.list(layout.registry())) {
                    for (Path file : files.toList()) {
                        Files.delete(file);
                    }
                }
            }
            new Verifier(layout, ArchiveFileSystem.local(), MAPPING, CLOCK)
                    .repair(SOURCES.stream().map(spool::resolve).toList(), VerifyProgress.SILENT);
        }
    }

    ArchiveReport archive(String query, String... keep) throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(archived, MAPPING, new WriterSettings(16))) {
            return archivist(writer, keep).archive(new ArchiveOrder(query, Optional.empty(), false, true));
        }
    }

    UnarchiveReport unarchive(String query) throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(archived, MAPPING, new WriterSettings(16))) {
            return archivist(writer).unarchive(new UnarchiveOrder(query, Optional.empty(), false));
        }
    }

    private WriterArchivist archivist(JobIndexWriter writer, String... keep) {
        return new WriterArchivist(
                writer, ArchiveFileSystem.local(), MAPPING, SummarySettings.keeping(List.of(keep)), zone, CLOCK);
    }

    JobSearch live() {
        return liveSearch;
    }

    JobSearch rolledUp() {
        return archivedSearch;
    }

    /** An answer without what differs from run to run; of a refused request the message. */
    static JsonNode answer(JobSearch search, SummarizedShelf.Question question) throws IOException {
        try {
            ObjectNode answer = (ObjectNode) JSON.readTree(SearchJson.write(question.ask(search)));
            answer.remove(List.of("took_ms", "indexed_through", "constraint", "next_cursor"));
            return answer;
        } catch (SearchException refused) {
            return TextNode.valueOf(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public void close() throws IOException {
        liveSearch.close();
        archivedSearch.close();
    }
}
