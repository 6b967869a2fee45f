package org.shelfmark.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.SmallRecords;

/** What a caller is told when archiving fails half-way. */
class FailingArchiveTest {
    @TempDir
    Path directory;

    private RollupShelf shelf;
    private volatile Predicate<String> fails = name -> false;

    /** A disk on which some files cannot be made. */
    private final class Disk extends FilterDirectory {
        Disk(Directory directory) {
            super(directory);
        }

        @Override
        public IndexOutput createOutput(String name, IOContext context) throws IOException {
            if (fails.test(name)) {
                throw new IOException("no room, made up");
            }
            return super.createOutput(name, context);
        }
    }

    /** Three submissions, of 20 jobs, three jobs and one. */
    @BeforeEach
    void open() throws IOException {
        shelf = new RollupShelf(directory, Disk::new);
        StringBuilder records = new StringBuilder();
        for (int proc = 0; proc < 20; proc++) {
            records.append(SmallRecords.record(1, proc));
        }
        for (int proc = 0; proc < 3; proc++) {
            records.append(SmallRecords.record(2, proc));
        }
        shelf.append("history.20261122T034000", records + SmallRecords.record(3, 0));
        shelf.append("history", "");
        shelf.index();
    }

    @AfterEach
    void close() throws IOException {
        shelf.close();
    }

    private static ArchiveOrder order(String query) {
        return new ArchiveOrder(query, Optional.empty(), false, false);
    }

    /** The documents that were taken back and still take up room. */
    private int takenBack() throws IOException {
        int documents = 0;
        try (Directory jobs = FSDirectory.open(shelf.layout().jobs());
                DirectoryReader reader = DirectoryReader.open(jobs)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                documents += leaf.reader().numDeletedDocs();
            }
        }
        return documents;
    }

    @Test
    void reclaimingFails_jobsAreArchivedAndTheNextOrderReclaims() throws IOException {
        fails = name -> Thread.currentThread().getName().startsWith("Lucene Merge Thread");

        // so few jobs that nothing is merged before it must be
        assertThatThrownBy(() -> shelf.archive("cluster:2"))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "3 jobs of 1 submission were archived, but the room that archived jobs took is not free yet,"
                                + " and will be with the next order: no room, made up");

        assertThat(shelf.summaries()).containsExactly("ap1.pool.test#2 Optional[alice] 3");
        assertThat(takenBack()).isEqualTo(3);
        fails = name -> false;
        assertThat(shelf.archive("cluster:2").submissions()).isZero();
        assertThat(takenBack()).isZero();
    }

    @Test
    void laterCommitFails_whatWasCommittedIsSaid() throws IOException {
        WriterArchivist one = RollupShelf.archivist(
                shelf.writer(), ArchiveFileSystem.local(), shelf.clock(), new ArchivePass.Share(100, 1));
        int[] commits = new int[1];
        fails = name -> name.startsWith("pending_segments") && ++commits[0] == 3;

        assertThatThrownBy(() -> one.archive(order("")))
                .isInstanceOf(IOException.class)
                .hasMessage("23 jobs of 2 submissions were archived, the others were not: no room, made up");

        assertThat(shelf.summaries())
                .containsExactly("ap1.pool.test#1 Optional[alice] 20", "ap1.pool.test#2 Optional[alice] 3");
        assertThat(one.archive(order("")).submissions()).isEqualTo(1);
        assertThat(takenBack()).isZero();
    }

    @Test
    void firstCommitFails_nothingIsArchived() throws IOException {
        fails = name -> name.startsWith("pending_segments");
        assertThatThrownBy(() -> shelf.archive(""))
                .isInstanceOf(IOException.class)
                .hasMessage("no room, made up");
        assertThat(shelf.summaries()).isEmpty();
    }
}
