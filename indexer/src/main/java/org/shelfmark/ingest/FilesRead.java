package org.shelfmark.ingest;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.shelfmark.registry.ReadPosition;

/** The files read in one cycle, in their order. What is found in one is still being staged while the next one is read. */
final class FilesRead {
    private final Queue<Ongoing> ongoing = new ArrayDeque<>();
    private final List<Finished> finished = new ArrayList<>();

    private record Ongoing(Survey.Pending file, ReadPosition before, FileReading.Read read) {}

    /** A file of which everything is staged. */
    record Finished(Survey.Pending file, ReadPosition before, FileReading.Result result) {}

    void add(Survey.Pending file, ReadPosition before, FileReading.Read read) {
        ongoing.add(new Ongoing(file, before, read));
    }

    /** Waits until everything read so far is staged. */
    List<Finished> finish() throws IOException {
        while (!ongoing.isEmpty()) {
            Ongoing next = ongoing.remove();
            finished.add(new Finished(
                    next.file(), next.before(), next.read().finished().result()));
        }
        return finished;
    }
}
