package org.shelfmark.ingest;

import java.io.IOException;
import java.util.Map;
import org.shelfmark.fault.Faults;
import org.shelfmark.fault.FaultyDirectory;
import org.shelfmark.fault.Survival;

/** The three directories of one index, in memory. */
record Stores(FaultyDirectory jobs, FaultyDirectory registry, FaultyDirectory vault) {
    static final String JOBS = "jobs";
    static final String REGISTRY = "registry";
    static final String VAULT = "vault";

    /** The files of the three. */
    record Content(Map<String, byte[]> jobs, Map<String, byte[]> registry, Map<String, byte[]> vault) {
        static final Content NONE = new Content(Map.of(), Map.of(), Map.of());
    }

    /** Directories with these files. */
    static Stores of(Content content, Faults faults) throws IOException {
        return new Stores(
                new FaultyDirectory(JOBS, faults, content.jobs()),
                new FaultyDirectory(REGISTRY, faults, content.registry()),
                new FaultyDirectory(VAULT, faults, content.vault()));
    }

    /** What a crash at this moment would leave. */
    Content after(Survival survival) throws IOException {
        return new Content(jobs.after(survival), registry.after(survival), vault.after(survival));
    }
}
