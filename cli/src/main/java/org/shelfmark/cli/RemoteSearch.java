package org.shelfmark.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.shelfmark.search.Comparison;
import org.shelfmark.search.ComparisonRequest;
import org.shelfmark.search.ExportLines;
import org.shelfmark.search.ExportListener;
import org.shelfmark.search.ExportRequest;
import org.shelfmark.search.FetchedRecord;
import org.shelfmark.search.FigureRequests;
import org.shelfmark.search.Figures;
import org.shelfmark.search.HistoryFrames;
import org.shelfmark.search.HistoryListener;
import org.shelfmark.search.HistoryRequest;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SubmissionReport;
import org.shelfmark.search.SubmissionRequests;
import org.shelfmark.search.Submissions;
import org.shelfmark.search.SuggestRequest;
import org.shelfmark.search.Suggestions;
import org.shelfmark.search.Translation;

/** Answers by asking a server. */
final class RemoteSearch implements JobSearch {
    private final ServerConnection server;

    RemoteSearch(URI base) {
        this.server = new ServerConnection(base);
    }

    @Override
    public Responses.Count count(Requests.Count request) throws IOException {
        return server.get("count", selection(request.jobs()), Responses.Count.class);
    }

    private static Map<String, String> selection(Requests.Selection jobs) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", jobs.query());
        parameters.put("constraint", jobs.constraint().orElse(""));
        return parameters;
    }

    @Override
    public Responses.Jobs jobs(Requests.Jobs request) throws IOException {
        Map<String, String> parameters = selection(request.jobs());
        parameters.put("sort", request.sort());
        parameters.put("limit", Integer.toString(request.limit()));
        parameters.put("cursor", request.cursor().orElse(""));
        parameters.put("fields", String.join(",", request.fields()));
        return server.get("jobs", parameters, Responses.Jobs.class);
    }

    @Override
    public void export(ExportRequest request, ExportListener listener) throws IOException {
        Map<String, String> parameters = selection(request.jobs());
        parameters.put("fields", String.join(",", request.fields()));
        server.stream("export", parameters, body -> ExportLines.read(body, listener));
    }

    @Override
    public Responses.Facets facets(Requests.Facets request) throws IOException {
        Map<String, String> parameters = selection(request.jobs());
        parameters.put("by", String.join(",", request.by()));
        parameters.put("top", Integer.toString(request.top()));
        parameters.put("sort", request.sort().word());
        parameters.put("prefix", request.prefix());
        return server.get("facets", parameters, Responses.Facets.class);
    }

    @Override
    public Figures.Stats stats(FigureRequests.Stats request) throws IOException {
        Map<String, String> parameters = selection(request.jobs());
        parameters.put("of", String.join(",", request.of()));
        parameters.put("by", String.join(",", request.by()));
        parameters.put(
                "percentiles",
                request.percentiles().stream().map(String::valueOf).collect(Collectors.joining(",")));
        parameters.put("top", Integer.toString(request.top()));
        return server.get("stats", parameters, Figures.Stats.class);
    }

    @Override
    public Figures.Histogram histogram(FigureRequests.Histogram request) throws IOException {
        Map<String, String> parameters = selection(request.jobs());
        parameters.put("of", request.of());
        parameters.put("interval", request.interval());
        parameters.put("by", request.by().orElse(""));
        parameters.put("top", Integer.toString(request.top()));
        return server.get("histogram", parameters, Figures.Histogram.class);
    }

    @Override
    public Comparison compare(ComparisonRequest request) throws IOException {
        Map<String, String> parameters = selection(request.jobs());
        request.against().ifPresent(against -> {
            parameters.put("against", against.query());
            parameters.put("against_constraint", against.constraint().orElse(""));
        });
        parameters.put("by", String.join(",", request.by()));
        parameters.put("top", Integer.toString(request.top()));
        return server.get("compare", parameters, Comparison.class);
    }

    @Override
    public Suggestions suggest(SuggestRequest request) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", request.query());
        parameters.put("at", text(request.at()));
        parameters.put("limit", Integer.toString(request.limit()));
        return server.get("suggest", parameters, Suggestions.class);
    }

    @Override
    public Translation translate(Requests.Translate request) throws IOException {
        return server.get("constraint", Map.of("q", request.query()), Translation.class);
    }

    @Override
    public Submissions submissions(SubmissionRequests.Submissions request) throws IOException {
        Map<String, String> parameters = selection(request.jobs());
        parameters.put("by", request.by().word());
        parameters.put("sort", request.sort());
        parameters.put("limit", Integer.toString(request.limit()));
        parameters.put("cursor", request.cursor().orElse(""));
        return server.get("submissions", parameters, Submissions.class);
    }

    @Override
    public SubmissionReport report(SubmissionRequests.Report request) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("by", request.by().word());
        parameters.put("owner", request.owner().orElse(""));
        parameters.put("source", request.source().orElse(""));
        return server.get(
                "submissions/" + ServerConnection.encoded(request.name()), parameters, SubmissionReport.class);
    }

    @Override
    public Responses.Job job(Requests.OneJob request) throws IOException {
        return server.get("jobs/" + ServerConnection.encoded(request.id()), source(request), Responses.Job.class);
    }

    @Override
    public FetchedRecord record(Requests.OneJob request) throws IOException {
        String path = "jobs/" + ServerConnection.encoded(request.id()) + "/record";
        Map<String, String> parameters = new LinkedHashMap<>(source(request));
        HttpResponse<byte[]> text = server.send(path, parameters);
        parameters.put("format", "json");
        HttpResponse<byte[]> json = server.send(path, parameters);
        return new FetchedRecord(
                text.headers().firstValue("Shelfmark-Id").orElse(request.id()),
                "",
                text.headers().firstValueAsLong("Shelfmark-Offset").orElse(0),
                text.body(),
                new String(json.body(), StandardCharsets.UTF_8),
                text.headers().firstValueAsLong("Shelfmark-Left-Out").orElse(0));
    }

    private static Map<String, String> source(Requests.OneJob request) {
        return Map.of("source", request.source().orElse(""));
    }

    @Override
    public Responses.Files files(Requests.Files request) throws IOException {
        return server.get("files", Map.of("problems", Boolean.toString(request.problems())), Responses.Files.class);
    }

    @Override
    public Responses.Status status() throws IOException {
        return server.get("status", Map.of(), Responses.Status.class);
    }

    @Override
    public Responses.Fields fields() throws IOException {
        return server.get("fields", Map.of(), Responses.Fields.class);
    }

    @Override
    public void read(HistoryRequest request, HistoryListener listener) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(
                "ids",
                request.ids().stream()
                        .map(id -> id.cluster()
                                + (id.proc().isPresent() ? "." + id.proc().getAsLong() : ""))
                        .collect(Collectors.joining(",")));
        parameters.put("owners", String.join(",", request.owners()));
        parameters.put(
                "constraint",
                request.constraints().size() == 1
                        ? request.constraints().get(0)
                        : request.constraints().stream()
                                .map(constraint -> "(" + constraint + ")")
                                .collect(Collectors.joining(" && ")));
        parameters.put("forwards", request.forwards() ? "true" : "");
        parameters.put("limit", text(request.limit()));
        parameters.put("scanlimit", text(request.scanLimit()));
        parameters.put("since", request.since().orElse(""));
        parameters.put("source", request.source().orElse(""));
        server.stream("history", parameters, body -> HistoryFrames.read(body, listener));
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }

    @Override
    public void close() {
        server.close();
    }
}
