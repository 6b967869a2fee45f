package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.document.RecordViews;
import org.shelfmark.mapping.Mapping;

/** The rules by which records belong to an answer and by which it ends. */
final class HistoryFilterTest {
    private static final long NOON = 1_795_348_800;

    private final RecordViews views = new HistoryRecords(
                    Mapping.htcondorJob(), InstantSource.fixed(Instant.ofEpochSecond(NOON)), ZoneOffset.UTC)
            .views();

    /** A job's record; times are seconds after noon. */
    private record Job(int cluster, int proc, String owner, long queued, long written, String more) {
        String body() {
            return "Owner = \"" + owner + "\"\nClusterId = " + cluster + "\nProcId = " + proc + "\nQDate = "
                    + (NOON + queued) + "\n" + more;
        }

        String banner() {
            return "*** Offset = 0 ClusterId = " + cluster + " ProcId = " + proc + " Owner = \"" + owner
                    + "\" CompletionDate = 0 CurrentTime = " + (NOON + written) + "\n";
        }
    }

    private static Job job(int cluster, int proc, String owner, String more) {
        return new Job(cluster, proc, owner, 0, 100, more);
    }

    /** Ids of the records found, and a bar where the answer ended before the last record. */
    private List<String> found(HistoryRequest request, Job... jobs) {
        HistoryFilter filter = new HistoryFilter(request);
        List<String> found = new ArrayList<>();
        for (Job job : jobs) {
            if (filter.isEnded()) {
                found.add("|");
                break;
            }
            byte[] banner = job.banner().getBytes(StandardCharsets.UTF_8);
            BannerLine line = BannerLine.parse(banner, 0, banner.length);
            if (!filter.concerns(line)) {
                if (filter.passOver(line)) {
                    found.add("file ends");
                }
                continue;
            }
            byte[] bytes = (job.body() + job.banner()).getBytes(StandardCharsets.UTF_8);
            try {
                if (filter.includes(views.view(bytes, 0, bytes.length - banner.length, bytes.length), line)) {
                    found.add(job.cluster() + "." + job.proc());
                }
            } catch (RecordProblem e) {
                throw new IllegalArgumentException("a job of the test is damaged", e);
            }
        }
        return found;
    }

    private static HistoryRequest request(
            List<HistoryRequest.Id> ids, List<String> owners, List<String> constraints, String since) {
        return new HistoryRequest(
                ids,
                owners,
                constraints,
                false,
                OptionalLong.empty(),
                OptionalLong.empty(),
                since.isEmpty() ? Optional.empty() : Optional.of(since),
                Optional.empty());
    }

    private static HistoryRequest ids(HistoryRequest.Id... ids) {
        return request(List.of(ids), List.of(), List.of(), "");
    }

    private static HistoryRequest.Id cluster(long cluster) {
        return new HistoryRequest.Id(cluster, OptionalLong.empty());
    }

    private static HistoryRequest.Id id(long cluster, long proc) {
        return new HistoryRequest.Id(cluster, OptionalLong.of(proc));
    }

    private static HistoryRequest constraints(String... constraints) {
        return request(List.of(), List.of(), List.of(constraints), "");
    }

    private static HistoryRequest since(String since) {
        return request(List.of(), List.of(), List.of(), since);
    }

    @Test
    void constraints_mustAllBeTrueOrNumbers() {
        Job[] jobs = {
            job(1, 0, "a", "X = 2\nY = true\n"), job(1, 1, "a", "X = 0\nY = true\n"), job(1, 2, "a", "X = 1\n")
        };

        assertThat(found(constraints("X", "Y"), jobs)).containsExactly("1.0");
        assertThat(found(constraints("X"), jobs)).containsExactly("1.0", "1.2");
        assertThat(found(constraints("\"text\""), jobs)).isEmpty();
        assertThat(found(constraints("Missing"), jobs)).isEmpty();
    }

    @Test
    void constraint_seesSecrets() {
        assertThat(found(
                        constraints("Env == \"A=1\" && Copy == \"A=1\""),
                        job(1, 0, "a", "Env = \"A=1\"\nCopy = Env\n")))
                .containsExactly("1.0");
    }

    @Test
    void idsAndOwners_areAlternatives() {
        HistoryRequest request = request(List.of(id(1, 0)), List.of("BOB"), List.of("X == 1"), "");

        assertThat(found(
                        request,
                        job(2, 0, "bob", "X = 1\n"),
                        job(2, 1, "bob", "X = 2\n"),
                        job(3, 0, "eve", "X = 1\n"),
                        job(1, 0, "eve", "X = 1\n"),
                        job(4, 0, "bob", "X = 1\n")))
                .containsExactly("2.0", "1.0", "|");
    }

    @Test
    void oneJob_isFoundOnce() {
        assertThat(found(ids(id(1, 0)), job(2, 0, "a", ""), job(1, 0, "a", ""), job(1, 0, "a", "")))
                .containsExactly("1.0", "|");
    }

    @Test
    void repeatedJob_isFoundWhileAnotherIsLookedFor() {
        assertThat(found(ids(id(1, 0), id(2, 0)), job(1, 0, "a", ""), job(1, 0, "a", ""), job(2, 0, "a", "")))
                .containsExactly("1.0", "2.0");
        assertThat(found(
                        ids(id(1, 0), id(1, 1)),
                        job(1, 0, "a", ""),
                        job(1, 0, "a", ""),
                        job(1, 1, "a", ""),
                        job(1, 1, "a", "")))
                .containsExactly("1.0", "1.0", "1.1", "|");
    }

