package org.shelfmark.bench;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code shelfmark serve} in a process of its own, on a free port. */
final class BenchServer implements Closeable {
    private static final Pattern LISTENING = Pattern.compile("listening on http://127\\.0\\.0\\.1:([0-9]+)/,");
    private static final long END_SECONDS = 60;

    private final Process process;
    private final int port;

    private BenchServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts it and waits until it listens.
     *
     * @param javaOptions flags of its Java behind those of the launcher; may be empty
     */
    static BenchServer start(Path launcher, Path index, String javaOptions, String... words) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(launcher.toString(), "serve", "--port", "0", "--index", index.toString()));
        command.addAll(List.of(words));
        Process process = ChildProcess.start(ChildProcess.builder(command, Map.of("SHELFMARK_JAVA_OPTS", javaOptions))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD));
        BufferedReader said = process.errorReader(StandardCharsets.UTF_8);
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append("; ");
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                // it must not be stopped by a pipe that nobody empties
                Thread.ofVirtual().start(() -> said.lines().forEach(talk -> {}));
                return new BenchServer(process, Integer.parseInt(listening.group(1)));
            }
        }
        throw new IOException("the server did not start: " + all);
    }

    HttpConnection connect() throws IOException {
        return new HttpConnection(port);
    }

    /** A number of its {@code /proc/PID/status} in bytes. */
    long memory(String name) {
        return ChildProcess.memory(process.pid(), name);
    }

    /** Ends it in order; kills it when it does not end within a minute. */
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
