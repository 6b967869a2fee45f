package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.function.IntPredicate;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.mapping.Mapping;

/** Spellings of names, however jobs are shared out among threads. */
class SubmissionGroupsTest {
    /** A job of each text: {@code source owner batch}, {@code -} for none. */
    private static Document job(String text) {
        Document job = new Document();
        String[] names = text.split(" ", -1);
        List<String> fields = List.of("source", "owner", "batch");
        for (int i = 0; i < fields.size(); i++) {
            if (!names[i].equals("-")) {
                job.add(new SortedDocValuesField(fields.get(i), new BytesRef(names[i])));
            }
        }
        job.add(new NumericDocValuesField("cluster", 7));
        return job;
    }

    private static List<String> groups(SubmissionGroups.By by, IntPredicate ofFirstThread, String... jobs)
            throws IOException {
        Figure<SubmissionGroups> figure = SubmissionGroups.of(Mapping.htcondorJob(), by, 100);
        SubmissionGroups first = figure.empty();
        SubmissionGroups second = figure.empty();
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
                for (String job : jobs) {
                    writer.addDocument(job(job));
                }
                writer.forceMerge(1);
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                LeafReaderContext segment = reader.leaves().get(0);
                Figure.Counting one = figure.count(segment, first);
                Figure.Counting other = figure.count(segment, second);
                for (int document = 0; document < jobs.length; document++) {
                    (ofFirstThread.test(document) ? one : other).jobs(new int[] {document}, 1);
                }
            }
        }
        figure.add(first, second);
        assertThat(first.jobs()).isEqualTo(jobs.length);
        return first.all().stream()
                .map(group -> group.source() + " " + group.owner() + " " + group.batch() + " "
                        + group.totals().count(JobTotals.Total.JOBS))
                .sorted()
                .toList();
    }

    private static void assertGroups(SubmissionGroups.By by, List<String> jobs, String... expected) throws IOException {
        String[] texts = jobs.toArray(String[]::new);
        for (int mask = 0; mask < 1 << texts.length; mask++) {
            int first = mask;
            assertThat(groups(by, document -> (first >> document & 1) == 1, texts))
                    .as("first thread: %s", Integer.toBinaryString(mask))
                    .containsExactly(expected);
        }
    }

    @Test
    void spelling_isTheFirstOfTheJobsOfTheSubmissionAlone() throws IOException {
        assertGroups(
                SubmissionGroups.By.BATCH,
                List.of("ap1 bob sweep", "AP1 alice SWEEP", "ap1 BOB Sweep", "ap2 Bob sweeP"),
                "AP1 alice SWEEP 1",
                "ap1 BOB Sweep 2",
                "ap2 Bob sweeP 1");
    }

    @Test
    void jobsThatBelongToNone_haveNoSayInSpellings() throws IOException {
        assertGroups(
                SubmissionGroups.By.BATCH,
                List.of("AP1 ALICE -", "ap1 alice sweep", "AP1 ALICE ", "ap1 alice sweep"),
                "ap1 alice sweep 2");
    }

    @Test
    void jobWithoutSource_belongsToNone() throws IOException {
        assertGroups(SubmissionGroups.By.CLUSTER, List.of("- bob x", "ap1 bob x"), "ap1 bob null 1");
    }

    @Test
    void jobsWithoutOwner_areASubmissionOfTheirOwn() throws IOException {
        assertGroups(
                SubmissionGroups.By.CLUSTER,
                List.of("ap1 - x", "ap1 null x", "AP1 - x"),
                "AP1 null null 2",
                "ap1 null null 1");
    }

    private static void add(SubmissionGroups to, int fromCluster, int toCluster) {
        for (int cluster = fromCluster; cluster < toCluster; cluster++) {
            to.addArchived(
                    "ap1",
                    "bob",
                    new IntegerValue(cluster),
                    new JobTotals(),
                    new SubmissionGroups.FirstJob(cluster, 0, null, null));
        }
    }

    /** Each thread stays below what one request may keep, both together do not. */
    @Test
    void submissionsOfAllThreads_countAgainstTheMemory() {
        Figure<SubmissionGroups> figure = SubmissionGroups.of(Mapping.htcondorJob(), SubmissionGroups.By.CLUSTER, 2000);
        SubmissionGroups first = figure.empty();
        SubmissionGroups second = figure.empty();
        add(first, 0, 2000);
        add(second, 2000, 3100);
        assertThatThrownBy(() -> add(second, 3100, 3101))
                .isInstanceOf(TooManyException.class)
                .hasMessage("the jobs are of more submissions than this server has memory for, about 2000");
    }

    /** What two threads have of one submission is counted twice until they are added up. */
    @Test
    void submissionsOfSeveralThreads_areCountedOnceWhenAddedUp() {
        Figure<SubmissionGroups> figure = SubmissionGroups.of(Mapping.htcondorJob(), SubmissionGroups.By.CLUSTER, 2000);
        SubmissionGroups sum = figure.empty();
        add(sum, 0, 1000);
        for (int thread = 0; thread < 5; thread++) {
            SubmissionGroups other = figure.empty();
            add(other, 0, 1000);
            figure.add(sum, other);
        }
        assertThat(sum.all()).hasSize(1000);
    }
}
