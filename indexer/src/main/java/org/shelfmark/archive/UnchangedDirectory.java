package org.shelfmark.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was found out from the entries of a directory while these stay the same: the time of the directory's last
 * change tells. That time moves in steps, so that a change may leave it as it is; what was found out is kept only when the
 * step in which it was looked at is over. What is kept is found out again after a second in any case, for file systems that
 * do not tell changes. Says nothing of what is in the files.
 *
 * <p>Safe for many threads.
 *
 * @param <T> what is found out
 */
public final class UnchangedDirectory<T> {
    /** The clock's tick at the most, where the file system writes down fractions of a second. */
    private static final long FINE_STEP_NANOS = Duration.ofMillis(50).toNanos();
    /** The coarsest file systems count two seconds. */
    private static final long COARSE_STEP_NANOS = Duration.ofSeconds(2).toNanos();

    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();
    private static final long LONGEST_NANOS = NANOS_PER_SECOND;

    private final Path directory;
    private final LongSupplier nanoTime;
    private volatile @Nullable Kept<T> kept;

    /** Finds something out. */
    @FunctionalInterface
    public interface Finding<T> {
        /** Looks at the entries as they are now. */
        T find() throws IOException;
    }

    /** What tells that a directory is still the same. */
    private record Stamp(Object file, FileTime changed) {
        long stepNanos() {
            return changed.to(TimeUnit.NANOSECONDS) % NANOS_PER_SECOND == 0 ? COARSE_STEP_NANOS : FINE_STEP_NANOS;
        }
    }

    /**
     * What was found out.
     *
     * @param sinceNanos when the stamp was seen first
     * @param foundNanos when the entries were looked at, after the stamp
     */
    private record Kept<T>(Stamp stamp, long sinceNanos, long foundNanos, T found) {
        boolean isGood(long nowNanos) {
            return foundNanos - sinceNanos >= stamp.stepNanos() && nowNanos - foundNanos < LONGEST_NANOS;
        }
    }

    /** Of a directory of this machine. */
    public UnchangedDirectory(Path directory) {
        this(directory, System::nanoTime);
    }

    /** With a clock that goes like {@link System#nanoTime}. */
    UnchangedDirectory(Path directory, LongSupplier nanoTime) {
        this.directory = directory;
        this.nanoTime = nanoTime;
    }

    /** What was found out before, if the entries are the same; otherwise what is found out now. */
    public T get(Finding<T> finding) throws IOException {
        Optional<Stamp> stamp = stamp();
        long now = nanoTime.getAsLong();
        Kept<T> before = kept;
        if (stamp.isEmpty()) {
            return finding.find();
        }
        boolean isSame = before != null && before.stamp().equals(stamp.get());
        if (before != null && isSame && before.isGood(now)) {
            return before.found();
        }
        T found = finding.find();
        kept = new Kept<>(stamp.get(), before != null && isSame ? before.sinceNanos() : now, now, found);
        return found;
    }

    /** Empty where nothing can be told. */
    private Optional<Stamp> stamp() {
        try {
            BasicFileAttributes now = Files.readAttributes(directory, BasicFileAttributes.class);
            return Optional.ofNullable(now.fileKey()).map(file -> new Stamp(file, now.lastModifiedTime()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
