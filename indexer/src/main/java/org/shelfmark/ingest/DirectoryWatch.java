package org.shelfmark.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.archive.HeldFile;

/**
 * Watches the directories of the histories: opens a file the moment it appears, before it can be renamed or overwritten,
 * and wakes whoever reads.
 *
 * <p>Network file systems have no events, and events may be dropped; so nothing depends on them but speed, and the reading
 * of files that live for less than the time between two looks.
 *
 * <p>It also counts what it was too late for. Every history that appears under the active name is one event; an event that
 * leads to no file, or only to one that an earlier event led to a moment ago, means that a file came and went unread.
 */
final class DirectoryWatch implements Closeable {
    private static final long JUST_NOW_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long CALM_MILLIS = 200;

    private final HeldFiles held;
    private final Set<Path> actives;
    private final Runnable wake;
    private final WatchService service;
    private final Map<WatchKey, Path> directories = new HashMap<>();
    private final Map<HeldFile, Long> accountedAt = new HashMap<>();
    private final Map<Path, Integer> unaccounted = new HashMap<>();
    private final Map<Path, Integer> missed = new ConcurrentHashMap<>();
    private final Thread thread;

    private DirectoryWatch(HeldFiles held, Set<Path> actives, WatchService service, Runnable wake) throws IOException {
        this.held = held;
        this.actives = Set.copyOf(actives);
        this.service = service;
        this.wake = wake;
        Set<Path> parents = new HashSet<>();
        for (Path active : actives) {
            holdWhatIsThere(active);
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
            // made between the two, or renamed: an event tells of what comes after it
            holdWhatIsThere(active);
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

    /** No event tells of a file that is there already; it may be renamed, and deleted, before anybody else looks. */
    private void holdWhatIsThere(Path active) {
        try {
            accountedAt.put(held.hold(active).file(), System.nanoTime() - JUST_NOW_NANOS);
        } catch (IOException notThere) {
            // the survey says so if it still is not, or cannot be read
            return;
        }
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
                WatchKey key =
                        unaccounted.isEmpty() ? service.take() : service.poll(CALM_MILLIS, TimeUnit.MILLISECONDS);
                if (key == null) {
                    unaccounted.forEach((active, count) -> missed.merge(active, count, Integer::sum));
                    unaccounted.clear();
                } else {
                    Path directory = directories.get(key);
                    Path deleted = Path.of("");
                    for (WatchEvent<?> event : key.pollEvents()) {
                        deleted = handle(directory, event, deleted);
                    }
                    key.reset();
                }
                wake.run();
            }
        } catch (InterruptedException | ClosedWatchServiceException e) {
            // the end
            Thread.currentThread().interrupt();
        }
    }

    /** The name that was deleted if the event says so; a name that appears right behind it was a rename. */
    private Path handle(@Nullable Path directory, WatchEvent<?> event, Path deletedBefore) {
        if (directory == null || !(event.context() instanceof Path name)) {
            return Path.of("");
        }
        if (event.kind().equals(StandardWatchEventKinds.ENTRY_DELETE)) {
            return name;
        }
        if (event.kind().equals(StandardWatchEventKinds.ENTRY_CREATE)) {
            Path path = directory.resolve(name);
            Path active = path.resolveSibling(ArchiveName.of(path).base());
            if (actives.contains(active)) {
                boolean movedBack =
                        path.equals(active) && !deletedBefore.toString().isEmpty();
                for (int i = 0; i < event.count(); i++) {
                    appeared(path, active, movedBack);
                }
            }
        }
        return Path.of("");
    }

    private void appeared(Path path, Path active, boolean movedBack) {
        boolean isActive = path.equals(active);
        HeldFiles.Hold hold;
        try {
            hold = held.hold(path);
        } catch (NoSuchFileException gone) {
            if (isActive) {
                unaccounted.merge(active, 1, Integer::sum);
            }
            return;
        } catch (IOException unreadable) {
            // the survey meets the same failure and reports it
            return;
        }
        long now = System.nanoTime();
        if (!isActive) {
            if (hold.isNew() && accountedAt.put(hold.file(), now) == null) {
                unaccounted.computeIfPresent(active, (path2, count) -> count > 1 ? Integer.valueOf(count - 1) : null);
            }
            return;
        }
        Long before = accountedAt.put(hold.file(), now);
        if (before != null && now - before < JUST_NOW_NANOS && !movedBack) {
            unaccounted.merge(active, 1, Integer::sum);
        }
        accountedAt.keySet().retainAll(held.all());
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
