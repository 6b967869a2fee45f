package org.shelfmark.bench;

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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Time of one record of a generated archive: found in a file that the page cache holds. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RecordReadingBenchmark {
    private static final int JOBS = 5000;

    private final SmallArchive archive;

    /** Generates it. */
    public RecordReadingBenchmark() {
        archive = new SmallArchive(JOBS);
    }

    /** Removes it. */
    @TearDown
    public void remove() {
        archive.close();
    }

    /** Finds all records. */
    @Benchmark
    @OperationsPerInvocation(JOBS)
    public void read(Blackhole sink) {
        sink.consume(archive.batches());
    }
}
