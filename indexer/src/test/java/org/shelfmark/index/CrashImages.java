package org.shelfmark.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;

/** What a process that is killed would leave of an index: all of its files, before and after every step of each commit. */
public final class CrashImages {
    private final Path root;
    private final Path images;
    private boolean taking;
    private int count;

    /**
     * Takes images.
     *
     * @param root the index
     * @param images directory in which they are put
     */
    public CrashImages(Path root, Path images) {
        this.root = root;
        this.images = images;
    }

    /** A directory of the index whose commits are watched. */
    public Directory watch(Directory directory) {
        return new Watched(directory);
    }

    /** Takes images from now on. */
    public void begin() {
        taking = true;
    }

    /** Takes no more images. */
    public void end() {
        taking = false;
    }

    /** How many were taken. */
    public int count() {
        return count;
    }

    /** Puts an image in the place of the index, which nobody may have open. */
    public void restore(int image) throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        copy(images.resolve(Integer.toString(image)), root);
    }

    private void take() throws IOException {
        if (taking) {
            copy(root, images.resolve(Integer.toString(count)));
            count++;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    private final class Watched extends FilterDirectory {
        private Watched(Directory directory) {
            super(directory);
        }

        @Override
        public void rename(String source, String dest) throws IOException {
            take();
            super.rename(source, dest);
            take();
        }

        @Override
        public void syncMetaData() throws IOException {
            super.syncMetaData();
            take();
        }
    }
}
