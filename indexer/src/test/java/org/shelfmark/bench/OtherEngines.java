package org.shelfmark.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What other programs took for the like, measured once on two quiet cores (AVX-512): constants, no part of a run. OpenSearch
 * had 330,000 generated records of the same kind ten times, HTCondor's librarian once.
 */
final class OtherEngines {
    static final double LIBRARIAN_RECORDS_A_SECOND = 5_030;
    static final double LIBRARIAN_MEGABYTES_A_SECOND = 30;
    private static final long JOBS = 3_300_000;

    /** A question with its p50 in milliseconds. */
    private record Answered(String question, double nested, double flat) {}

    private static final List<Answered> OPENSEARCH = List.of(
            new Answered(Question.COUNT_OF_CONDITIONS, 1.2, 1.5),
            new Answered(Question.NEWEST_OF_OWNER, 4.8, 4.7),
            new Answered(Question.OWNERS, 46, 1.6),
            new Answered(Question.FIVE_FACETS, 214, 135),
            new Answered(Question.FIVE_FACETS_OF_SITE, 18, 16),
            new Answered(Question.BY_DAY, 73, 2.8),
            new Answered(Question.PERCENTILES, 303, 267),
            new Answered(Question.ONE_JOB, 0.61, 0.63));

    private OtherEngines() {}

    /** The table of both at the size nearest to OpenSearch's; empty when nothing was asked. */
    static String beside(Results results) {
        Optional<Long> nearest = results.rows(Section.QUERIES).stream()
                .map(Results.Row::jobs)
                .min((one, other) -> Long.compare(Math.abs(one - JOBS), Math.abs(other - JOBS)));
        if (nearest.isEmpty()) {
            return "";
        }
        long jobs = nearest.get();
        List<List<String>> lines = new ArrayList<>();
        for (Answered answered : OPENSEARCH) {
            Optional<Results.Row> ours = results.find(Section.QUERIES, answered.question(), jobs);
            if (ours.isPresent()) {
                double ms = ours.get().value("new p50 ms");
                lines.add(List.of(
                        answered.question(),
                        Report.number(ms),
                        Report.number(answered.nested()),
                        Report.number(answered.flat()),
                        Report.number(answered.nested() / ms),
                        Report.number(answered.flat() / ms)));
            }
        }
        return "\n### Beside OpenSearch\n\np50 in milliseconds. **The OpenSearch figures are constants of another run** on two quiet"
                + " cores: OpenSearch 3.9, one node with 4 GB of heap, one shard, request cache off, 3,300,000 generated jobs,"
                + " over HTTP on loopback; `nested` with the mapping of condor_adstash as it is, `flat` with its nested objects"
                + " flattened.\n\n"
                + Report.table(
                        List.of(
                                "question",
                                "Shelfmark, " + Report.grouped(jobs) + " jobs",
                                "OpenSearch nested",
                                "flat",
                                "nested / Shelfmark",
                                "flat / Shelfmark"),
                        lines);
    }
}
