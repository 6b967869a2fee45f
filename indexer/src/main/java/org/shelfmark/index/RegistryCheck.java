package org.shelfmark.index;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.shelfmark.registry.Registry;
import org.shelfmark.registry.RegistryStore;

/** Refuses jobs without the registry that says where they came from: indexing on would count all of them again. */
final class RegistryCheck {
    private RegistryCheck() {}

    /**
     * The registry of an index.
     *
     * @throws RegistryUnusableException when it cannot be read, or is missing although there are jobs
     */
    static Registry load(Path root, Directory directory, int jobs) throws IOException {
        Registry registry;
        try {
            registry = new RegistryStore(directory).load();
        } catch (IOException e) {
            throw new RegistryUnusableException(
                    "the registry of the index in '" + root + "' cannot be read: " + e.getMessage() + remedy(root), e);
        }
        if (jobs > 0 && registry.files().isEmpty()) {
            throw missing(root, jobs);
        }
        return registry;
    }

    /**
     * Looks whether there is a registry without reading it.
     *
     * @throws RegistryUnusableException when it is missing although there are jobs
     */
    static void isThere(Path root, Directory directory, int jobs) throws IOException {
        if (jobs > 0 && !DirectoryReader.indexExists(directory)) {
            throw missing(root, jobs);
        }
    }

    private static RegistryUnusableException missing(Path root, int jobs) {
        return new RegistryUnusableException("the index in '" + root + "' is not whole: it has " + jobs
                + " jobs, but its registry is missing" + remedy(root));
    }

    private static String remedy(Path root) {
        return "; rebuild it with: shelfmark verify --repair --index " + root + " HISTORY";
    }
}
