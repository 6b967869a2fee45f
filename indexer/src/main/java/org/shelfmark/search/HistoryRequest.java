package org.shelfmark.search;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What {@code condor_history} is asked: records in the order in which they were appended, restricted and cut off. Ids and
 * owners are alternatives of each other; a record must meet one of them, if there are any, and every constraint.
 *
 * @param ids clusters and jobs
 * @param owners owners, compared without regard to ASCII case
 * @param constraints ClassAd expressions as typed
 * @param forwards oldest first instead of newest first
 * @param limit records after which the answer ends, at least 1
 * @param scanLimit records that may be looked at, at least 1
 * @param since a job id or a ClassAd expression as typed; the first record, in the order of reading, for which it is true
 *     ends the answer and does not belong to it
 * @param source the access point; empty for all
 */
public record HistoryRequest(
        List<Id> ids,
        List<String> owners,
        List<String> constraints,
        boolean forwards,
        OptionalLong limit,
        OptionalLong scanLimit,
        Optional<String> since,
        Optional<String> source) {

    /** A cluster, or one job of it. */
    public record Id(long cluster, OptionalLong proc) {}

    /** Copies the lists and checks the limits. */
    public HistoryRequest {
        ids = List.copyOf(ids);
        owners = List.copyOf(owners);
        constraints = List.copyOf(constraints);
        requirePositive("limit", limit);
        requirePositive("scanlimit", scanLimit);
    }

    private static void requirePositive(String name, OptionalLong value) {
        if (value.isPresent() && value.getAsLong() < 1) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    name + " is " + value.getAsLong() + "; accepted: 1 and more, or none");
        }
    }
}
