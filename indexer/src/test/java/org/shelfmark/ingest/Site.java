package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.archive.Vault;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.index.WriterOn;
import org.shelfmark.search.FetchedRecord;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SearchSettings;

/**
 * A schedd's spool, a process that indexes it as {@code index --follow} does, and a search beside it. The process lives
 * until it is killed; the next cycle is that of another one.
 */
final class Site implements Closeable {
    private static final Duration LONGER_THAN_QUIET = Duration.ofSeconds(10);
    private static final Pattern GLOBAL_JOB_ID = Pattern.compile("(?m)^GlobalJobId = \"(.*)\"$");

    final Shelf shelf;
    final SetClock clock = new SetClock();
    ArchiveFileSystem files;
    ZoneId zone = ZoneOffset.UTC;
    Duration quiet = Duration.ofSeconds(5);
    OptionalLong maxVaultBytes = OptionalLong.empty();
    UnaryOperator<Directory> disk = UnaryOperator.identity();
    ArchiveRequest request;

    private @Nullable Running running;
    private @Nullable JobSearch search;

    private record Running(JobIndexWriter writer, Vault vault, Ingester ingester) {}

    Site(Path directory) throws IOException {
        this.shelf = new Shelf(directory);
        this.files = shelf.files;
        this.request = new ArchiveRequest(List.of(shelf.spool), Optional.empty(), true);
    }

    /** Records of consecutive clusters, one text each. */
    static List<String> records(int firstCluster, int count) {
        List<String> records = new ArrayList<>();
        for (int cluster = firstCluster; cluster < firstCluster + count; cluster++) {
            records.add(SmallRecords.record(cluster, 0));
        }
        return records;
    }

    void append(String name, List<String> records) throws IOException {
        shelf.append(name, String.join("", records));
    }

    /** Renames the active file, as a schedd does before it makes a new one. */
    void rotate(String stamp) throws IOException {
        Files.move(
                shelf.file("history"),
                shelf.file("history." + stamp),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    /** The process, started if there is none. */
    Ingester ingester() throws IOException {
        Running now = running;
        if (now == null) {
            IndexLayout layout = shelf.layout;
            JobIndexWriter writer = WriterOn.directories(
                    layout,
                    Shelf.MAPPING,
                    disk.apply(FSDirectory.open(layout.jobs())),
                    disk.apply(FSDirectory.open(layout.registry())));
            Vault vault = Vault.open(layout.vault());
            IngestSettings settings = new IngestSettings(2, 1 << 20, quiet, zone);
            now = new Running(
                    writer, vault, new Ingester(writer, files, Shelf.MAPPING, clock, settings, vault, maxVaultBytes));
            running = now;
        }
        return now.ingester();
    }

    /** One look by the process that runs. */
    CycleReport cycle() throws IOException {
        return ingester().cycle(request, IngestProgress.SILENT);
    }

    /** Looks until there is no more to read and everything has been quiet for long enough; notices of all looks. */
    List<FileNotice> settle() throws IOException {
        List<FileNotice> notices = new ArrayList<>();
        for (int round = 0; round < 3; round++) {
            CycleReport report = cycle();
            notices.addAll(report.notices());
            for (int cycles = 1; report.more(); cycles++) {
                assertThat(cycles).as("cycles").isLessThan(50);
                report = cycle();
                notices.addAll(report.notices());
            }
            clock.advance(LONGER_THAN_QUIET);
        }
        return notices;
    }

    /** Ends the process without another commit. */
    void kill() throws IOException {
        Running ended = running;
        running = null;
        if (ended != null) {
            ended.ingester().close();
            ended.vault().close();
            ended.writer().close();
        }
    }

    JobSearch search() throws IOException {
        JobSearch known = search;
        if (known == null) {
            SearchSettings settings = new SearchSettings(clock, zone, true, Duration.ofMinutes(1));
            known = new IndexSearch(SnapshotSource.open(shelf.layout, Shelf.MAPPING), files, Shelf.MAPPING, settings);
            search = known;
        }
        return known;
    }

    long count(String query) throws IOException {
        return search().count(new Requests.Count(query)).count();
    }

    FetchedRecord fetch(String id) throws IOException {
        return search().record(new Requests.OneJob(id, Optional.empty()));
    }

    String show(String id) throws IOException {
        return new String(fetch(id).bytes(), StandardCharsets.UTF_8);
    }

    List<Responses.File> files() throws IOException {
        return search().files(new Requests.Files(false)).files();
    }

    Responses.File file(String name) throws IOException {
        return files().stream()
                .filter(file -> file.path().equals(shelf.file(name).toString()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no file " + name));
    }

    List<Responses.Gap> gaps() throws IOException {
        return files().stream().flatMap(file -> file.gaps().stream()).toList();
    }

    List<Responses.Problem> problems() throws IOException {
        return search().files(new Requests.Files(true)).problems();
    }

    /** These records are in the index, each as often as it is named, and no other; and each is shown byte for byte. */
    void assertHolds(List<String> records) throws IOException {
        Map<String, String> byId = new HashMap<>();
        List<String> expected = new ArrayList<>();
        for (String record : records) {
            Matcher id = GLOBAL_JOB_ID.matcher(record);
            assertThat(id.find()).isTrue();
            expected.add(id.group(1));
            byId.put(id.group(1), record);
        }
        List<String> found = new ArrayList<>();
        search().jobs(new Requests.Jobs("", "", Requests.MAX_LIMIT, Optional.empty(), List.of("GlobalJobId")))
                .jobs()
                .forEach(job -> found.add(String.valueOf(job.get("GlobalJobId"))));
        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(count("")).isEqualTo(records.size());
        for (Map.Entry<String, String> record : byId.entrySet()) {
            assertThat(show(record.getKey())).as(record.getKey()).isEqualTo(record.getValue());
        }
    }

    /** So many jobs are in the index; for cases in which not all of their records can be shown any more. */
    void assertCounts(int jobs) throws IOException {
        assertThat(count("")).isEqualTo(jobs);
    }

    @Override
    public void close() throws IOException {
        kill();
        JobSearch ended = search;
        search = null;
        if (ended != null) {
            ended.close();
        }
    }
}
