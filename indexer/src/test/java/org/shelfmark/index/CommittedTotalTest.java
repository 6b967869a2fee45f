package org.shelfmark.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.Positions;

/** What a commit says of its jobs against a set of their names, and all that keeps it from being believed. */
final class CommittedTotalTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();

    private final IndexLayout layout;

    CommittedTotalTest(@TempDir Path directory) {
        layout = new IndexLayout(directory.resolve("index"));
    }

    private OptionalLong total() {
        return CommittedTotal.of(layout, Mapping.htcondorJobFingerprint());
    }

    private JobIndexWriter open() throws IOException {
        return JobIndexWriter.open(layout, MAPPING, new WriterSettings(16));
    }

    private void index(String... names) throws IOException {
        try (JobIndexWriter writer = open()) {
            for (String name : names) {
                writer.add(JobIndexWriterTest.document(name));
            }
            writer.commit(JobIndexWriterTest.registry(1), Positions.NONE);
        }
    }

    @Test
    void noIndex_saysNothing() {
        assertThat(total()).isEmpty();
    }

    @Test
    void newIndex_hasNoJobs() throws IOException {
        open().close();

        assertThat(total()).hasValue(0);
    }

    @Test
    void whatIsNotCommitted_isNotCounted() throws IOException {
        index("a", "b");
        try (JobIndexWriter writer = open()) {
            writer.add(JobIndexWriterTest.document("c"));
            assertThat(total()).hasValue(2);
            writer.commit(JobIndexWriterTest.registry(1), JobIndexWriterTest.position(7));
            assertThat(total()).hasValue(3);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void jobsAddedReplacedAndTakenBack_areCountedAsTheyStand(long seed) throws IOException {
        Random random = new Random(seed);
        Set<String> expected = new HashSet<>();
        for (int session = 0; session < 2; session++) {
            try (JobIndexWriter writer = open()) {
                for (int commit = 0; commit < 8; commit++) {
                    for (int change = random.nextInt(12); change > 0; change--) {
                        change(writer, "job" + random.nextInt(30), random.nextInt(5), expected);
                    }
                    if (random.nextInt(4) == 0) {
                        writer.writeOutCollected();
                    }
                    writer.commit(JobIndexWriterTest.registry(1), Positions.NONE);
                    assertThat(total()).as("seed %d", seed).hasValue(expected.size());
                }
                writer.reclaim();
                writer.finishMerges();
            }
            assertThat(total()).as("seed %d, closed", seed).hasValue(expected.size());
        }
    }

    private static void change(JobIndexWriter writer, String name, int how, Set<String> expected) throws IOException {
        Term key = new Term("id", name);
        switch (how) {
            case 0 -> {
                writer.remove(key);
                expected.remove(name);
            }
            case 1 -> {
                writer.remove(new TermInSetQuery("id", List.of(new BytesRef(name))));
                expected.remove(name);
            }
            default -> {
                writer.replace(key, JobIndexWriterTest.document(name));
                expected.add(name);
            }
        }
    }

    @Test
    void documentThatIsNoJob_leavesItOpen() throws IOException {
        index("a", "b");
        Document other = new Document();
        other.add(new StringField(Columns.KIND, Columns.NO_JOB, Field.Store.NO));
        try (JobIndexWriter writer = open()) {
            writer.add(other);
            writer.commit(JobIndexWriterTest.registry(1), Positions.NONE);
        }

        assertThat(total()).isEmpty();
        index("c");
        assertThat(total()).as("after another session").isEmpty();
    }

    @Test
    void commitOfAnOlderShelfmark_saysNothingUntilTheNext() throws IOException {
        index("a", "b");
        rewrite("shelfmark.jobs", null);
        assertThat(total()).isEmpty();

        index("c");
        assertThat(total()).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"shelfmark.format", "shelfmark.mapping"})
    void otherVersionOrMapping_isLeftToWhoTells(String key) throws IOException {
        index("a");
        rewrite(key, "3");

        assertThat(total()).isEmpty();
    }

    private void rewrite(String key, @Nullable String value) throws IOException {
        try (Directory jobs = FSDirectory.open(layout.jobs());
                IndexWriter writer = new IndexWriter(jobs, JobIndexWriter.config(new WriterSettings(16)))) {
            Map<String, String> data =
                    new HashMap<>(SegmentInfos.readLatestCommit(jobs).getUserData());
            data.remove(key);
            if (value != null) {
                data.put(key, value);
            }
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        }
    }

    @Test
    void damagedByteAnywhere_isLeftToWhoTells() throws IOException {
        index("a");
        Path commit = newestCommit();
        byte[] bytes = Files.readAllBytes(commit);
        assertThat(total()).hasValue(1);
        for (int at = 0; at < bytes.length; at++) {
            byte[] damaged = bytes.clone();
            damaged[at] ^= 1;
            Files.write(commit, damaged);
            assertThat(total()).as("byte %d", at).isEmpty();
        }
        for (int length = 0; length < bytes.length; length += 7) {
            Files.write(commit, Arrays.copyOf(bytes, length));
            assertThat(total()).as("length %d", length).isEmpty();
        }
    }

    private Path newestCommit() throws IOException {
        try (Stream<Path> files = Files.list(layout.jobs())) {
            return files.filter(file -> file.getFileName().toString().startsWith("segments_"))
                    .max(Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
    }

    @Test
    void missingRegistry_isLeftToWhoTells() throws IOException {
        index("a");
        try (Stream<Path> files = Files.list(layout.registry())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThat(total()).isEmpty();
        Files.delete(layout.registry());
        assertThat(total()).isEmpty();
    }

    @Test
    void fileNamedLikeACommit_isLeftToWhoTells() throws IOException {
        index("a");
        Files.createFile(layout.jobs().resolve("segments_of.an-apple"));

        assertThat(total()).isEmpty();
    }

    @Test
    void jobsInACluster_areNotCounted() throws IOException {
        index("a");
        Files.writeString(layout.clusterNote(), "{}");

        assertThat(total()).isEmpty();
    }
}
