package org.shelfmark.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.lucene.index.MultiReader;
import org.apache.lucene.search.Query;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.constraint.JobSets;

class ExcludedJobsTest {
    private static Query query(String text) throws Exception {
        return QueryParser.parse(
                text,
                new QueryContext(
                        Mapping.htcondorJob(),
                        new SnapshotAttributes(new MultiReader()),
                        Instant.ofEpochSecond(1_795_400_000),
                        ZoneOffset.UTC));
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner:alice", "exit:>0", "owner:alice OR exit:1"})
    void negation_leavesOutWhatItNegates(String text) throws Exception {
        assertThat(ExcludedJobs.of(query("-(" + text + ")"))).contains(query(text));
        assertThat(ExcludedJobs.of(query("* -(" + text + ")"))).contains(query(text));
        assertThat(ExcludedJobs.of(JobSets.not(query(text)))).isPresent();
    }

    @Test
    void severalNegations_leaveOutJobsOfAny() throws Exception {
        String left =
                ExcludedJobs.of(query("-owner:alice -owner:bob")).orElseThrow().toString();
        assertThat(left).contains("alice", "bob").doesNotContain("+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "owner:alice", "owner:alice -exit:1", "-owner:alice OR exit:1", "-(-owner:alice) exit:1"})
    void anythingElse_isNoSuchQuery(String text) throws Exception {
        assertThat(ExcludedJobs.of(query(text))).isEqualTo(Optional.empty());
    }
}
