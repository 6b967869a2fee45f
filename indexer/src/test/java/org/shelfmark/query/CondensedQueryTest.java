package org.shelfmark.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.CondensedCondition.Slice;

class CondensedQueryTest {
    private static final long BIG = 9_007_199_254_740_993L;

    private static FewJobs jobs() {
        return new FewJobs(10)
                .with("owner", "Alice", 10)
                .with("batch", "Run A", 4, "run b", 3)
                .with("exit", 0, 6, 1, 3)
                .with("jobstatus", 4, 9, 3, 1)
                .with("by_signal", false, 9, true, 1)
                .with("request_memory", 2048, 7, "much", 1, 3.5, 1)
                .with("request_cpus", BIG, 10)
                .with("attr:tag", "x", 6)
                .with("failed", true, 4, false, 6)
                .with("image")
                .withNumbers("runtime", 1, 0, 0, 2, 1, 10, 3, 10, 20, 2)
                .withNumbers("memory", 0, (double) BIG, (double) BIG, 10)
                .withNumbers("completed", 0, 1_795_318_000, 1_795_318_899, 5, 1_795_318_900, 1_795_319_799, 4);
    }

    private static final IndexedAttributes ATTRIBUTES = new IndexedAttributes() {
        @Override
        public boolean contains(String foldedName) {
            return foldedName.equals("tag") || foldedName.equals("rank") || foldedName.equals("dropped");
        }

        @Override
        public boolean contains(String foldedName, AttributeTerms.Kind kind) {
            return (kind == AttributeTerms.Kind.MISFIT && foldedName.equals("requestmemory"))
                    || (kind == AttributeTerms.Kind.EXPRESSION && foldedName.equals("containerimage"));
        }

        @Override
        public List<String> names() {
            return List.of("dropped", "rank", "tag");
        }
    };

