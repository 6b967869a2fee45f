package org.shelfmark.query.constraint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.SearchShelf;

/** A constraint that the index has no time for is left to evaluation. */
final class PlanningTimeTest {
    @TempDir
    private Path directory;

    private ConstraintPlan.Decision decision(LongSupplier nanos) throws Exception {
        Evaluator evaluator =
                new Evaluator(InstantSource.fixed(SearchShelf.NOW), ZoneOffset.UTC, EvaluationLimits.DEFAULT);
        try (FSDirectory jobs = FSDirectory.open(directory.resolve("index").resolve("jobs"));
                DirectoryReader reader = DirectoryReader.open(jobs)) {
            return new ConstraintPlanner(Mapping.htcondorJob(), IndexedValues.of(reader), evaluator, true, nanos)
                    .plan(ClassAdParser.parse("size(Owner) == 5"))
                    .steps()
                    .get(0)
                    .decision();
        }
    }

    @Test
    void inTime_decided_tooLate_leftToEvaluation() throws Exception {
        write();
        AtomicLong hours = new AtomicLong();

        assertThat(decision(() -> 0)).isEqualTo(ConstraintPlan.Decision.DECIDED);
        assertThat(decision(() -> hours.getAndAdd(3_600_000_000_000L))).isNotEqualTo(ConstraintPlan.Decision.DECIDED);
    }

    private void write() throws IOException {
        try (SearchShelf shelf = SearchShelf.of(directory, SmallRecords.records(1, 3))) {
            assertThat(shelf.count("")).isEqualTo(3);
        }
    }
}
