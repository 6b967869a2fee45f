package org.shelfmark.search;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.Unparser;
import org.shelfmark.query.QueryText;

/**
 * The name of a job as people give it.
 *
 * @param source access point, where it was given
 * @param cluster ClusterId
 * @param proc ProcId
 * @param globalJobId the whole id, where it was a GlobalJobId
 */
public record JobId(Optional<String> source, long cluster, long proc, Optional<String> globalJobId) {
    private static final Pattern LOCAL = Pattern.compile("(?:(.+)#)?(\\d{1,18})\\.(\\d{1,18})");
    private static final Pattern GLOBAL = Pattern.compile("(.+)#(\\d{1,18})\\.(\\d{1,18})#(\\d+)");

    /**
     * Reads {@code 1234.5}, {@code source#1234.5} or {@code schedd#1234.5#1795318774}.
     *
     * @throws SearchException when it is none of them
     */
    public static JobId parse(String text) {
        Matcher local = LOCAL.matcher(text);
        if (local.matches()) {
            return new JobId(
                    Optional.ofNullable(local.group(1)),
                    Long.parseLong(local.group(2)),
                    Long.parseLong(local.group(3)),
                    Optional.empty());
        }
        Matcher global = GLOBAL.matcher(text);
        if (global.matches()) {
            return new JobId(
                    Optional.empty(),
                    Long.parseLong(global.group(2)),
                    Long.parseLong(global.group(3)),
                    Optional.of(text));
        }
        throw new SearchException(
                SearchException.Kind.BAD_REQUEST,
                "'" + text + "' is no job id; accepted: 1234.5, source#1234.5, or a GlobalJobId");
    }

    /**
     * The query that finds it.
     *
     * @param narrowed the source that was named beside it
     */
    public String query(Optional<String> narrowed) {
        StringBuilder query = new StringBuilder("id:" + cluster + "." + proc);
        narrowed.or(this::source).ifPresent(name -> query.append(" source:").append(QueryText.quoted(name)));
        globalJobId.ifPresent(name -> query.append(" GlobalJobId:").append(QueryText.quoted(name)));
        return query.toString();
    }

    /** The id in an answer. */
    static String text(String source, AttributeValue cluster, AttributeValue proc) {
        return source + "#" + Unparser.unparse(cluster) + "." + Unparser.unparse(proc);
    }
}
