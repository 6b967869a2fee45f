package org.shelfmark.cluster.ask;

import java.util.List;
import org.apache.lucene.search.Query;
import org.shelfmark.query.constraint.JobSets;
import org.shelfmark.search.Requests;

/**
 * The jobs that query and constraint of a request mean, as far as the cluster tells.
 *
 * @param most all of them, and those that may be none of them
 * @param least those that are certainly meant
 * @param selection what was asked
 */
record Narrowed(Query most, Query least, Requests.Selection selection) {
    /** Whether the cluster decides for every job. */
    boolean isDecided() {
        return most.equals(least);
    }

    /** Those that must be fetched and looked at. */
    Query open() {
        return JobSets.without(most, least);
    }

    /** The constraint alone: what is to be asked of jobs that match the query. */
    Requests.Selection constraint() {
        return new Requests.Selection("", selection.constraint());
    }

    /** Those of them that a query means, too. */
    Narrowed and(Query query) {
        return new Narrowed(JobSets.all(List.of(most, query)), JobSets.all(List.of(least, query)), selection);
    }
}
