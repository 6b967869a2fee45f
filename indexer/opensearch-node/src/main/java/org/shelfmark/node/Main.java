package org.shelfmark.node;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;

/**
 * Runs one OpenSearch node until standard input ends or the process is told to terminate: no node outlives the one who
 * started it.
 *
 * <p>Prints the one line {@code ready http=PORT transport=PORT} as soon as it answers requests. The log is
 * {@code logs/node.log} in the node's directory. A node that cannot start says why on standard error and exits with 1.
 */
public final class Main {
    private static final long STOP_SECONDS = 30;

    private Main() {}

    /**
     * Does not return.
     *
     * @param arguments see {@link NodeArguments}
     */
    public static void main(String[] arguments) {
        try {
            run(NodeArguments.parse(arguments), System.out);
        } catch (IOException | NodeValidationException | RuntimeException e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void run(NodeArguments asked, PrintStream out) throws IOException, NodeValidationException {
        // before the first class of OpenSearch's asks for its logger
        System.setProperty(
                "shelfmark.node.log",
                asked.directory().resolve("logs").resolve("node.log").toString());
        Node node = new LoopbackNode(asked);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "stop"));
        node.start();
        out.println(NodePorts.of(node).readyLine());
        System.in.transferTo(OutputStream.nullOutputStream());
    }

    private static void stop(Node node) {
        try {
            node.close();
            node.awaitClose(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException("the node does not close", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
