package org.shelfmark.guard;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.shelfmark.archive.ReadResult;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordReader;
import org.shelfmark.generate.ArchiveGenerator;
import org.shelfmark.generate.GeneratorOptions;

/** A generated archive of a seed, in one file; the same bytes on every machine. */
record FixedArchive(Path directory, int jobs) {
    static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-01T00:00:00Z"));

    static FixedArchive generate(Path directory, long seed, int jobs) throws IOException {
        GeneratorOptions oneFile = GeneratorOptions.defaults().withRotateBytes(1L << 40);
        new ArchiveGenerator(seed, jobs, oneFile).writeTo(directory);
        return new FixedArchive(directory, jobs);
    }

    List<RecordBatch> batches() throws IOException {
        List<RecordBatch> batches = new ArrayList<>();
        try (RecordReader reader = new RecordReader(FileChannel.open(directory.resolve("history")), 0)) {
            for (ReadResult read = reader.next(); read instanceof RecordBatch batch; read = reader.next()) {
                batches.add(batch);
            }
        }
        return batches;
    }
}
