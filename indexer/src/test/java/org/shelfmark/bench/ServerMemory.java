package org.shelfmark.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The memory of a server while it is asked. */
final class ServerMemory {
    private final BenchServer server;
    private double heapPeak;

    ServerMemory(BenchServer server) {
        this.server = server;
    }

    /** Asks the server how much of its heap is used. */
    void sample() {
        try (HttpConnection connection = server.connect()) {
            heapPeak = Math.max(heapPeak, heap(connection.get("/metrics"), "used"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The sum over all parts of the heap, as the server's metrics say. */
    static double heap(String metrics, String what) {
        return metrics.lines()
                .filter(line -> line.startsWith("jvm_memory_" + what + "_bytes{") && line.contains("area=\"heap\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    Results.Row row(String name, long jobs) throws IOException {
        sample();
        Map<String, Double> values = new LinkedHashMap<>();
        try (HttpConnection connection = server.connect()) {
            String metrics = connection.get("/metrics");
            values.put("resident MB", server.memory("VmRSS") / 1e6);
            values.put("peak resident MB", server.memory("VmHWM") / 1e6);
            values.put("own MB", server.memory("RssAnon") / 1e6);
            values.put("heap used MB", heap(metrics, "used") / 1e6);
            values.put("heap peak MB", heapPeak / 1e6);
            values.put("heap committed MB", heap(metrics, "committed") / 1e6);
        }
        return new Results.Row(Section.MEMORY, name, jobs, values);
    }
}
