package org.shelfmark.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of an archive, oldest first, and the plain ways to read them. */
record HistoryFiles(List<Path> files) {
    private static final int BUFFER = 1 << 20;
    private static final String ACTIVE = "history";

    HistoryFiles {
        files = List.copyOf(files);
    }

    static HistoryFiles in(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return new HistoryFiles(
                    entries.filter(file -> String.valueOf(file.getFileName()).startsWith(ACTIVE))
                            .sorted(Comparator.comparing((Path file) -> file.endsWith(ACTIVE))
                                    .thenComparing(Path::toString))
                            .toList());
        }
    }

    long bytes() throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    /** Copies the oldest ones to another directory, the last of them as the file that is appended to. */
    HistoryFiles copyOldest(int count, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> oldest = files.subList(0, Math.min(count, files.size()));
        for (Path file : oldest) {
            boolean last = file.equals(oldest.get(oldest.size() - 1));
            Files.copy(file, to.resolve(last ? ACTIVE : String.valueOf(file.getFileName())));
        }
        return in(to);
    }

    /** The command that counts their lines. */
    List<String> wordCount() {
        List<String> command = new ArrayList<>(List.of("wc", "-l"));
        files.forEach(file -> command.add(file.toString()));
        return command;
    }

    /** Reads them from beginning to end. */
    void read() throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
        for (Path file : files) {
            try (FileChannel channel = FileChannel.open(file)) {
                while (channel.read(buffer.clear()) >= 0) {}
            }
        }
    }

    /** What a program would do that was written in an hour: a map of each record from lines. The number of records. */
    long parseNaively() throws IOException {
        long records = 0;
        for (Path file : files) {
            try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
                Map<String, String> record = new HashMap<>();
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (line.startsWith("***")) {
                        records += record.isEmpty() ? 0 : 1;
                        record = new HashMap<>();
                    } else {
                        int equals = line.indexOf(" = ");
                        if (equals > 0) {
                            record.put(line.substring(0, equals), line.substring(equals + 3));
                        }
                    }
                }
            }
        }
        return records;
    }
}
