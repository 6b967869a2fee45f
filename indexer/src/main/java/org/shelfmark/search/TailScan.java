package org.shelfmark.search;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ReadResult;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordReader;
import org.shelfmark.archive.Restart;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.document.RecordView;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;

/** Looks for a job among the records that the archives have and the index has not yet. */
final class TailScan {
    /** More than this is not a tail; a request must not read gigabytes. */
    private static final long MAX_BYTES = 64L << 20;

    private final ArchiveFileSystem files;
    private final Mapping mapping;
    private final Evaluator evaluator;

    TailScan(ArchiveFileSystem files, Mapping mapping, Evaluator evaluator) {
        this.files = files;
        this.mapping = mapping;
        this.evaluator = evaluator;
    }

    /** A record found. */
    record Found(String id, String source, String file, long offset, RecordView record) {}

    /** The newest record of a job behind the indexed positions, 64 MiB of them at the most. */
    Optional<Found> find(IndexSnapshot snapshot, JobId id, Optional<String> source) throws IOException {
        Optional<Found> newest = Optional.empty();
        long left = MAX_BYTES;
        for (ArchiveFile file : snapshot.registry().files()) {
            boolean live = file.state() == FileState.ACTIVE || file.state() == FileState.ROTATED;
            if (!live
                    || source.or(id::source)
                            .filter(name -> !name.equals(file.source()))
                            .isPresent()
                    || !files.exists(file.path())) {
                continue;
            }
            long from = snapshot.registry().position(file, snapshot.positions()).offset();
            try (RecordReader reader = new RecordReader(files.open(file.path()), from)) {
                for (ReadResult read = reader.next(); left > 0; read = reader.next()) {
                    if (read instanceof ReadResult.Tail) {
                        break;
                    }
                    if (read instanceof RecordBatch batch) {
                        Optional<Found> found = find(batch, file, id);
                        newest = found.isPresent() ? found : newest;
                        left -= batch.lengthBytes();
                    }
                }
            }
        }
        return newest;
    }

    private Optional<Found> find(RecordBatch batch, ArchiveFile file, JobId id) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            int start = batch.restart(i);
            if (start == Restart.UNKNOWN) {
                continue;
            }
            byte[] bytes = Arrays.copyOfRange(batch.bytes(), start, batch.end(i));
            Optional<RecordView> view = parse(bytes, batch.bannerStart(i) - start);
            if (view.isPresent() && is(view.get(), id)) {
                return Optional.of(new Found(
                        file.source() + "#" + id.cluster() + "." + id.proc(),
                        file.source(),
                        file.path().toString(),
                        batch.location(start, batch.end(i)).offset(),
                        view.get()));
            }
        }
        return Optional.empty();
    }

    /** A damaged record cannot be the job asked for; the next cycle puts it on record. */
    private Optional<RecordView> parse(byte[] bytes, int bannerStart) {
        try {
            return Optional.of(new RecordView(mapping, evaluator, bytes, bannerStart));
        } catch (RecordProblem damaged) {
            return Optional.empty();
        }
    }

    private static boolean is(RecordView view, JobId id) {
        boolean sameIds =
                view.clusterId().orElse(-1) == id.cluster() && view.procId().orElse(-1) == id.proc();
        return sameIds
                && (id.globalJobId().isEmpty()
                        || (view.value("globaljobid") instanceof StringValue global
                                && global.value().equals(id.globalJobId().get())));
    }
}
