package org.shelfmark.server;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Responses;

/** Answers {@code status} as it is told, and nothing else. */
final class StatusStub {
    private volatile Responses.Status status;
    private volatile @Nullable IOException failure;

    StatusStub(Responses.Status status) {
        this.status = status;
    }

    void say(Responses.Status now) {
        status = now;
    }

    void fail(@Nullable IOException now) {
        failure = now;
    }

    /** A status of one active file for each source. */
    static Responses.Status status(Responses.@Nullable Activity activity, Responses.Source... sources) {
        Map<String, Long> files = new TreeMap<>(Map.of("active", (long) sources.length, "sealed", 4L));
        return new Responses.Status(
                0,
                0,
                false,
                List.of(),
                "/index",
                0,
                0,
                0,
                0,
                123_456,
                789,
                5,
                files,
                List.of(sources),
                activity,
                "UTC");
    }

    static Responses.Activity activity(long cycles, long failedCycles, Responses.@Nullable LastError error) {
        return new Responses.Activity(
                "2026-11-23T11:00:00Z",
                cycles,
                7,
                failedCycles,
                2,
                false,
                400,
                4,
                50_000,
                Map.of("1m", 1.5, "5m", 0.5, "15m", 0.25),
                new Responses.CycleSeconds(6.5, 0.5, 3.25, 0.125),
                cycles == 0 ? null : "2026-11-23T11:59:58.500Z",
                cycles == failedCycles ? null : "2026-11-23T11:59:50Z",
                error,
                3);
    }

    private Responses.Status status() throws IOException {
        IOException now = failure;
        if (now != null) {
            throw now;
        }
        return status;
    }

    /** A search that answers so. */
    JobSearch search() {
        return SearchDouble.of((method, arguments) -> {
            if (!method.equals("status")) {
                throw new UnsupportedOperationException("only the status is asked for here, not " + method);
            }
            return status();
        });
    }
}
