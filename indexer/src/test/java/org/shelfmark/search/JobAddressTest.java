package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

class JobAddressTest {
    @TempDir
    private Path directory;

    private static Responses.Address address(JobSearch search, String id) throws IOException {
        return Objects.requireNonNull(
                search.job(new Requests.OneJob(id, Optional.empty())).address());
    }

    @Test
    void everyJobOfTheSample_hasThePlaceOfItsRecord() throws IOException {
        try (SearchShelf shelf = SearchShelf.ofSample(directory)) {
            for (SampleRecord record : SampleArchive.find().records()) {
                Responses.Address address = address(shelf.search(), record.id());
                byte[] file = Files.readAllBytes(Path.of(address.file()));
                int from = (int) address.offset();

                assertThat(Arrays.copyOfRange(file, from, from + (int) address.length()))
                        .as(record.id())
                        .isEqualTo(record.bytes());
                assertThat(address.source()).isEqualTo("ap1.pool.test");
                assertThat(address.state()).isEqualTo(address.file().endsWith("/history") ? "active" : "rotated");
                assertThat(address.vault()).isNull();
                assertThat(address.goneSince()).isNull();
            }
        }
    }

    @Test
    void archivedJobOfADeletedFile_hasTheAddressItHadAndTheVault() throws IOException {
        try (RolledUpShelf shelf = new RolledUpShelf(directory, ZoneOffset.UTC)) {
            List<SubmittedJob> jobs = new ArrayList<>();
            for (int proc = 0; proc < 6; proc++) {
                jobs.add(SubmittedJob.random(new Random(proc), 1, proc));
            }
            shelf.append(jobs);
            shelf.rotate();
            shelf.index();
            shelf.append(List.of(SubmittedJob.random(new Random(6), 2, 0)));
            shelf.index(); // seals what the first one read
            int before = jobs.get(0).text().length() + jobs.get(1).text().length();
            Responses.Address live = address(shelf.search(), "1.2");
            assertThat(live.offset()).isEqualTo(before);
            assertThat(live.length()).isEqualTo(jobs.get(2).text().length());
            assertThat(live.vault()).isNotBlank();

            shelf.deleteRotated();
            shelf.index();
            ArchiveOrder order = new ArchiveOrder("cluster:1", Optional.<Duration>empty(), false, false);
            shelf.rollUp(archivist -> archivist.archive(order));

            assertThat(shelf.search()
                            .job(new Requests.OneJob("1.2", Optional.empty()))
                            .job())
                    .containsEntry("archived", true);
            assertThat(address(shelf.search(), "1.2"))
                    .isEqualTo(new Responses.Address(
                            live.source(),
                            live.file(),
                            live.fileId(),
                            live.offset(),
                            live.length(),
                            "deleted",
                            live.vault(),
                            SearchShelf.NOW.toString()));
        }
    }

    @Test
    void recordNotIndexedYet_hasAPlaceButNoNumber() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 5))) {
            String late = SmallRecords.record(6, 0);
            shelf.append("history", late);

            assertThat(address(shelf.search(), "6.0"))
                    .isEqualTo(new Responses.Address(
                            "ap1.pool.test",
                            shelf.file("history").toString(),
                            null,
                            SmallRecords.records(1, 5).length(),
                            late.length(),
                            null,
                            null,
                            null));
        }
    }
}
