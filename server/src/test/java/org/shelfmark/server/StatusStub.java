package org.shelfmark.server;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.ExportListener;
import org.shelfmark.search.ExportRequest;
import org.shelfmark.search.FetchedRecord;
import org.shelfmark.search.HistoryListener;
import org.shelfmark.search.HistoryRequest;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SuggestRequest;
import org.shelfmark.search.Suggestions;

/** Answers {@code status} as it is told, and nothing else. */
final class StatusStub implements JobSearch {
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
                0, 0, false, List.of(), "/index", 0, 0, 0, 0, 123_456, 789, 5, files, List.of(sources), activity);
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

    @Override
    public Responses.Status status() throws IOException {
        IOException now = failure;
        if (now != null) {
            throw now;
        }
        return status;
    }

    private static UnsupportedOperationException notAsked() {
        return new UnsupportedOperationException("only the status is asked for here");
    }

    @Override
    public void read(HistoryRequest request, HistoryListener listener) {
        throw notAsked();
    }

    @Override
    public Responses.Count count(Requests.Count request) {
        throw notAsked();
    }

    @Override
    public Responses.Jobs jobs(Requests.Jobs request) {
        throw notAsked();
    }

    @Override
    public void export(ExportRequest request, ExportListener listener) {
        throw notAsked();
    }

    @Override
    public Responses.Facets facets(Requests.Facets request) {
        throw notAsked();
    }

    @Override
    public Suggestions suggest(SuggestRequest request) {
        throw notAsked();
    }

    @Override
    public Responses.Job job(Requests.OneJob request) {
        throw notAsked();
    }

    @Override
    public FetchedRecord record(Requests.OneJob request) {
        throw notAsked();
    }

    @Override
    public Responses.Files files(Requests.Files request) {
        throw notAsked();
    }

    @Override
    public Responses.Fields fields() {
        throw notAsked();
    }

    @Override
    public void close() {}
}
