package org.shelfmark.cluster.ship;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.index.IndexLayout;

/** A process that follows archives and ships them in small cycles, until it is ended or its standard input ends. */
final class ShippingProgram {
    /** Said when it begins to read archives. */
    static final String OPEN = "open";

    private ShippingProgram() {}

    /**
     * Ships.
     *
     * @param arguments address of the cluster, prefix, directory of the archives, index directory, bytes of a cycle
     */
    public static void main(String[] arguments) throws IOException {
        Thread.ofPlatform().daemon().start(ShippingProgram::endWithInput);
        ClusterSettings settings = ClusterSettings.of(URI.create(arguments[0]))
                .prefixed(arguments[1])
                .patient(Duration.ofMinutes(2));
        try (ClusterSink sink = ClusterSink.open(
                new ClusterConnection(settings),
                new IndexLayout(Path.of(arguments[3])),
                ShipShelf.MAPPING,
                ShipShelf.CLOCK)) {
            System.out.println(OPEN);
            while (true) {
                ShipShelf.read(sink, Path.of(arguments[2]), Long.parseLong(arguments[4]));
            }
        }
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {}
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Runtime.getRuntime().halt(3);
        }
    }
}
