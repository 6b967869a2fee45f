package org.shelfmark.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.archive.HeldFile;

/**
 * Watches the directories of the histories: opens a file the moment it appears, before it can be renamed or overwritten,
 * and wakes whoever reads.
 *
 * <p>Network file systems have no events, and events may be dropped; so nothing depends on them but speed, and the reading
 * of files that live for less than the time between two looks.
 *
 * <p>It also counts what it was too late for ({@link Appearances}).
 */
final class DirectoryWatch implements Closeable {
    private static final long SETTLE_MILLIS = 300;

    private final HeldFiles held;
    private final Set<Path> actives;
    private final Runnable wake;
    private final WatchService service;
    private final Map<WatchKey, Path> directories = new HashMap<>();
    private final Map<Path, Appearances<HeldFile>> appearances = new HashMap<>();
    private final Map<Path, Integer> missed = new ConcurrentHashMap<>();
    private final Thread thread;
    private volatile boolean whole = true;

    private DirectoryWatch(HeldFiles held, Set<Path> actives, WatchService service, Runnable wake) throws IOException {
        this.held = held;
        this.actives = Set.copyOf(actives);
        this.service = service;
        this.wake = wake;
        Set<Path> parents = new HashSet<>();
        for (Path active : actives) {
            Path directory = active.getParent();
            if (directory != null && parents.add(directory)) {
                directories.put(
                        directory.register(
                                service,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_DELETE),
                        directory);
            }
            // no event tells of a file that is there already, and it may be gone before anybody else looks
            hold(active).ifPresent(appearances(active)::wasThere);
        }
        this.thread = Thread.ofPlatform().daemon().name("watch").unstarted(this::run);
    }

    /**
     * Begins to watch.
     *
     * @param actives paths of the active files
     * @param wake called when something has happened, in the watching thread
     */
    static DirectoryWatch start(HeldFiles held, Set<Path> actives, Runnable wake) throws IOException {
        WatchService service = FileSystems.getDefault().newWatchService();
        try {
            DirectoryWatch watch = new DirectoryWatch(held, actives, service, wake);
            watch.thread.start();
            return watch;
        } catch (IOException | RuntimeException failure) {
            try {
                service.close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    /** Whether all directories are still there to be watched. */
    boolean isWhole() {
        return whole;
    }

    /** How many files of each history came and went unread since the last call. */
    Map<Path, Integer> takeMissed() {
        Map<Path, Integer> taken = new HashMap<>();
        for (Path active : List.copyOf(missed.keySet())) {
            Integer count = missed.remove(active);
            if (count != null) {
                taken.put(active, count);
            }
        }
        return taken;
    }

    private void run() {
        try {
            while (true) {
                boolean open = appearances.values().stream().anyMatch(Appearances::isOpen);
                WatchKey key = open ? service.poll(SETTLE_MILLIS, TimeUnit.MILLISECONDS) : service.take();
                if (key != null) {
                    handle(key);
                }
                settle();
                wake.run();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // the end
            Thread.currentThread().interrupt();
        }
    }

    private void handle(WatchKey key) {
        Path directory = directories.get(key);
        Path deleted = Path.of("");
        for (WatchEvent<?> event : key.pollEvents()) {
            boolean deletion = event.kind().equals(StandardWatchEventKinds.ENTRY_DELETE);
            if (directory != null
                    && event.context() instanceof Path name
                    && event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)) {
                // a name that appears right behind another that disappeared is a rename
                appeared(directory.resolve(name), event.count(), !deleted.equals(name) && !deleted.equals(Path.of("")));
            }
            deleted = deletion && event.context() instanceof Path name ? name : Path.of("");
        }
        if (!key.reset()) {
            whole = false;
        }
    }

    private void appeared(Path path, int times, boolean renamed) {
        Path active = path.resolveSibling(ArchiveName.of(path).base());
        if (!actives.contains(active)) {
            return;
        }
        for (int i = 0; i < times; i++) {
            Optional<HeldFile> file = hold(path);
            if (path.equals(active)) {
                appearances(active).active(file.orElse(null), renamed, System.nanoTime());
            } else {
                file.ifPresent(rotated -> appearances(active).rotated(rotated, System.nanoTime()));
            }
        }
    }

    /** Empty when nothing is there any more, or it cannot be opened: the survey meets that failure and reports it. */
    private Optional<HeldFile> hold(Path path) {
        try {
            return Optional.of(held.hold(path).file());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Appearances<HeldFile> appearances(Path active) {
        return appearances.computeIfAbsent(active, path -> new Appearances<>());
    }

    private void settle() {
        appearances.forEach((active, count) -> {
            int gone = count.settle(System.nanoTime());
            if (gone > 0) {
                missed.merge(active, gone, Integer::sum);
            }
            count.keepOnly(held.all());
        });
    }

    @Override
    public void close() throws IOException {
        service.close();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