    @Test
    void cluster_endsWhenAllItsJobsWereSeen() {
        String two = "TotalSubmitProcs = 2\n";
        assertThat(found(
                        ids(cluster(1)),
                        job(1, 1, "a", two),
                        job(9, 0, "a", ""),
                        job(1, 0, "a", two),
                        job(1, 0, "a", two)))
                .containsExactly("1.1", "1.0", "|");
        // the record that tells the total counts those before it
        assertThat(found(ids(cluster(1)), job(1, 1, "a", ""), job(1, 0, "a", two), job(1, 0, "a", two)))
                .containsExactly("1.1", "1.0", "|");
        // records that no constraint lets through are seen, too
        assertThat(found(
                        request(List.of(cluster(1)), List.of(), List.of("ProcId == 0"), ""),
                        job(1, 1, "a", two),
                        job(1, 0, "a", two),
                        job(1, 0, "a", two)))
                .containsExactly("1.0", "|");
    }

    @Test
    void clusterWithoutTotal_doesNotEndByCounting() {
        assertThat(found(ids(cluster(1)), job(1, 1, "a", ""), job(1, 0, "a", ""), job(1, 2, "a", "")))
                .containsExactly("1.1", "1.0", "1.2");
    }

    @Test
    void jobOfAClusterThatIsAskedForWhole_isNotWaitedFor() {
        String one = "TotalSubmitProcs = 1\n";
        assertThat(found(ids(id(1, 5), cluster(1)), job(1, 0, "a", one), job(1, 5, "a", one)))
                .containsExactly("1.0", "|");
    }

    @Test
    void recordsBeforeTheClusterWasSubmitted_endItsFileAndThenAll() {
        Job wanted = new Job(1, 0, "a", 50, 100, "TotalSubmitProcs = 9\n");
        Job withinSlack = new Job(2, 0, "a", 0, 45, "");
        Job before = new Job(2, 1, "a", 0, 44, "");

        assertThat(found(ids(cluster(1)), wanted, withinSlack, before, job(3, 0, "a", ""), job(3, 1, "a", "")))
                .containsExactly("1.0", "file ends", "|");
    }

    @Test
    void clusterZeroAsTheLastId_endsNothing() {
        assertThat(found(ids(id(1, 0), cluster(0)), job(1, 0, "a", ""), job(1, 0, "a", "")))
                .containsExactly("1.0", "1.0");
    }

    @Test
    void limits_countMatchesAndRecordsLookedAt() {
        Job[] jobs = {
            job(1, 0, "a", "X = 1\n"), job(1, 1, "b", "X = 0\n"), job(1, 2, "a", "X = 1\n"), job(1, 3, "a", "X = 1\n")
        };
        HistoryRequest limited = new HistoryRequest(
                List.of(),
                List.of(),
                List.of("X"),
                false,
                OptionalLong.of(2),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty());
        HistoryRequest scanned = new HistoryRequest(
                List.of(),
                List.of(),
                List.of("X"),
                false,
                OptionalLong.empty(),
                OptionalLong.of(2),
                Optional.empty(),
                Optional.empty());
        HistoryRequest owned = new HistoryRequest(
                List.of(),
                List.of("a"),
                List.of(),
                false,
                OptionalLong.empty(),
                OptionalLong.of(2),
                Optional.empty(),
                Optional.empty());

        assertThat(found(limited, jobs)).containsExactly("1.0", "1.2", "|");
        assertThat(found(scanned, jobs)).containsExactly("1.0", "|");
        // b's record was not looked at
        assertThat(found(owned, jobs)).containsExactly("1.0", "1.2", "|");
    }

    @Test
    void since_endsBeforeTheRecord() {
        Job[] jobs = {job(3, 0, "a", ""), job(2, 1, "a", ""), job(2, 0, "a", ""), job(1, 0, "a", "")};

        assertThat(found(since("2"), jobs)).containsExactly("3.0", "|");
        assertThat(found(since("2.0"), jobs)).containsExactly("3.0", "2.1", "|");
        assertThat(found(since("2."), jobs)).containsExactly("3.0", "|");
        assertThat(found(since("ClusterId < 2"), jobs)).containsExactly("3.0", "2.1", "2.0");
    }

    @Test
    void since_isNotAskedOfRecordsThatAreNotLookedAt() {
        assertThat(found(
                        request(List.of(), List.of("a"), List.of(), "2"),
                        job(3, 0, "a", ""),
                        job(2, 0, "b", ""),
                        job(1, 0, "a", "")))
                .containsExactly("3.0", "1.0");
    }

    @Test
    void otherTypes_areLeftOutBackwards() {
        byte[] epoch = "*** EPOCH ClusterId = 1 ProcId = 0\n".getBytes(StandardCharsets.UTF_8);
        byte[] bare = "***\n".getBytes(StandardCharsets.UTF_8);
        HistoryFilter filter = new HistoryFilter(constraints("true"));

        assertThat(filter.concerns(BannerLine.parse(epoch, 0, epoch.length))).isFalse();
        assertThat(filter.concerns(BannerLine.parse(bare, 0, bare.length))).isTrue();
    }

    @Test
    void whatCannotBeUnderstood_isRefusedWithItsColumn() {
        assertThatThrownBy(() -> new HistoryFilter(constraints("Owner = = 3")))
                .isInstanceOfSatisfying(SearchException.class, e -> {
                    assertThat(e.kind()).isEqualTo(SearchException.Kind.BAD_QUERY);
                    assertThat(e.column()).isEqualTo(7);
                    assertThat(e.query()).isEqualTo("Owner = = 3");
                });
        for (String since : List.of("true", "\"x\"", "1.5e3", "undefined", "1 +")) {
            assertThatThrownBy(() -> new HistoryFilter(since(since)))
                    .isInstanceOf(SearchException.class)
                    .hasMessageContaining("since is");
        }
    }
}
