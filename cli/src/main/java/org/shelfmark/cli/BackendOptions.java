package org.shelfmark.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.search.SearchException;
import picocli.CommandLine.Option;

/**
 * Where the jobs are: in the index directory, or in an OpenSearch cluster. What stands on the command line decides before
 * the environment does.
 *
 * <p>An address of a cluster means the cluster, as an address of a server means the server: nobody names one to have another
 * index asked or filled.
 */
final class BackendOptions {
    private static final String LUCENE = "lucene";
    private static final String OPENSEARCH = "opensearch";

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "Where the jobs are: lucene (in the index directory) or opensearch (in a cluster). Default:"
                    + " $SHELFMARK_BACKEND, else opensearch where an address of a cluster is given, else lucene.")
    private @Nullable String backend;

    @Option(
            names = "--opensearch-url",
            paramLabel = "URL",
            split = ",",
            description = "Nodes of the cluster. Default: $SHELFMARK_OPENSEARCH_URL.")
    private List<String> urls = List.of();

    @Option(
            names = "--opensearch-user",
            paramLabel = "NAME",
            description = "Who asks the cluster. Default: $SHELFMARK_OPENSEARCH_USER.")
    private @Nullable String user;

    @Option(
            names = "--opensearch-password-file",
            paramLabel = "FILE",
            description = "The first line is the password. Default: $SHELFMARK_OPENSEARCH_PASSWORD is it.")
    private @Nullable Path passwordFile;

    @Option(
            names = "--opensearch-ca",
            paramLabel = "FILE",
            description = "Certificates in PEM that sign those of the nodes. Default: those this machine trusts.")
    private @Nullable Path authorities;

    @Option(
            names = "--opensearch-prefix",
            paramLabel = "NAME",
            description = "What the names of all indices begin with. Default: " + ClusterSettings.DEFAULT_PREFIX + ".")
    private @Nullable String prefix;

    /** Options that were read elsewhere, by their names. */
    static BackendOptions of(Map<String, String> words) {
        BackendOptions options = new BackendOptions();
        options.backend = words.get("--backend");
        String addresses = words.get("--opensearch-url");
        options.urls = addresses == null ? List.of() : List.of(addresses.split(",", -1));
        options.user = words.get("--opensearch-user");
        options.passwordFile = path(words.get("--opensearch-password-file"));
        options.authorities = path(words.get("--opensearch-ca"));
        options.prefix = words.get("--opensearch-prefix");
        return options;
    }

    private static @Nullable Path path(@Nullable String word) {
        return word == null ? null : Path.of(word);
    }

    /** The names of those that were given. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (backend != null) {
            given.add("--backend");
        }
        given.addAll(ofTheCluster());
        return given;
    }

    private List<String> ofTheCluster() {
        List<String> given = new ArrayList<>();
        if (!urls.isEmpty()) {
            given.add("--opensearch-url");
        }
        if (user != null) {
            given.add("--opensearch-user");
        }
        if (passwordFile != null) {
            given.add("--opensearch-password-file");
        }
        if (authorities != null) {
            given.add("--opensearch-ca");
        }
        if (prefix != null) {
            given.add("--opensearch-prefix");
        }
        return given;
    }

    /**
     * The cluster where the jobs are; empty where they are in the index directory.
     *
     * @throws SearchException when the options cannot be meant
     */
    Optional<ClusterSettings> cluster(Console console) {
        if (!isCluster(console)) {
            return Optional.empty();
        }
        ClusterAccess access = new ClusterAccess(console.environment());
        return Optional.of(new ClusterSettings(
                access.urls(urls),
                access.credentials(user, passwordFile),
                access.authorities(authorities, urls),
                access.prefix(prefix),
                ClusterSettings.DEFAULT_PATIENCE));
    }

    private boolean isCluster(Console console) {
        if (backend != null) {
            boolean cluster = isCluster("--backend '" + backend + "'", backend);
            if (!cluster && !ofTheCluster().isEmpty()) {
                throw refused(String.join(", ", ofTheCluster()) + ": --backend " + LUCENE
                        + " asks no cluster; leave out one or the other");
            }
            return cluster;
        }
        if (!urls.isEmpty()) {
            return true;
        }
        String named = console.environment().getOrDefault("SHELFMARK_BACKEND", "");
        boolean cluster = named.isEmpty()
                ? !console.environment()
                        .getOrDefault(ClusterAccess.URL_VARIABLE, "")
                        .isEmpty()
                : isCluster("$SHELFMARK_BACKEND is '" + named + "'", named);
        if (!cluster && !ofTheCluster().isEmpty()) {
            throw refused(String.join(", ", ofTheCluster()) + ": no cluster is asked; add --opensearch-url URL");
        }
        return cluster;
    }

    private static boolean isCluster(String where, String name) {
        return switch (name) {
            case LUCENE -> false;
            case OPENSEARCH -> true;
            default -> throw refused(where + "; accepted: " + LUCENE + ", " + OPENSEARCH);
        };
    }

    /**
     * Refuses a command that works on an index directory only.
     *
     * @param what it cannot do with a cluster, beginning with its name
     */
    void requireDirectory(Console console, String what) {
        if (isCluster(console)) {
            throw noDirectory(what);
        }
    }

    /** The refusal of a command that works on an index directory only. */
    static SearchException noDirectory(String what) {
        return refused(what + "; --backend " + LUCENE + " works on the index directory");
    }

    private static SearchException refused(String message) {
        return new SearchException(SearchException.Kind.BAD_REQUEST, message);
    }
}
