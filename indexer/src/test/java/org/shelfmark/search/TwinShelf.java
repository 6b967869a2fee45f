package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;
import org.shelfmark.verify.Finding;
import org.shelfmark.verify.Verifier;
import org.shelfmark.verify.VerifyProgress;
import org.shelfmark.verify.VerifyReport;

/** The same archives of two access points in two indexes, in one of which submissions are archived. */
final class TwinShelf implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ArchivedSpool spool;
    private final IndexLayout live;
    private final IndexLayout archived;
    private final JobSearch liveSearch;
    private final JobSearch archivedSearch;

    TwinShelf(Path directory, ZoneId zone) throws IOException {
        this.spool = new ArchivedSpool(directory.resolve("spool"), zone);
        this.live = new IndexLayout(directory.resolve("live"));
        this.archived = new IndexLayout(directory.resolve("archived"));
        index();
        this.liveSearch = spool.search(live);
        this.archivedSearch = spool.search(archived);
    }

    void append(String source, String text) throws IOException {
        spool.append(source, text);
    }

    void rotate(String source) throws IOException {
        spool.rotate(source);
    }

    Path directory(String source) {
        return spool.directory(source);
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
            spool.index(layout, budget);
        }
    }

    /** Nothing is wrong where submissions are archived that is not wrong where they are live. */
    void verify() throws IOException {
        List<List<String>> wrong = new ArrayList<>();
        for (IndexLayout layout : List.of(live, archived)) {
            VerifyReport report = new Verifier(
                            layout, ArchiveFileSystem.local(), ArchivedSpool.MAPPING, ArchivedSpool.CLOCK)
                    .check(VerifyProgress.SILENT);
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
            new Verifier(layout, ArchiveFileSystem.local(), ArchivedSpool.MAPPING, ArchivedSpool.CLOCK)
                    .repair(ArchivedSpool.SOURCES.stream().map(spool::directory).toList(), VerifyProgress.SILENT);
        }
    }

    ArchiveReport archive(String query, String... keep) throws IOException {
        return spool.order(
                archived,
                SummarySettings.keeping(List.of(keep)),
                archivist -> archivist.archive(new ArchiveOrder(query, Optional.empty(), false, true)));
    }

    UnarchiveReport unarchive(String query) throws IOException {
        return spool.order(
                archived,
                SummarySettings.keeping(List.of()),
                archivist -> archivist.unarchive(new UnarchiveOrder(query, Optional.empty(), false)));
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
