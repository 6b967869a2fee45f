package org.shelfmark.cluster.ship;

import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;

/**
 * How far the archives of this machine are read, as the cluster says it, with a copy in an index directory without jobs.
 * Files may be asked for and records counted by many threads; the rest belongs to one.
 */
final class ShippedCommits implements Closeable {
    private final JobIndexWriter local;
    private final ShippedFiles shippedFiles;
    private final InstantSource clock;
    private final Map<Integer, Integer> refusedOfFile = new ConcurrentHashMap<>();
    private boolean isRolledBack;
    private volatile Registry announced = Registry.EMPTY;

    /** @param local the copy; closed with it */
    ShippedCommits(JobIndexWriter local, ShippedFiles shippedFiles, InstantSource clock) {
        this.local = local;
        this.shippedFiles = shippedFiles;
        this.clock = clock;
    }

    /** Makes the copy what the cluster says. */
    void takeUp() throws IOException {
        ShippedFiles.Known there = shippedFiles.read();
        if (!there.registry().equals(local.registry()) || !there.positions().equals(local.positions())) {
            local.commit(there.registry(), there.positions());
        }
        announced = there.registry();
    }

    /** As it was committed last. */
    Registry registry() {
        return local.registry();
    }

    /** As they were committed last. */
    Positions positions() {
        return local.positions();
    }

    /** Tells the cluster of files before there are jobs that refer to them. */
    void announce(Registry next) throws IOException {
        if (shippedFiles.send(next)) {
            // whoever asks looks at the files again when this has changed
            shippedFiles.send(local.positions(), clock.instant().getEpochSecond());
        }
        announced = next;
    }

    /** A file that was announced, by its number on this machine. */
    ArchiveFile file(int fileId) {
        return announced
                .file(fileId)
                .orElseThrow(() -> new IllegalStateException("file " + fileId + " was not announced"));
    }

    /** A record of a file counts as one that could not be understood, from the next commit on. */
    void refused(int fileId) {
        int unused = refusedOfFile.merge(fileId, 1, Integer::sum);
    }

    /** The cluster has everything up to these positions, and it is found. */
    void commit(Registry registry, Positions positions) throws IOException {
        Registry files = registry;
        Positions counted = positions;
        for (Map.Entry<Integer, Integer> refused : refusedOfFile.entrySet()) {
            ArchiveFile file = registry.file(refused.getKey()).orElseThrow();
            ReadPosition position = quarantined(registry.position(file, positions), refused.getValue());
            if (positions.of(file.id()).isPresent()) {
                counted = counted.with(file.id(), position);
            } else {
                files = files.with(file.readTo(position));
            }
        }
        boolean unused = shippedFiles.send(files);
        shippedFiles.send(counted, clock.instant().getEpochSecond());
        announced = files;
        refusedOfFile.clear();
        local.commit(files, counted);
    }

    /** The position with records among the quarantined that Shelfmark had understood. */
    private static ReadPosition quarantined(ReadPosition position, int more) {
        return new ReadPosition(
                position.offset(),
                position.sizeBytes(),
                position.fragmentBytes(),
                position.records(),
                position.quarantined() + more,
                position.firstEnded(),
                position.lastEnded(),
                position.last());
    }

    /** Forgets what was not committed, except that numbers are not given again that it was sent with. */
    void rollback() throws IOException {
        refusedOfFile.clear();
        isRolledBack = true;
        local.rollback();
        reopen();
    }

    /** Takes part in the directory again, where that was lost. */
    void reopen() throws IOException {
        local.reopen();
        if (isRolledBack) {
            keepNumbers();
            isRolledBack = false;
        }
    }

    /** Numbers of files that documents may have been sent with are not given again. */
    private void keepNumbers() throws IOException {
        Map<Integer, ArchiveFile> known = new HashMap<>(local.registry().byId());
        for (ArchiveFile file : announced.files()) {
            if (file.isThere()) {
                ArchiveFile unused = known.putIfAbsent(file.id(), file);
            }
        }
        Registry kept = new Registry(known);
        if (!kept.equals(local.registry())) {
            local.commit(kept, local.positions());
        }
        announced = kept;
    }

    @Override
    public void close() throws IOException {
        local.close();
    }
}
