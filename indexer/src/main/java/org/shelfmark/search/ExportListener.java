package org.shelfmark.search;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is told the jobs of an export one after the other, as they are found. Whoever is slow to listen slows the search down;
 * whoever throws ends it.
 */
public interface ExportListener {
    /**
     * What each job will have; said once, before everything else.
     *
     * @param names the keys of the job objects in their order; the first is {@code id}
     */
    void begin(List<String> names) throws IOException;

    /**
     * The next job.
     *
     * @param job its values; null where it has none
     */
    void job(Map<String, @Nullable Object> job) throws IOException;

    /** The search for the next jobs may take a while: what was told should be handed on. */
    default void pause() throws IOException {}

    /** There are no more; said once, behind everything else. */
    void end(ExportEnd end) throws IOException;
}
