package org.shelfmark.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.Registry;

class SnapshotSourceTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();

    private final IndexLayout layout;

    SnapshotSourceTest(@TempDir Path directory) {
        layout = new IndexLayout(directory.resolve("index"));
    }

    private static int count(IndexSnapshot snapshot, String id) throws IOException {
        return snapshot.searcher().count(new TermQuery(new Term("id", id)));
    }

    @Test
    void noIndex_saysHowToMakeOne() {
        String message = "no index in '" + layout.root() + "'; make one with: shelfmark index --index " + layout.root()
                + " HISTORY";
        assertThatThrownBy(() -> SnapshotSource.open(layout, MAPPING))
                .isInstanceOf(IndexUnusableException.class)
                .hasMessage(message);
        assertThat(layout.root()).doesNotExist();
    }

    @Test
    void emptyDirectories_areNoIndex() throws IOException {
        Files.createDirectories(layout.jobs());
        assertThatThrownBy(() -> SnapshotSource.open(layout, MAPPING)).hasMessageStartingWith("no index in '");
    }

    @Test
    void newCommit_isSeenByTheNextSnapshotOnly() throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16));
                SnapshotSource source = SnapshotSource.open(layout, MAPPING)) {
            try (IndexSnapshot older = source.acquire()) {
                writer.add(JobIndexWriterTest.document("a"));
                writer.commit(JobIndexWriterTest.registry(1), JobIndexWriterTest.position(10));
                try (IndexSnapshot newer = source.acquire()) {
                    assertThat(count(newer, "a")).isEqualTo(1);
                    assertThat(newer.positions()).isEqualTo(JobIndexWriterTest.position(10));
                    assertThat(newer.registry()).isEqualTo(JobIndexWriterTest.registry(1));
                }
                assertThat(count(older, "a")).isZero();
                assertThat(older.registry()).isEqualTo(Registry.EMPTY);
            }
            try (IndexSnapshot again = source.acquire()) {
                assertThat(count(again, "a")).isEqualTo(1);
            }
        }
    }

    @Test
    void snapshot_outlivesItsSourceUntilItIsClosed() throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16))) {
            writer.add(JobIndexWriterTest.document("a"));
            writer.commit(JobIndexWriterTest.registry(1), JobIndexWriterTest.position(10));
            SnapshotSource source = SnapshotSource.open(layout, MAPPING);
            IndexSnapshot snapshot = source.acquire();
            source.close();
            assertThat(count(snapshot, "a")).isEqualTo(1);
            assertThat(snapshot.reader().getRefCount()).isEqualTo(1);
            snapshot.close();
            assertThat(snapshot.reader().getRefCount()).isZero();
        }
    }

    @Test
    void unchangedIndex_sameReader() throws IOException {
        JobIndexWriter.open(layout, MAPPING, new WriterSettings(16)).close();
        try (SnapshotSource source = SnapshotSource.open(layout, MAPPING);
                IndexSnapshot one = source.acquire();
                IndexSnapshot other = source.acquire()) {
            assertThat(other.reader()).isSameAs(one.reader());
        }
    }

    @Test
    void olderSnapshot_isLetGoWhenItsLastUserIsDone() throws IOException {
        try (JobIndexWriter writer = JobIndexWriter.open(layout, MAPPING, new WriterSettings(16));
                SnapshotSource source = SnapshotSource.open(layout, MAPPING)) {
            IndexSnapshot older = source.acquire();
            writer.add(JobIndexWriterTest.document("a"));
            writer.commit(JobIndexWriterTest.registry(1), JobIndexWriterTest.position(10));
            source.acquire().close();
            assertThat(older.reader().getRefCount()).isEqualTo(1);
            older.close();
            assertThat(older.reader().getRefCount()).isZero();
        }
    }
}
