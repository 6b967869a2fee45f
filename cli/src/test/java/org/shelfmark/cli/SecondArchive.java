package org.shelfmark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The archive of another access point, made for tests: job 564.26 exists in the sample too, and the names in it need
 * escaping wherever they are printed.
 */
final class SecondArchive {
    /** Its name, which stands in the GlobalJobIds. */
    static final String SOURCE = "ap2.pool.test";

    private static final long FIRST_END = 1_795_400_000;

    /** Batch names as they stand between the quotes of a record. */
    private static final List<String> BATCHES = List.of(
            "\\\"quoted\\\", with comma",
            "日本語 バッチ, 한국어",
            "cafe\u0301 nai\u0308ve 😀",
            "escape \u001b[31mred\u001b[0m bell \u0007",
            "line one\\nline two\\ttabbed\\r",
            "csi \u009b31m and \u0085 next",
            "bidi \u202egnp.exe",
            "=SUM(A1:A9)",
            "trailing blanks  ",
            "back\\\\slash",
            "'single' & <b>bold</b>");

    private SecondArchive() {}

    /** Writes the archive into a new directory of this name. */
    static Path writeTo(Path directory) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < BATCHES.size(); i++) {
            record(text, i == 0 ? 564 : 700, i == 0 ? 26 : i, BATCHES.get(i), FIRST_END + i);
        }
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("history"), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write into '" + directory + "'", e);
        }
        return directory;
    }

    private static void record(StringBuilder text, long cluster, long proc, String batch, long ended) {
        text.append("ClusterId = ").append(cluster);
        text.append("\nProcId = ").append(proc);
        text.append("\nGlobalJobId = \"" + SOURCE + "#")
                .append(cluster)
                .append('.')
                .append(proc)
                .append("#1795000000\"");
        text.append("\nOwner = \"")
                .append(proc % 2 == 0 ? "o'brien" : "Łucja, z d. Żak")
                .append('"');
        text.append("\nJobBatchName = \"").append(batch).append('"');
        text.append("\nJobStatus = 4\nExitCode = ").append(proc).append("\nExitBySignal = false");
        text.append("\nRemoteWallClockTime = 12.5\nMyBig = 9007199254740993");
        text.append("\nCompletionDate = ").append(ended);
        text.append("\nEnvironment = \"TOKEN=hush-").append(proc).append('"');
        text.append("\n*** Offset = 0 ClusterId = ").append(cluster);
        text.append(" ProcId = ").append(proc);
        text.append(" Owner = \"x\" CompletionDate = ").append(ended);
        text.append(" CurrentTime = ").append(ended).append('\n');
    }
}
