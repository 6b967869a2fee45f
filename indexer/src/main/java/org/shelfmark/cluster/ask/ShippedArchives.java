package org.shelfmark.cluster.ask;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.registry.ArchiveFile;

/**
 * The archives of this machine, for those who know archives of many. Files of this machine are looked at; but only in
 * directories that it ships from are new ones looked for, because access points have their histories at the same paths: what
 * appears here under such a path is not another one's. Safe for many threads.
 */
final class ShippedArchives implements ArchiveFileSystem {
    private final ArchiveFileSystem files;
    private volatile Set<Path> directories = Set.of();

    ShippedArchives(ArchiveFileSystem files) {
        this.files = files;
    }

    /** Says which archives this machine ships. */
    void ship(Collection<ArchiveFile> shipped) {
        directories = shipped.stream()
                .flatMap(file -> Optional.ofNullable(Path.of(file.archive()).getParent()).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public List<Path> list(Path directory) throws IOException {
        return directories.contains(directory) ? files.list(directory) : List.of();
    }

    @Override
    public boolean isDirectory(Path path) {
        return files.isDirectory(path);
    }

    @Override
    public FileIdentity identify(Path file) throws IOException {
        return files.identify(file);
    }

    @Override
    public boolean exists(Path file) {
        return files.exists(file);
    }

    @Override
    public SeekableByteChannel open(Path file) throws IOException {
        return files.open(file);
    }
}
