package org.shelfmark.cluster;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a node is started with: the classes of {@code indexer/opensearch-node} and the libraries that its build has listed. */
final class NodeClassPath {
    static final String PROPERTY = "shelfmark.opensearch.classpath";
    private static final Path PLACE = Path.of("indexer", "opensearch-node", "target", "classpath");

    private NodeClassPath() {}

    /** The list named by the property, or the one that stands above the working directory, which is a module's. */
    static String find() {
        String named = System.getProperty(PROPERTY);
        return read(named == null ? above(Path.of("").toAbsolutePath()) : Path.of(named));
    }

    static Path above(Path start) {
        for (Path at = start; at != null; at = at.getParent()) {
            Path candidate = at.resolve(PLACE);
            if (Files.isRegularFile(candidate)) {
                return candidate;
            }
        }
        throw new IllegalStateException("no '" + PLACE + "' in '" + start
                + "' or above it: build the module first, for example "
                + "with './build -pl indexer/opensearch-node process-classes', or name a list by -D" + PROPERTY);
    }

    /** The classes stand beside the list of libraries. */
    static String read(Path list) {
        try {
            return list.resolveSibling("classes")
                    + File.pathSeparator
                    + Files.readString(list).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the class path of the node, '" + list + "'", e);
        }
    }
}
