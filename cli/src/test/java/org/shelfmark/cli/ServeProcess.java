package org.shelfmark.cli;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code shelfmark serve --port 0} in a Java process of its own. */
final class ServeProcess implements Closeable {
    private static final File NOTHING = new File("/dev/null");
    private static final long START_SECONDS = 60;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Pattern LISTENING =
            Pattern.compile("shelfmark: listening on http://(127\\.0\\.0\\.1):([0-9]+)/, index '.*'");
    private static final Pattern COUNT = Pattern.compile("\"count\":([0-9]+)");

    private final Process process;
    private final Queue<String> said = new ConcurrentLinkedQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    /** Starts it and waits until it listens. */
    ServeProcess(Path index, Path history, String... options) throws IOException, InterruptedException {
        this(index, words(history, options));
    }

    private static String[] words(Path history, String... options) {
        String[] words = Arrays.copyOf(options, options.length + 1);
        words[options.length] = history.toString();
        return words;
    }

    /** Starts it with more words on its command line and waits until it listens. */
    ServeProcess(Path index, String... words) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("serve", "--port", "0", "--index", index.toString()));
        arguments.addAll(List.of(words));
        process = java(arguments.toArray(String[]::new));
        LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofVirtual().start(() -> readInto(lines));
        String line = "";
        Matcher listening = LISTENING.matcher(line);
        while (!listening.matches()) {
            line = lines.poll(START_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                process.destroyForcibly();
                throw new IOException("it does not listen; it said " + said);
            }
            listening = LISTENING.matcher(line);
        }
        port = Integer.parseInt(listening.group(2));
    }

    private void readInto(LinkedBlockingQueue<String> lines) {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                lines.add(line);
            }
        } catch (IOException e) {
            said.add("(" + e + ")");
        }
    }

    /** A process of this program with the class path of the test. */
    static Process java(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // it lives for seconds: better compiled code would come too late
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(NOTHING));
        builder.environment().keySet().removeIf(name -> name.startsWith("SHELFMARK_"));
        return builder.start();
    }

    /** The port it listens on. */
    int port() {
        return port;
    }

    /** What it said so far. */
    List<String> said() {
        return List.copyOf(said);
    }

    /** Whether it lives. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Asks for a path with its query. */
    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(PATIENCE)
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** How many jobs match, by its own answer. */
    int count(String query) throws IOException, InterruptedException {
        HttpResponse<String> answer = get("/api/v1/count?q=" + query);
        Matcher count = COUNT.matcher(answer.body());
        if (answer.statusCode() != 200 || !count.find()) {
            throw new IOException("status " + answer.statusCode() + ": " + answer.body());
        }
        return Integer.parseInt(count.group(1));
    }

    /** Sends SIGTERM; the exit code. */
    int terminate() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("it does not end; it said " + said);
        }
        return process.exitValue();
    }

    /** Sends SIGKILL, and returns when it is dead. */
    void kill() throws IOException, InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IOException("it does not die; it said " + said);
        }
    }

    /** Ends it, at once and by its id, if it still lives. */
    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
    }
}
