package org.shelfmark.search;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a report is asked for.
 *
 * @param number of a cluster or DAG
 * @param batch name of a batch
 * @param source as it stands before the number
 * @param alsoSource as it was given beside the name
 */
record SubmissionName(
        Optional<Long> number,
        Optional<String> batch,
        Optional<String> source,
        Optional<String> alsoSource,
        Optional<String> owner) {
    private static final Pattern NUMBER = Pattern.compile("(?:(.+)#)?(\\d{1,18})", Pattern.DOTALL);

    /** Reads what was asked for. */
    static SubmissionName of(SubmissionRequests.Report request) {
        if (request.by() == SubmissionRequests.Grouping.BATCH) {
            return new SubmissionName(
                    Optional.empty(), Optional.of(request.name()), Optional.empty(), request.source(), request.owner());
        }
        Matcher matcher = NUMBER.matcher(request.name());
        if (!matcher.matches()) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "'" + request.name() + "' is no " + request.by().word()
                            + "; accepted: its number, as in 1234 or source#1234");
        }
        return new SubmissionName(
                Optional.of(Long.parseLong(matcher.group(2))),
                Optional.empty(),
                Optional.ofNullable(matcher.group(1)),
                request.source(),
                request.owner());
    }

    /** What was looked for, in words. */
    String words(SubmissionRequests.Grouping by) {
        return by.word() + " '"
                + source.map(name -> name + "#").orElse("")
                + number.map(String::valueOf).orElse("")
                + batch.orElse("") + "'"
                + alsoSource.map(name -> " at source '" + name + "'").orElse("")
                + owner.map(name -> " of owner '" + name + "'").orElse("");
    }
}
