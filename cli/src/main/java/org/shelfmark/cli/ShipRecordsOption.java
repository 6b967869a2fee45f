package org.shelfmark.cli;

import org.shelfmark.search.SearchException;
import picocli.CommandLine.Option;

/** The option {@code --ship-records}: whether jobs go to a cluster with their records. */
final class ShipRecordsOption {
    static final String NAME = "--ship-records";

    private static final String VARIABLE = "SHELFMARK_SHIP_RECORDS";

    @Option(
            names = NAME,
            description =
                    "With a cluster: ship each job with its original record, compressed, without the lines of secret"
                            + " attributes. Default: $" + VARIABLE + ", else jobs without records.")
    private boolean given;

    /** Whether it was given. */
    boolean isGiven() {
        return given;
    }

    /**
     * Whether records are shipped.
     *
     * @throws SearchException when there is no cluster to ship them to
     */
    boolean isMeant(Console console, boolean hasCluster) {
        if (given && !hasCluster) {
            throw refused(NAME + ": without a cluster records stay in archives and vault; leave it out, or add"
                    + " --opensearch-url URL");
        }
        return hasCluster && (given || isSet(console));
    }

    /** Whether the environment says that records are shipped. */
    static boolean isSet(Console console) {
        String value = console.environment().getOrDefault(VARIABLE, "");
        return switch (value) {
            case "", "false" -> false;
            case "true" -> true;
            default -> throw refused("$" + VARIABLE + " is '" + value + "'; accepted: true, false");
        };
    }

    private static SearchException refused(String message) {
        return new SearchException(SearchException.Kind.BAD_REQUEST, message);
    }
}
