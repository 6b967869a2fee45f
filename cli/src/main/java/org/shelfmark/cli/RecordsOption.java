package org.shelfmark.cli;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shelfmark.search.SearchException;
import picocli.CommandLine.Option;

/** The option {@code --records-from}: whom to ask for the original records of an access point. */
final class RecordsOption {
    private static final String NAME = "--records-from";

    @Option(
            names = NAME,
            paramLabel = "SOURCE=URL",
            description =
                    "With a cluster: the original records of this access point come from the Shelfmark at URL, where"
                            + " its archives are not on this machine. May be repeated.")
    private List<String> places = List.of();

    /** The addresses by the names of the access points, where there is a cluster. */
    Map<String, URI> bySource(boolean hasCluster) {
        if (!hasCluster && !places.isEmpty()) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    NAME + ": without a cluster records are read from archives and vault; leave it out, or add"
                            + " --opensearch-url URL");
        }
        Map<String, URI> bySource = new LinkedHashMap<>();
        for (String place : places) {
            int equals = place.indexOf('=');
            if (equals < 1) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST,
                        NAME + " '" + place + "'; accepted: the name of an access point, '=' and an address:"
                                + " ap40=http://ap40:8642");
            }
            String source = place.substring(0, equals);
            URI url = ServerConnection.base(NAME + " '" + place + "'", place.substring(equals + 1));
            if (bySource.put(source, url) != null) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST,
                        NAME + " names two places for '" + source + "'; accepted: one");
            }
        }
        return bySource;
    }
}
