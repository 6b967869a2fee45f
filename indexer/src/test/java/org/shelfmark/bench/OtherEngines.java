package org.shelfmark.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What other programs took for the like, measured once on two quiet cores (AVX-512): constants, no part of a run. OpenSearch
 * had 330,000 generated records of the same kind ten times, HTCondor's librarian once.
 */
final class OtherEngines {
    static final double LIBRARIAN_RECORDS_A_SECOND = 5_030;
    static final double LIBRARIAN_MEGABYTES_A_SECOND = 30;
    private static final long JOBS = 3_300_000;

    /** Of a question, in milliseconds. */
    private record Times(double p50, double p99) {
        String text() {
            return Report.number(p50) + " / " + Report.number(p99);
        }
    }

    /** A question with OpenSearch's times for it. */
    private record Answered(String question, Times nested, Times flat) {
        Answered(String question, double nested50, double nested99, double flat50, double flat99) {
            this(question, new Times(nested50, nested99), new Times(flat50, flat99));
        }
    }

    private static final List<Answered> ANSWERED = List.of(
            new Answered(Question.COUNT_OF_CONDITIONS, 1.2, 5.7, 1.5, 8.1),
            new Answered(Question.NEWEST_OF_OWNER, 4.8, 14, 4.7, 9.0),
            new Answered(Question.OWNERS, 46, 73, 1.6, 5.4),
            new Answered(Question.FIVE_FACETS, 214, 376, 135, 237),
            new Answered(Question.FIVE_FACETS_OF_SITE, 18, 71, 16, 43),
            new Answered(Question.BY_DAY, 73, 101, 2.8, 9.6),
            new Answered(Question.PERCENTILES, 303, 395, 267, 359),
            new Answered(Question.ONE_JOB, 0.61, 8.6, 0.63, 2.6));

    /** Something else that was measured of both. */
    private record Amount(String what, Section section, String value, double nested, double flat) {}

    private static final List<Amount> AMOUNTS = List.of(
            new Amount(
                    "indexing the first archive, records/s (OpenSearch: 330,000 jobs, bulks of 5 MB)",
                    Section.INGEST,
                    "records/s",
                    6_220,
                    7_426),
            new Amount("index, bytes a job", Section.GROWTH, "index bytes a job", 2_535, 2_353),
            new Amount("memory, resident MB", Section.MEMORY, "resident MB", 4_200, 4_200));

    private OtherEngines() {}

    /** The tables of both at the size nearest to OpenSearch's; empty when nothing was asked. */
    static String beside(Results results) {
        Optional<Long> nearest = results.rows(Section.QUERIES).stream()
                .map(Results.Row::jobs)
                .min(Comparator.comparingLong(jobs -> Math.abs(jobs - JOBS)));
        if (nearest.isEmpty()) {
            return "";
        }
        long jobs = nearest.get();
        String ours = "Shelfmark, " + Report.grouped(jobs) + " jobs";
        List<List<String>> answered = new ArrayList<>();
        for (Answered one : ANSWERED) {
            Optional<Results.Row> row = results.find(Section.QUERIES, one.question(), jobs);
            if (row.isPresent()) {
                Times times = new Times(row.get().value("new p50 ms"), row.get().value("new p99 ms"));
                answered.add(List.of(
                        one.question(),
                        times.text(),
                        one.nested().text(),
                        one.flat().text(),
                        Report.number(one.nested().p50() / times.p50()),
                        Report.number(one.flat().p50() / times.p50())));
            }
        }
        List<List<String>> amounts = new ArrayList<>();
        for (Amount amount : AMOUNTS) {
            Optional<Results.Row> row = ours(results, amount, jobs);
            if (row.isPresent()) {
                amounts.add(List.of(
                        amount.what(),
                        Report.number(row.get().value(amount.value())),
                        Report.number(amount.nested()),
                        Report.number(amount.flat())));
            }
        }
        return "\n### Beside OpenSearch\n\n**The OpenSearch figures are constants of another run** on two quiet cores: OpenSearch"
                + " 3.9, one node with 4 GB of heap, one shard, request cache off, 3,300,000 generated jobs, over HTTP on"
                + " loopback; `nested` with the mapping of condor_adstash as it is, `flat` with its nested objects flattened."
                + " p50 / p99 in milliseconds; the ratios are of p50.\n\n"
                + Report.table(
                        List.of(
                                "question",
                                ours,
                                "OpenSearch nested",
                                "flat",
                                "nested / Shelfmark",
                                "flat / Shelfmark"),
                        answered)
                + (amounts.isEmpty()
                        ? ""
                        : "\n" + Report.table(List.of("what", ours, "OpenSearch nested", "flat"), amounts));
    }

    /** Of the index of that size; what only the first archive was measured for, of that. */
    private static Optional<Results.Row> ours(Results results, Amount amount, long jobs) {
        return Stream.concat(
                        results.rows(amount.section()).stream().filter(row -> row.jobs() == jobs),
                        results.rows(Section.INGEST).stream())
                .filter(row -> row.values().containsKey(amount.value()))
                .findFirst();
    }
}
