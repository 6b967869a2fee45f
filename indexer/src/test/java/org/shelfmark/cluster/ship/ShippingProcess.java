package org.shelfmark.cluster.ship;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A running {@link ShippingProgram}. */
final class ShippingProcess {
    private static final long TIME_SECONDS = 120;

    private final Process process;
    private final Path errors;
    private final CompletableFuture<String> open = new CompletableFuture<>();

    private ShippingProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    static ShippingProcess start(ShipShelf shelf, long cycleBytes) throws IOException {
        Path errors = shelf.spool.resolveSibling("errors.txt");
        Process started = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-ea",
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Duser.timezone=UTC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ShippingProgram.class.getName(),
                        shelf.settings.urls().get(0).toString(),
                        shelf.settings.prefix(),
                        shelf.spool.toString(),
                        shelf.shipping.root().toString(),
                        Long.toString(cycleBytes)))
                .redirectError(errors.toFile())
                .start();
        ShippingProcess shipping = new ShippingProcess(started, errors);
        Thread.ofPlatform().daemon().start(shipping::read);
        return shipping;
    }

    private void read() {
        try {
            open.complete(process.inputReader().readLine());
        } catch (IOException e) {
            open.completeExceptionally(e);
        }
    }

    /** Waits until it reads archives. */
    void awaitOpen() throws IOException {
        try {
            if (!ShippingProgram.OPEN.equals(open.get(TIME_SECONDS, TimeUnit.SECONDS))) {
                throw new IllegalStateException("it ended: " + Files.readString(errors));
            }
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether it is there still after a time. */
    boolean runs(Duration time) {
        try {
            return !process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends it as a loss of power would; fails when it had ended by itself. */
    void kill() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("it ended: " + Files.readString(errors));
        }
        Process unused = process.destroyForcibly();
        if (runs(Duration.ofSeconds(TIME_SECONDS))) {
            throw new IllegalStateException("it does not end");
        }
    }
}
