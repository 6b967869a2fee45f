package org.shelfmark.query.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.CondensedCondition;
import org.shelfmark.query.FewJobs;
import org.shelfmark.query.JobCount;

class CondensedConstraintTest {
    private static final Evaluator EVALUATOR = new Evaluator(
            InstantSource.fixed(Instant.ofEpochSecond(1_795_400_000)), ZoneOffset.UTC, EvaluationLimits.DEFAULT);

    private static FewJobs jobs() {
        return new FewJobs(10)
                .with("owner", "alice", 10)
                .with("jobstatus", 4, 10)
                .with("exit", 0, 6, 1, 3)
                .with("batch", "a", 5, "b", 5)
                .with("request_cpus", 1, 10)
                .unfaithful("request_cpus")
                .withNumbers("runtime", 0, 0, 0, 2, 1, 10, 3, 10, 20, 2)
                .withNumbers("memory", 1, 5, 9, 9);
    }

    private static CondensedCondition constraint(String text, boolean withSecrets) {
        return new CondensedConstraint(Constraint.parse(text), Mapping.htcondorJob(), EVALUATOR, withSecrets);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "true                                      # 10 # 10",
                "undefined                                 # 0 # 0",
                "time() == 1795400000                      # 10 # 10",
                "random() < 2                              # 0 # 10",
                "Owner == \"ALICE\"                        # 10 # 10",
                "Owner =?= \"ALICE\"                       # 0 # 0",
                "regexp(\"^al\", Owner)                    # 10 # 10",
                "ExitCode == 0                             # 6 # 6",
                "ExitCode =!= 0                            # 4 # 4",
                "ExitCode =?= undefined                    # 1 # 1",
                "ExitCode >= 0 && ExitCode < 1             # 6 # 6",
                "ExitCode == 0 && JobBatchName == \"a\"    # 1 # 5",
                "ExitCode == 0 && false                    # 0 # 0",
                "JobStatus == 4 && Owner == \"alice\"      # 10 # 10",
                "JobStatus == 3 || Owner == \"bob\"        # 0 # 0",
                "JobStatus - 4 == ExitCode                 # 6 # 6",
                "ExitCode == 0 || JobBatchName == \"a\"    # 0 # 10",
                "RequestCpus == 1                          # 0 # 10",
                "RemoteWallClockTime == 0                  # 2 # 2",
                "RemoteWallClockTime > 10                  # 0 # 2",
                "RemoteWallClockTime >= 10                 # 2 # 5",
                "10.0 <= RemoteWallClockTime               # 2 # 5",
                "RemoteWallClockTime < 100                 # 7 # 7",
                "RemoteWallClockTime < 10                  # 2 # 5",
                "RemoteWallClockTime <= 10                 # 5 # 7",
                "RemoteWallClockTime < 20                  # 5 # 7",
                "MemoryUsage < 5                           # 0 # 1",
                "MemoryUsage <= 9                          # 9 # 10",
                "RemoteWallClockTime != 5                  # 4 # 7",
                "RemoteWallClockTime =?= undefined         # 3 # 8",
                "MemoryUsage > 4                           # 9 # 10",
                "MemoryUsage > 9                           # 0 # 1",
                "Dropped == 1                              # 0 # 10",
                "ExitCode == 0 && Dropped == 1             # 0 # 6",
                "eval(JobBatchName) == 0                   # 0 # 10",
                "Environment =?= undefined                 # 10 # 10",
            })
    void constraint_countsWithinBounds(String text, long least, long most) throws IOException {
        assertThat(constraint(text, false).count(jobs())).isEqualTo(new JobCount(least, most));
    }

    @Test
    void secretThatMayMatter_open() throws IOException {
        assertThat(constraint("Environment =?= undefined", true).count(jobs())).isEqualTo(JobCount.upTo(10));
    }

    @Test
    void sliceOfAColumn_decidesItsParts() throws IOException {
        CondensedCondition.Slice slice = new CondensedCondition.Slice("exit", FewJobs.values(1, 3), 3);
        CondensedCondition condition = constraint("ExitCode == 1 && JobStatus == 4", false);
        assertThat(condition.count(jobs(), slice)).isEqualTo(JobCount.exactly(3));
        assertThat(constraint("ExitCode + JobStatus == 5", false).count(jobs(), slice))
                .isEqualTo(JobCount.exactly(3));
        assertThat(condition.columns()).containsExactlyInAnyOrder("exit", "jobstatus");
    }
}
