package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.search.FigureArchive.Job;

/**
 * Facets, statistics and histograms of random archives are what a straightforward computation over the records gives,
 * while archives grow and rotate, jobs are taken back and segments are merged.
 */
class RandomFiguresTest {
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/Chicago", "Australia/Lord_Howe", "Asia/Kathmandu");
    private static final int REQUESTS = 12;

    static LongStream seeds() {
        long first = Long.getLong("shelfmark.firstSeed", 1);
        return LongStream.range(first, first + (Boolean.getBoolean("shelfmark.thorough") ? 300 : 6));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomArchive_figuresAreThoseOfItsRecords(long seed, @TempDir Path directory) throws IOException {
        Random random = new Random(seed);
        ZoneId zone = ZoneId.of(ZONES.get((int) (seed % ZONES.size())));
        System.out.println("seed " + seed + ", zone " + zone);
        FigureArchive archive = new FigureArchive(random, zone, seed % 2 == 0);
        List<Job> jobs = new ArrayList<>();
        try (SearchShelf shelf = new SearchShelf(directory)) {
            append(shelf, archive, jobs, 20 + random.nextInt(100));
            FigureComparison comparison = new FigureComparison(shelf.search(zone), zone, random, jobs);
            comparison.compare(REQUESTS, "seed " + seed + ", first part");

            for (int part = random.nextInt(8); part >= 0; part--) {
                append(shelf, archive, jobs, 1 + random.nextInt(40));
            }
            Files.move(shelf.file("history"), shelf.file("history.20261122T034148"));
            append(shelf, archive, jobs, 20 + random.nextInt(100));
            comparison.compare(REQUESTS, "seed " + seed + ", rotated");

            remove(shelf, jobs, random);
            comparison.compare(REQUESTS, "seed " + seed + ", with jobs taken back");

            shelf.merge(1 + random.nextInt(2));
            comparison.compare(REQUESTS, "seed " + seed + ", merged");

            append(shelf, archive, jobs, 30);
            remove(shelf, jobs, random);
            comparison.compare(REQUESTS, "seed " + seed + ", grown again");
        }
    }

    private static void append(SearchShelf shelf, FigureArchive archive, List<Job> jobs, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Job job = archive.job();
            shelf.append("history", job.text());
            jobs.add(job);
        }
        shelf.index();
    }

    /** Takes about a third of the jobs back, never the first: it has every attribute. */
    private static void remove(SearchShelf shelf, List<Job> jobs, Random random) throws IOException {
        List<Job> gone =
                jobs.stream().skip(1).filter(job -> random.nextInt(3) == 0).toList();
        for (Job job : gone.subList(0, gone.size() / 20)) {
            shelf.remove(cluster(job));
        }
        BooleanQuery.Builder rest = new BooleanQuery.Builder();
        gone.forEach(job -> rest.add(cluster(job), BooleanClause.Occur.SHOULD));
        shelf.remove(rest.build());
        jobs.removeAll(gone);
        assertThat(shelf.count("*")).isEqualTo(jobs.size());
    }

    private static TermQuery cluster(Job job) {
        return new TermQuery(new Term(AttributeTerms.FIELD, AttributeTerms.number("clusterid", job.cluster())));
    }
}
