package org.shelfmark.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import org.shelfmark.index.CommittedTotal;
import org.shelfmark.mapping.Mapping;

/**
 * {@code count} without a query, of an index whose commit says how many jobs it has: nothing is set up for it, neither a console
 * nor Lucene. What this does not know {@link PlainCount} answers, or {@link CountCommand}.
 */
final class TotalCount {
    private TotalCount() {}

    /** The number that the arguments ask for; empty where they ask for another, or the index does not say. */
    static OptionalLong of(Map<String, String> environment, String... arguments) {
        boolean asksForAll = arguments.length > 0
                && arguments[0].equals("count")
                && (arguments.length == 1
                        || (arguments.length == 3
                                && arguments[1].equals("--index")
                                && PlainCount.isWord(arguments[2])));
        if (!asksForAll || isElsewhere(environment)) {
            return OptionalLong.empty();
        }
        IndexLocation location = new IndexLocation();
        if (arguments.length == 3) {
            location.give(Path.of(arguments[2]));
        }
        return CommittedTotal.of(location.layout(environment), Mapping.htcondorJobFingerprint());
    }

    /** Whether the jobs may be somewhere else than in the index directory. */
    private static boolean isElsewhere(Map<String, String> environment) {
        return isSet(environment, "SHELFMARK_SERVER")
                || isSet(environment, "SHELFMARK_BACKEND")
                || isSet(environment, ClusterAccess.URL_VARIABLE);
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isEmpty();
    }
}
