package org.shelfmark.archive;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Another machine, which has none of the archives. */
public final class NoArchives implements ArchiveFileSystem {
    @Override
    public List<Path> list(Path directory) {
        return List.of();
    }

    @Override
    public boolean isDirectory(Path path) {
        return false;
    }

    @Override
    public FileIdentity identify(Path file) throws IOException {
        throw new NoSuchFileException(file.toString());
    }

    @Override
    public SeekableByteChannel open(Path file) throws IOException {
        throw new NoSuchFileException(file.toString());
    }
}
