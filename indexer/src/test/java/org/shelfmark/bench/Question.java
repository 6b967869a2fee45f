package org.shelfmark.bench;

import java.util.List;

/**
 * Something that is asked of a server.
 *
 * @param name what it is
 * @param variants the same asked of another owner, job or submission; each is one request or several, one after the other
 */
record Question(String name, List<List<String>> variants) {
    static final String ONE_JOB = "one job by its id";
    static final String NEWEST_OF_OWNER = "newest 20 of an owner";
    static final String COUNT_OF_CONDITIONS = "count of owner and exit code";
    static final String OWNERS = "facet of owners, everything";
    static final String FIVE_FACETS = "five facets, everything";
    static final String FIVE_FACETS_OF_SITE = "five facets, one site";
    static final String BY_DAY = "jobs by day, everything";
    static final String PERCENTILES = "percentiles 50, 95, 99 of the run time, everything";
    /** Takes so long that it would fill the time of several users at once. */
    static final String ALL_FAILED = "all failed jobs compared with all jobs";

    Question {
        if (variants.isEmpty()) {
            throw new IllegalArgumentException("'" + name + "' asks nothing");
        }
        variants = List.copyOf(variants);
    }

    /** With variants of one request each. */
    static Question of(String name, List<String> paths) {
        return new Question(name, paths.stream().map(List::of).toList());
    }
}