    private static CondensedQuery query(String text) {
        return CondensedQuery.of(
                text,
                new QueryContext(
                        Mapping.htcondorJob(), ATTRIBUTES, Instant.ofEpochSecond(1_795_400_000), ZoneOffset.UTC));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "*                                 | 10 | 10",
                "owner:alice                       | 10 | 10",
                "owner:ALICE -batch:run*           | 3  | 3",
                "NOT owner:alice                   | 0  | 0",
                "owner:bob                         | 0  | 0",
                "batch:\"RUN a\"                   | 4  | 4",
                "batch:?un*b                       | 3  | 3",
                "has:batch                         | 7  | 7",
                "-has:batch                        | 3  | 3",
                "exit:0                            | 6  | 6",
                "exit:0.0                          | 6  | 6",
                "exit:>0                           | 3  | 3",
                "exit:0,1                          | 9  | 9",
                "exit:0 exit:1                     | 0  | 0",
                "exit:>=0 exit:<1                  | 6  | 6",
                "exit:0 batch:run*                 | 3  | 6",
                "exit:0 OR batch:run*              | 7  | 10",
                "status:completed                  | 9  | 9",
                "has:status                        | 10 | 10",
                "by_signal:true                    | 1  | 1",
                "is:failed                         | 4  | 4",
                "request_memory:2GB                | 7  | 7",
                "request_memory:much               | 1  | 1",
                "request_memory:>1                 | 8  | 8",
                "request_memory:3.5                | 1  | 1",
                "request_memory:true               | 0  | 0",
                "has:request_memory                | 9  | 9",
                "request_cpus:9007199254740993     | 10 | 10",
                "request_cpus:9007199254740992     | 0  | 0",
                "request_cpus:>9007199254740992    | 10 | 10",
                "memory:>9007199254740991MB        | 0  | 10",
                "memory:>9007199254740000MB        | 10 | 10",
                "memory:9007199254740993           | 0  | 10",
                "runtime:0                         | 2  | 3",
                "runtime:>=1                       | 5  | 6",
                "runtime:>10                       | 0  | 3",
                "runtime:<=10                      | 5  | 8",
                "runtime:>1                        | 2  | 6",
                "runtime:<0                        | 0  | 1",
                "runtime:5                         | 0  | 4",
                "has:runtime                       | 8  | 8",
                "-has:runtime                      | 2  | 2",
                "runtime:>=1 runtime:<1            | 0  | 1",
                "completed:>=2026-11-22            | 9  | 9",
                "completed:<2026-11-22             | 0  | 0",
                "tag:x                             | 6  | 6",
                "tag:y                             | 0  | 0",
                "has:tag                           | 6  | 6",
                "dropped:1                         | 0  | 10",
                "has:dropped                       | 0  | 10",
                "DockerImage:*                     | 0  | 0",
                "DockerImage:busybox               | 0  | 0",
                "ContainerImage:busybox            | 0  | 10",
                "alice                             | 0  | 10",
                "run                               | 7  | 10",
                "run b                             | 3  | 10",
                "ru?                               | 7  | 10",
                "-run                              | 0  | 3",
            })
    void query_countsWithinBounds(String text, long least, long most) throws IOException {
        assertThat(query(text).count(jobs())).isEqualTo(new JobCount(least, most));
    }

    @Test
    void columns_ofAllLeaves() {
        assertThat(query("exit:0 (-tag:x OR status:completed) DockerImage:a").columns())
                .containsExactlyInAnyOrder("exit", "attr:tag", "jobstatus", "image");
    }

    @Test
    void sliceOfAColumn_decidesItsLeaves() throws IOException {
        Slice slice = new Slice("exit", FewJobs.values(1, 3), 3);
        assertThat(query("exit:1").count(jobs(), slice)).isEqualTo(JobCount.exactly(3));
        assertThat(query("exit:0").count(jobs(), slice)).isEqualTo(JobCount.NONE);
        assertThat(query("exit:1 owner:alice").count(jobs(), slice)).isEqualTo(JobCount.exactly(3));
        assertThat(query("exit:1 status:completed").count(jobs(), slice)).isEqualTo(new JobCount(2, 3));
    }

    @Test
    void sliceWithoutValue_isDecidedToo() throws IOException {
        Slice slice = new Slice("batch", Spread.Values.NONE, 3);
        assertThat(query("batch:run*").count(jobs(), slice)).isEqualTo(JobCount.NONE);
        assertThat(query("-has:batch").count(jobs(), slice)).isEqualTo(JobCount.exactly(3));
    }

    @Test
    void intervalAsSlice_decidesWhatLiesWithin() throws IOException {
        Slice slice = new Slice("runtime", FewJobs.numbers(0, 10, 20, 2), 2);
        assertThat(query("runtime:>=10").count(jobs(), slice)).isEqualTo(JobCount.exactly(2));
        assertThat(query("runtime:>15").count(jobs(), slice)).isEqualTo(JobCount.upTo(2));
    }

    @Test
    void columnNotFaithful_textOfJobsWithoutValueIsOpen() throws IOException {
        FewJobs jobs = jobs().unfaithful("batch");
        assertThat(query("batch:\"run a\"").count(jobs)).isEqualTo(new JobCount(4, 7));
        assertThat(query("has:batch").count(jobs)).isEqualTo(JobCount.exactly(7));
    }

    @Test
    void veryLongString_isOpenForText() throws IOException {
        FewJobs jobs = new FewJobs(2).with("cmd", "x".repeat(5000), 1, "/bin/a", 1);
        assertThat(query("cmd:*a").count(jobs)).isEqualTo(new JobCount(1, 2));
    }

    @Test
    void noQuery_refusedAsForTheIndex() {
        assertThatThrownBy(() -> query("\"...\""))
                .isInstanceOf(QueryException.class)
                .hasMessageContaining("holds no word to search for");
        assertThatThrownBy(() -> query("nosuch:1")).hasMessageContaining("unknown name 'nosuch'");
    }
}
