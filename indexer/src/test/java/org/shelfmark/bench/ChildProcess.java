package org.shelfmark.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Runs other programs and tells what they took. */
final class ChildProcess {
    private static final File NOTHING = new File("/dev/null");
    private static final long POLL_MILLIS = 10;
    private static final int CHILDREN_USER_TICKS = 13;
    private static final double TICKS_A_SECOND = 100;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    /**
     * What a program took.
     *
     * @param seconds from its start to its end
     * @param cpuSeconds user and system time, in hundredths
     * @param peakBytes the largest resident memory seen, at most 10 milliseconds before its end
     */
    record Cost(double seconds, double cpuSeconds, long peakBytes) {}

    private ChildProcess() {}

    /** Ends what still runs; for the end of this process. */
    static void endAll() {
        RUNNING.stream().filter(Process::isAlive).forEach(Process::destroy);
    }

    /** A program that is ready to be started: it does not inherit what the caller's Shelfmark is set up to do. */
    static ProcessBuilder builder(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(NOTHING));
        builder.environment().keySet().removeIf(name -> name.startsWith("SHELFMARK_"));
        builder.environment().putAll(environment);
        return builder;
    }

    /** Starts it and remembers that it runs. */
    static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        RUNNING.add(process);
        return process;
    }

    /**
     * Runs a program to its end.
     *
     * @throws IOException when it fails; with what it said
     */
    static Cost run(List<String> command) throws IOException {
        Path said = Files.createTempFile("bench", ".log");
        try {
            double cpuBefore = childrenSeconds();
            long began = System.nanoTime();
            Process process = start(builder(command, Map.of())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(said.toFile()));
            long peak = 0;
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                peak = Math.max(peak, memory(process.pid(), "VmHWM"));
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            require(process, command, Files.readString(said));
            return new Cost(seconds, childrenSeconds() - cpuBefore, peak);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while '" + command.get(0) + "' ran", e);
        } finally {
            Files.deleteIfExists(said);
        }
    }

    /** Runs a program to its end and gives the time from its start to its end, in nanoseconds. */
    static long time(List<String> command) throws IOException {
        long began = System.nanoTime();
        Process process = start(builder(command, Map.of())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD));
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while '" + command.get(0) + "' ran", e);
        }
        long nanos = System.nanoTime() - began;
        require(process, command, "");
        return nanos;
    }

    /** What a program prints. */
    static String output(String... command) throws IOException {
        Process process = start(builder(List.of(command), Map.of()).redirectError(ProcessBuilder.Redirect.DISCARD));
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            require(process, List.of(command), "");
            return text;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while '" + command[0] + "' ran", e);
        }
    }

    private static void require(Process process, List<String> command, String said) throws IOException {
        if (process.exitValue() != 0) {
            throw new IOException(
                    "'" + String.join(" ", command) + "' ended with " + process.exitValue() + ": " + said.strip());
        }
    }

    /** A number of {@code /proc/PID/status} in bytes; 0 when the process is gone. */
    static long memory(long pid, String name) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
                if (line.startsWith(name + ":")) {
                    return Machine.kilobytes(line.substring(name.length() + 1).strip()) * 1024;
                }
            }
        } catch (IOException gone) {
            return 0;
        }
        return 0;
    }

    /** Processor time of all children that have ended. */
    private static double childrenSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[CHILDREN_USER_TICKS]) + Long.parseLong(fields[CHILDREN_USER_TICKS + 1]))
                / TICKS_A_SECOND;
    }
}
