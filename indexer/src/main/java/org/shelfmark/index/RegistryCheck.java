package org.shelfmark.index;

import java.io.IOException;
import java.nio.file.Path;
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
        String remedy = "; rebuild it with: shelfmark verify --repair --index " + root + " HISTORY";
        Registry registry;
        try {
            registry = new RegistryStore(directory).load();
        } catch (IOException e) {
            throw new RegistryUnusableException(
                    "the registry of the index in '" + root + "' cannot be read: " + e.getMessage() + remedy, e);
        }
        if (jobs > 0 && registry.files().isEmpty()) {
            throw new RegistryUnusableException("the index in '" + root + "' is not whole: it has " + jobs
                    + " jobs, but its registry is missing" + remedy);
        }
        return registry;
    }
}
