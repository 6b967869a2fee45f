package org.shelfmark.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The program of {@code indexer/opensearch-node}, running. It ends when its standard input does: with this JVM at the latest. */
final class NodeProcess {
    private static final Duration STOP = Duration.ofMinutes(1);
    private static final String READY = "ready ";

    private final Path directory;
    private final Process process;
    private final CompletableFuture<String> ready = new CompletableFuture<>();

    private NodeProcess(Path directory, Process process) {
        this.directory = directory;
        this.process = process;
    }

    /** @param directory exists; takes what the program says on standard error, and its temporary files */
    static NodeProcess start(Path directory, List<String> arguments) throws IOException {
        Path temporary = Files.createDirectories(directory.resolve("tmp"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                // halves the time to start
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=UTC",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                NodeClassPath.find(),
                "org.shelfmark.node.Main"));
        command.addAll(arguments);
        Process started = new ProcessBuilder(command)
                .redirectError(errors(directory).toFile())
                .start();
        NodeProcess node = new NodeProcess(directory, started);
        Thread.ofPlatform()
                .daemon()
                .name("output of " + directory.getFileName())
                .start(node::readOutput);
        return node;
    }

    private static Path errors(Path directory) {
        return directory.resolve("errors.txt");
    }

    private void readOutput() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(READY)) {
                    ready.complete(line);
                }
            }
            ready.completeExceptionally(new IOException("its output has ended"));
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
    }

    /** Returns when it answers requests; else ends it, and says what it said. */
    void awaitReady(Deadline deadline) {
        try {
            ready.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            kill();
            throw new IllegalStateException("the node in '" + directory + "' does not start: " + said(), e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private String said() {
        try {
            return Files.readString(errors(directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** In an orderly way; a node that has ended already is left alone. */
    void stop() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("the node in '" + directory + "' does not stop");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for the node in '" + directory + "'", e);
    }
}
