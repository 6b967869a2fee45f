package org.shelfmark.cli.history;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.search.HistoryRequest;

/**
 * What a command line asks for.
 *
 * @param request the records
 * @param place where they come from
 * @param form how they are printed
 * @param explained whether to say on standard error how the answer is found
 */
public record HistoryOptions(HistoryRequest request, Place place, RecordForm form, boolean explained) {
    /** Where records come from. */
    public sealed interface Place {
        /** Exactly this file. */
        record OneFile(Path file) implements Place {}

        /** This file and its rotated siblings. */
        record Siblings(Path active) implements Place {}

        /**
         * An index, a cluster, or a server.
         *
         * @param index its directory, where it was given
         * @param server its URL, where it was given
         * @param backend the options about the cluster that were given, by their names
         */
        record Indexed(Optional<Path> index, Optional<String> server, Map<String, String> backend) implements Place {
            /** Copies the options. */
            public Indexed {
                backend = Map.copyOf(backend);
            }
        }
    }
}
