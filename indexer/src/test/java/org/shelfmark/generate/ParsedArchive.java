package org.shelfmark.generate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All files of a directory by name, rotated ones in order of their time and the active one last. */
record ParsedArchive(SortedMap<String, byte[]> rotated, byte[] active) {
    static ParsedArchive read(Path directory) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> entries = Files.list(directory)) {
            for (Path entry : entries.toList()) {
                files.put(entry.getFileName().toString(), Files.readAllBytes(entry));
            }
        }
        byte[] active = files.remove("history");
        if (active == null) {
            throw new AssertionError("no active file beside " + files.keySet());
        }
        return new ParsedArchive(files, active);
    }

    List<byte[]> files() {
        List<byte[]> files = new ArrayList<>(rotated.values());
        files.add(active);
        return files;
    }

    /** In the order in which they were written. */
    List<ParsedRecord> records() {
        return files().stream()
                .flatMap(file -> ParsedRecord.readAll(file).stream())
                .toList();
    }
}
