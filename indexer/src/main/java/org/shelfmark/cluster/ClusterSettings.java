package org.shelfmark.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a cluster is and how it is asked.
 *
 * @param urls addresses of nodes, {@code http} or {@code https}, at least one; while one does not answer the next is asked
 * @param credentials sent with every request; empty for none
 * @param authorities certificates in PEM that a node's certificate may be signed with; empty for those of the system
 * @param prefix what the names of all indices begin with
 * @param patience how long a request is repeated while no node answers it or the cluster has no room for it
 * @param answer how long a node may take for its whole answer; one that takes longer counts as one that does not answer
 */
public record ClusterSettings(
        List<URI> urls,
        Optional<Credentials> credentials,
        Optional<Path> authorities,
        String prefix,
        Duration patience,
        Duration answer) {
    /** What index names begin with where nothing else is said. */
    public static final String DEFAULT_PREFIX = "shelfmark";

    /** Long enough for a cluster to choose another manager when one is lost. */
    public static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(60);

    /** Long enough for the largest request to be carried out by a cluster that has much to do. */
    public static final Duration DEFAULT_ANSWER = Duration.ofMinutes(2);

    /** A name and a password. */
    public record Credentials(String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return user + ":***";
        }
    }

    /** Rejects what cannot be asked. */
    public ClusterSettings {
        urls = List.copyOf(urls);
        if (urls.isEmpty()) {
            throw new IllegalArgumentException("no address of a cluster");
        }
    }

    /** With the usual time for an answer. */
    public ClusterSettings(
            List<URI> urls,
            Optional<Credentials> credentials,
            Optional<Path> authorities,
            String prefix,
            Duration patience) {
        this(urls, credentials, authorities, prefix, patience, DEFAULT_ANSWER);
    }

    /** A cluster without credentials. */
    public static ClusterSettings of(URI url) {
        return new ClusterSettings(List.of(url), Optional.empty(), Optional.empty(), DEFAULT_PREFIX, DEFAULT_PATIENCE);
    }

    /** With less or more patience. */
    public ClusterSettings patient(Duration other) {
        return new ClusterSettings(urls, credentials, authorities, prefix, other, answer);
    }

    /** With less or more time for an answer. */
    public ClusterSettings answering(Duration other) {
        return new ClusterSettings(urls, credentials, authorities, prefix, patience, other);
    }

    /** With other names of indices. */
    public ClusterSettings prefixed(String other) {
        return new ClusterSettings(urls, credentials, authorities, other, patience, answer);
    }

    /** The addresses, for messages. */
    public String shown() {
        return String.join(", ", urls.stream().map(URI::toString).toList());
    }

    /** What the index is called that the cluster is, for people. */
    public String indexName() {
        return prefix + " in the cluster at " + shown();
    }
}
