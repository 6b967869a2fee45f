package org.shelfmark.bench;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.mapping.Mapping;

/** Time of one record of a generated archive: parsed and made a document, by one thread, without Lucene. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordMappingBenchmark {
    private static final int JOBS = 5000;

    private final List<RecordBatch> batches;
    private final JobDocumentBuilder builder =
            new JobDocumentBuilder(Mapping.htcondorJob(), InstantSource.fixed(Instant.EPOCH));

    /** Reads the records of an archive into memory. */
    public RecordMappingBenchmark() {
        try (SmallArchive archive = new SmallArchive(JOBS)) {
            batches = archive.batches();
        }
    }

    /** Makes the documents of all records. */
    @Benchmark
    @OperationsPerInvocation(JOBS)
    public void map(Blackhole sink) throws RecordProblem {
        for (RecordBatch batch : batches) {
            for (int record = 0; record < batch.size(); record++) {
                sink.consume(builder.build(
                        batch.bytes(),
                        batch.start(record),
                        batch.bannerStart(record),
                        batch.end(record),
                        new RecordAddress("bench", 1, batch.location(record))));
            }
        }
    }
}
