package org.shelfmark.index;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.shelfmark.archive.RecordLocation;

/** Records that were shipped with their jobs, without their secrets. Safe for many threads. */
@FunctionalInterface
public interface DistantRecords {
    /** None. */
    DistantRecords NONE = (file, locations) -> Map.of();

    /**
     * The records that stood at some places of an archive file; those that were not shipped are missing.
     *
     * @param file number of the archive file in the registry
     * @throws IOException when it cannot be found out
     */
    Map<RecordLocation, byte[]> of(int file, List<RecordLocation> locations) throws IOException;
}
