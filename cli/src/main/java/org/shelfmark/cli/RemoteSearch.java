package org.shelfmark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchJson;
import org.shelfmark.search.SubmissionReport;
import org.shelfmark.search.SubmissionRequests;
import org.shelfmark.search.Submissions;
import org.shelfmark.search.SuggestRequest;
import org.shelfmark.search.Suggestions;

/** Answers by asking a server. */
final class RemoteSearch implements JobSearch {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

    private final URI base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();

    RemoteSearch(URI base) {
        this.base = base;
    }

    @Override
    public Responses.Count count(Requests.Count request) throws IOException {
        return get("count", selection(request.jobs()), Responses.Count.class);
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
        return get("jobs", parameters, Responses.Jobs.class);
    }

    @Override
    public void export(ExportRequest request, ExportListener listener) throws IOException {
        Map<String, String> parameters = selection(request.jobs());
        parameters.put("fields", String.join(",", request.fields()));
        stream("export", parameters, body -> ExportLines.read(body, listener));
    }

    @Override
    public Responses.Facets facets(Requests.Facets request) throws IOException {
        Map<String, String> parameters = selection(request.jobs());
        parameters.put("by", String.join(",", request.by()));
        parameters.put("top", Integer.toString(request.top()));
        parameters.put("sort", request.sort().word());
        parameters.put("prefix", request.prefix());
        return get("facets", parameters, Responses.Facets.class);
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
        return get("stats", parameters, Figures.Stats.class);
    }

    @Override
    public Figures.Histogram histogram(FigureRequests.Histogram request) throws IOException {
        Map<String, String> parameters = selection(request.jobs());
        parameters.put("of", request.of());
        parameters.put("interval", request.interval());
        parameters.put("by", request.by().orElse(""));
        parameters.put("top", Integer.toString(request.top()));
        return get("histogram", parameters, Figures.Histogram.class);
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
        return get("compare", parameters, Comparison.class);
    }

    @Override
    public Suggestions suggest(SuggestRequest request) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("q", request.query());
        parameters.put("at", text(request.at()));
        parameters.put("limit", Integer.toString(request.limit()));
        return get("suggest", parameters, Suggestions.class);
    }

    @Override
    public Submissions submissions(SubmissionRequests.Submissions request) throws IOException {
        Map<String, String> parameters = selection(request.jobs());
        parameters.put("by", request.by().word());
        parameters.put("sort", request.sort());
        parameters.put("limit", Integer.toString(request.limit()));
        parameters.put("cursor", request.cursor().orElse(""));
        return get("submissions", parameters, Submissions.class);
    }

    @Override
    public SubmissionReport report(SubmissionRequests.Report request) throws IOException {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("by", request.by().word());
        parameters.put("owner", request.owner().orElse(""));
        parameters.put("source", request.source().orElse(""));
        return get("submissions/" + encoded(request.name()), parameters, SubmissionReport.class);
    }

    @Override
    public Responses.Job job(Requests.OneJob request) throws IOException {
        return get("jobs/" + encoded(request.id()), source(request), Responses.Job.class);
    }

    @Override
    public FetchedRecord record(Requests.OneJob request) throws IOException {
        String path = "jobs/" + encoded(request.id()) + "/record";
        Map<String, String> parameters = new LinkedHashMap<>(source(request));
        HttpResponse<byte[]> text = send(path, parameters);
        parameters.put("format", "json");
        HttpResponse<byte[]> json = send(path, parameters);
        return new FetchedRecord(
                text.headers().firstValue("Shelfmark-Id").orElse(request.id()),
                "",
                text.headers().firstValueAsLong("Shelfmark-Offset").orElse(0),
                text.body(),
                new String(json.body(), StandardCharsets.UTF_8));
    }

    private static Map<String, String> source(Requests.OneJob request) {
        return Map.of("source", request.source().orElse(""));
    }

    @Override
    public Responses.Files files(Requests.Files request) throws IOException {
        return get("files", Map.of("problems", Boolean.toString(request.problems())), Responses.Files.class);
    }

    @Override
    public Responses.Status status() throws IOException {
        return get("status", Map.of(), Responses.Status.class);
    }

    @Override
    public Responses.Fields fields() throws IOException {
        return get("fields", Map.of(), Responses.Fields.class);
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
        stream("history", parameters, body -> HistoryFrames.read(body, listener));
    }

    /** Reads the body of an answer while it comes. */
    private interface BodyReading {
        void read(InputStream body) throws IOException;
    }

    private void stream(String path, Map<String, String> parameters, BodyReading reading) throws IOException {
        HttpResponse<InputStream> response = send(path, parameters, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = new BufferedInputStream(response.body(), 1 << 16)) {
            if (response.statusCode() != 200) {
                throw failure(response.statusCode(), body.readAllBytes());
            }
            reading.read(body);
        }
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "";
    }

    private <T> T get(String path, Map<String, String> parameters, Class<T> type) throws IOException {
        String body = new String(send(path, parameters).body(), StandardCharsets.UTF_8);
        try {
            return SearchJson.read(body, type);
        } catch (JsonProcessingException e) {
            throw new IOException("the server at " + base + " answered something that is not Shelfmark's: " + e, e);
        }
    }

    private HttpResponse<byte[]> send(String path, Map<String, String> parameters) throws IOException {
        HttpResponse<byte[]> response = send(path, parameters, HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw failure(response.statusCode(), response.body());
        }
        return response;
    }

    private <B> HttpResponse<B> send(String path, Map<String, String> parameters, HttpResponse.BodyHandler<B> bodies)
            throws IOException {
        List<String> pairs = new ArrayList<>();
        parameters.forEach((name, value) -> {
            if (!value.isEmpty()) {
                pairs.add(name + "=" + encoded(value));
            }
        });
        String query = pairs.isEmpty() ? "" : "?" + String.join("&", pairs);
        String prefix = base.toString().endsWith("/") ? base.toString() : base + "/";
        URI uri = URI.create(prefix + "api/v1/" + path + query);
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(ANSWER_TIMEOUT).build();
        try {
            return client.send(request, bodies);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerUnreachableException("interrupted while waiting for the server at " + base, e);
        } catch (IOException e) {
            throw new ServerUnreachableException("no answer from a server at " + base + ": " + e, e);
        }
    }

    /** The failure that the server describes, as the embedded search would have thrown it. */
    private IOException failure(int status, byte[] body) throws IOException {
        JsonNode problem;
        try {
            problem = SearchJson.read(new String(body, StandardCharsets.UTF_8), JsonNode.class);
        } catch (JsonProcessingException e) {
            return new IOException("the server at " + base + " answered with status " + status, e);
        }
        String kind = problem.path("kind").asText();
        for (SearchException.Kind known : SearchException.Kind.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(kind)) {
                List<String> candidates = new ArrayList<>();
                problem.path("candidates").forEach(candidate -> candidates.add(candidate.asText()));
                problem.path("suggestions").forEach(candidate -> candidates.add(candidate.asText()));
                throw new SearchException(
                        known,
                        problem.path("detail").asText(),
                        problem.path("column").asInt(),
                        problem.path("query").asText(),
                        candidates);
            }
        }
        return new IOException("the server at " + base + " answered with status " + status + ": "
                + problem.path("detail").asText());
    }

    private static String encoded(String text) {
        // in a path a plus sign is a plus sign
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        client.close();
    }
}
