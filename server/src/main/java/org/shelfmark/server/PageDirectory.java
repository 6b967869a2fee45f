package org.shelfmark.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files of a directory before those that are built in, as they are at each request: for those who write the page. */
record PageDirectory(Path directory, PageFiles builtIn) implements PageFiles {
    /** All files below a directory, by the names they have for a browser. Symbolic links are not followed. */
    static Map<String, Path> listed(Path directory) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> found = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) found::iterator) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    files.put(directory.relativize(file).toString().replace(File.separatorChar, '/'), file);
                }
            }
        }
        return files;
    }

    @Override
    public Optional<PageFile> find(String name) throws IOException {
        Path file = listed(directory).get(name);
        return file == null ? builtIn.find(name) : Optional.of(PageFile.of(name, Files.readAllBytes(file)));
    }
}
