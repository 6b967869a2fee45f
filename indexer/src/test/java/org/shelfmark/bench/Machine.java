package org.shelfmark.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.util.Version;

/**
 * What was measured, where and how.
 *
 * @param cpu the processor's name for itself
 * @param processors those that may be used
 * @param memoryBytes of the machine
 * @param jdk version of the Java that runs everything
 * @param lucene its version
 * @param commit of the checkout, with a {@code +} behind it when files differ from it
 * @param loadBefore average of the last minute before the first measurement
 * @param command the command line
 */
record Machine(
        String cpu,
        int processors,
        long memoryBytes,
        String jdk,
        String lucene,
        String commit,
        double loadBefore,
        String command) {

    static Machine here(Path checkout, List<String> words) throws IOException {
        return new Machine(
                line("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                kilobytes(line("/proc/meminfo", "MemTotal")) * 1024,
                System.getProperty("java.runtime.name", "Java") + " " + Runtime.version(),
                Version.LATEST.toString(),
                commit(checkout),
                load(),
                "./shelfmark bench" + (words.isEmpty() ? "" : " " + String.join(" ", words)));
    }

    static double load() throws IOException {
        return Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0]);
    }

    /** What stands behind the colon of the first line of a file that begins so; {@code unknown} without one. */
    private static String line(String file, String name) throws IOException {
        for (String line : Files.readAllLines(Path.of(file))) {
            if (line.startsWith(name)) {
                return line.substring(line.indexOf(':') + 1).strip();
            }
        }
        return "unknown";
    }

    /** The number of a value like {@code 12 kB}; 0 when it is unknown. */
    static long kilobytes(String value) {
        return value.endsWith(" kB") ? Long.parseLong(value.substring(0, value.length() - 3)) : 0;
    }

    private static String commit(Path checkout) {
        try {
            String git = checkout.toString();
            String commit = ChildProcess.output("git", "-C", git, "rev-parse", "--short=12", "HEAD")
                    .strip();
            return ChildProcess.output("git", "-C", git, "status", "--porcelain")
                            .isBlank()
                    ? commit
                    : commit + "+";
        } catch (IOException e) {
            return "unknown";
        }
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%s, %d processors, %.0f GB; %s; Lucene %s; commit %s; load before %.2f; `%s`",
                cpu,
                processors,
                memoryBytes / 1e9,
                jdk,
                lucene,
                commit,
                loadBefore,
                command);
    }
}
