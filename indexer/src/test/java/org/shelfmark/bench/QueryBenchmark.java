package org.shelfmark.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.shelfmark.search.Comparison;
import org.shelfmark.search.ComparisonRequest;
import org.shelfmark.search.FigureRequests;
import org.shelfmark.search.Figures;
import org.shelfmark.search.IndexSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SubmissionRequests;
import org.shelfmark.search.Submissions;

/** Time of one question to an index of 50,000 generated jobs, without HTTP. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class QueryBenchmark {
    private static final int JOBS = 50_000;

    private final SmallArchive archive;
    private final IndexSearch search;

    /** Generates and indexes the jobs. */
    public QueryBenchmark() {
        archive = new SmallArchive(JOBS);
        search = archive.index();
    }

    /** Removes all of it. */
    @TearDown
    public void remove() throws IOException {
        search.close();
        archive.close();
    }

    /** Two terms. */
    @Benchmark
    public Responses.Count count() throws IOException {
        return search.count(new Requests.Count("is:failed exit:1"));
    }

    /** A page that ends early. */
    @Benchmark
    public Responses.Jobs newest() throws IOException {
        return search.jobs(new Requests.Jobs("is:failed", "", 20, Optional.empty(), List.of()));
    }

    /** Five columns of strings and numbers. */
    @Benchmark
    public Responses.Facets fiveFacets() throws IOException {
        return search.facets(new Requests.Facets("*", List.of("exit", "owner", "status", "host", "batch"), 10));
    }

    /** A column of times. */
    @Benchmark
    public Figures.Histogram byDay() throws IOException {
        return search.histogram(new FigureRequests.Histogram("*", "ended", "1d"));
    }

    /** A column of numbers into a sketch. */
    @Benchmark
    public Figures.Stats percentiles() throws IOException {
        return search.stats(new FigureRequests.Stats("*", List.of("runtime"), List.of()));
    }

    /** The same for each owner. */
    @Benchmark
    public Figures.Stats byOwner() throws IOException {
        return search.stats(new FigureRequests.Stats("*", List.of("runtime", "memory"), List.of("owner")));
    }

    /** All jobs told apart by submission. */
    @Benchmark
    public Submissions submissions() throws IOException {
        return search.submissions(new SubmissionRequests.Submissions("*", SubmissionRequests.Grouping.CLUSTER));
    }

    /** Failed jobs against the others. */
    @Benchmark
    public Comparison compare() throws IOException {
        return search.compare(ComparisonRequest.of("is:failed"));
    }
}
