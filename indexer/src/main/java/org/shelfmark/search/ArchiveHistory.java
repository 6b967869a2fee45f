package org.shelfmark.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.archive.BackwardReader;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.archive.ReadResult;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordReader;
import org.shelfmark.archive.Restart;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.document.RecordView;
import org.shelfmark.document.RecordViews;

/**
 * Answers by reading archive files as they stand, like {@code condor_history} itself: no index is needed.
 *
 * <p>A record that was not written to its end is none. Memory holds a block of a file at a time.
 */
public final class ArchiveHistory implements HistorySource {
    private final ArchiveFileSystem fileSystem;
    private final HistoryRecords records;
    private final Path path;
    private final boolean withSiblings;

    /**
     * Reads files.
     *
     * @param records how records are understood
     * @param path a history file
     * @param withSiblings whether its rotated siblings are read, too; then none of all need exist
     */
    public ArchiveHistory(ArchiveFileSystem fileSystem, HistoryRecords records, Path path, boolean withSiblings) {
        this.fileSystem = fileSystem;
        this.records = records;
        this.path = path;
        this.withSiblings = withSiblings;
    }

    @Override
    public void read(HistoryRequest request, HistoryListener listener) throws IOException {
        HistoryFilter filter = new HistoryFilter(request);
        List<Path> files = withSiblings ? siblings() : List.of(path);
        Scan scan = new Scan(filter, records.views(), listener, request.forwards());
        for (Path file : request.forwards() ? files : files.reversed()) {
            if (filter.isEnded()) {
                return;
            }
            if (request.forwards()) {
                forwards(file, scan);
            } else {
                backwards(file, scan);
            }
        }
    }

    /** The files of the history that are there, oldest first. */
    private List<Path> siblings() throws IOException {
        Path active = path.toAbsolutePath();
        Path directory = active.getParent();
        if (directory == null || !fileSystem.isDirectory(directory)) {
            return List.of();
        }
        String base = String.valueOf(active.getFileName());
        List<Path> found = new ArrayList<>();
        for (Path entry : fileSystem.list(directory)) {
            ArchiveName name = ArchiveName.of(entry);
            boolean isActive = String.valueOf(entry.getFileName()).equals(base);
            if ((isActive || (name.isRotated() && name.base().equals(base))) && !fileSystem.isDirectory(entry)) {
                found.add(entry);
            }
        }
        found.sort(Comparator.comparing(
                        (Path file) -> String.valueOf(file.getFileName()).equals(base))
                .thenComparing(file -> ArchiveName.of(file).stamp().orElse("")));
        return found;
    }

    private void forwards(Path file, Scan scan) throws IOException {
        try (RecordReader reader = new RecordReader(fileSystem.open(file), 0)) {
            ReadResult read = reader.next();
            while (!(read instanceof ReadResult.Tail)) {
                if (read instanceof RecordBatch batch) {
                    for (int i = 0; i < batch.size(); i++) {
                        if (scan.record(batch, i, false)) {
                            return;
                        }
                    }
                } else {
                    scan.tellDamaged();
                }
                read = reader.next();
            }
        } catch (IOException e) {
            throw scan.explain(file, e);
        }
    }

    private void backwards(Path file, Scan scan) throws IOException {
        try (BackwardReader reader = new BackwardReader(fileSystem.open(file))) {
            while (!reader.isAtBeginning()) {
                List<ReadResult> block = reader.previous();
                for (ReadResult read : block.reversed()) {
                    if (read instanceof RecordBatch batch) {
                        for (int i = batch.size() - 1; i >= 0; i--) {
                            boolean first = batch.location(i).offset() == 0;
                            if (scan.record(batch, i, first)) {
                                return;
                            }
                        }
                    } else {
                        scan.tellDamaged();
                    }
                }
            }
        } catch (IOException e) {
            throw scan.explain(file, e);
        }
    }

    /** One pass over the files. */
    private static final class Scan {
        private final HistoryFilter filter;
        private final RecordViews views;
        private final HistoryListener listener;
        private final boolean forwards;
        private boolean listenerFailed;

        private Scan(HistoryFilter filter, RecordViews views, HistoryListener listener, boolean forwards) {
            this.filter = filter;
            this.forwards = forwards;
            this.views = views;
            this.listener = listener;
        }

        /**
         * Has a record looked at.
         *
         * @param firstOfFile whether no record stands before it, which ends a file anyway
         * @return whether nothing more is to be read from the file
         */
        private boolean record(RecordBatch batch, int i, boolean firstOfFile) throws IOException {
            int bannerStart = batch.bannerStart(i);
            int end = batch.end(i);
            BannerLine banner = BannerLine.parse(batch.bytes(), bannerStart, end);
            if (!filter.concerns(banner)) {
                return !firstOfFile && filter.passOver(banner);
            }
            int start = batch.restart(i);
            if (start == Restart.UNKNOWN) {
                tellDamaged();
                return false;
            }
            boolean behindFragment = start > batch.start(i);
            if (behindFragment && forwards) {
                tellDamaged();
            }
            RecordView view;
            try {
                view = views.view(batch.bytes(), start, bannerStart, end);
            } catch (RecordProblem problem) {
                if (problem.isWithoutAttributes()) {
                    return !firstOfFile && filter.passOver(banner);
                }
                tellDamaged();
                return false;
            }
            if (filter.includes(view, banner)) {
                tell(view.bytes(), bannerStart - start);
            }
            if (behindFragment && !forwards && !filter.isEnded()) {
                tellDamaged();
            }
            return filter.isEnded();
        }

        private void tell(byte[] bytes, int bannerStart) throws IOException {
            listenerFailed = true;
            listener.record(bytes, bannerStart);
            listenerFailed = false;
        }

        private void tellDamaged() throws IOException {
            listenerFailed = true;
            listener.damaged();
            listenerFailed = false;
        }

        /** A failure in words, unless it is the listener's own. */
        private IOException explain(Path file, IOException failure) {
            return listenerFailed ? failure : ArchiveFileSystem.explain(file, failure);
        }
    }
}
