package org.shelfmark.search;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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
import org.shelfmark.registry.ArchivePlaces;
import org.shelfmark.registry.FileState;

/** Looks for a job among the records that the archives have and the index has not yet. */
final class TailScan {
    /** More than this is not a tail; a request must not read gigabytes. */
    private static final long MAX_BYTES = 64L << 20;

    private final ArchiveFileSystem files;
    private final ArchivePlaces places;
    private final Mapping mapping;
    private final Evaluator evaluator;

    TailScan(ArchiveFileSystem files, Mapping mapping, Evaluator evaluator) {
        this.files = files;
        this.places = new ArchivePlaces(files);
        this.mapping = mapping;
        this.evaluator = evaluator;
    }

    /** A record found. */
    record Found(String id, String source, String file, long offset, RecordView record) {}

    /** Where to look: a file, from a position on. */
    private record Tail(String source, Path path, long from) {}

    /** The newest record of a job behind the indexed positions, 64 MiB of them at the most. */
    Optional<Found> find(IndexSnapshot snapshot, JobId id, Optional<String> source) throws IOException {
        Optional<Found> newest = Optional.empty();
        Optional<String> wanted = source.or(id::source);
        long left = MAX_BYTES;
        for (Tail tail : tails(snapshot)) {
            if (wanted.filter(name -> !name.equals(tail.source())).isPresent()) {
                continue;
            }
            Scan scan = scan(tail, id, left);
            newest = scan.newest().isPresent() ? scan.newest() : newest;
            left -= scan.bytes();
        }
        return newest;
    }

    /** What was found in one file, and how much of it was read. */
    private record Scan(Optional<Found> newest, long bytes) {}

    private Scan scan(Tail tail, JobId id, long maxBytes) throws IOException {
        Optional<Found> newest = Optional.empty();
        long bytes = 0;
        try (RecordReader reader = new RecordReader(files.open(tail.path()), tail.from())) {
            while (bytes < maxBytes) {
                ReadResult read = reader.next();
                if (read instanceof ReadResult.Tail) {
                    break;
                }
                if (read instanceof RecordBatch batch) {
                    Optional<Found> found = find(batch, tail, id);
                    newest = found.isPresent() ? found : newest;
                    bytes += batch.lengthBytes();
                }
            }
            return new Scan(newest, bytes);
        } catch (NoSuchFileException renamed) {
            // the next cycle finds it under its new name, or says that it is lost
            return new Scan(newest, bytes);
        }
    }

    /** The ends of the known files, wherever these are now, and then the files that have appeared since. */
    private List<Tail> tails(IndexSnapshot snapshot) {
        List<Tail> tails = new ArrayList<>();
        Collection<ArchiveFile> known = snapshot.registry().files();
        for (ArchiveFile file : known) {
            if (file.state() == FileState.ACTIVE || file.state() == FileState.ROTATED) {
                long from =
                        snapshot.registry().position(file, snapshot.positions()).offset();
                places.of(file).ifPresent(place -> tails.add(new Tail(file.source(), place.path(), from)));
            }
        }
        for (ArchivePlaces.Unknown file : places.unknown(new ArchivePlaces.Known(known))) {
            tails.add(new Tail(file.source(), file.path(), 0));
        }
        return tails;
    }

    private Optional<Found> find(RecordBatch batch, Tail tail, JobId id) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            int start = batch.restart(i);
            if (start == Restart.UNKNOWN) {
                continue;
            }
            byte[] bytes = Arrays.copyOfRange(batch.bytes(), start, batch.end(i));
            Optional<RecordView> view = parse(bytes, batch.bannerStart(i) - start);
            if (view.isPresent() && is(view.get(), id)) {
                return Optional.of(new Found(
                        tail.source() + "#" + id.cluster() + "." + id.proc(),
                        tail.source(),
                        tail.path().toString(),
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
