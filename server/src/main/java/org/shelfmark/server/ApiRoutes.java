package org.shelfmark.server;

import static org.shelfmark.server.ApiParameters.BY;
import static org.shelfmark.server.ApiParameters.CONSTRAINT;
import static org.shelfmark.server.ApiParameters.FIELDS;
import static org.shelfmark.server.ApiParameters.ID;
import static org.shelfmark.server.ApiParameters.QUERY;
import static org.shelfmark.server.ApiParameters.SOURCE;
import static org.shelfmark.server.ApiParameters.TOP;

import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.shelfmark.search.FetchedRecord;
import org.shelfmark.search.FigureRequests;
import org.shelfmark.search.Figures;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Requests;
import org.shelfmark.search.Responses;
import org.shelfmark.search.SubmissionReport;
import org.shelfmark.search.SubmissionRequests;
import org.shelfmark.search.Submissions;
import org.shelfmark.search.Translation;

/** The routes under {@code /api/v1}. */
final class ApiRoutes {
    private static final Parameter<String> SORT =
            Parameter.text("sort", "up to 4 fields with commas, - before one for descending; newest first without one");
    private static final Parameter<Integer> LIMIT =
            Parameter.integer("limit", Requests.Jobs.DEFAULT_LIMIT, 0, Requests.MAX_LIMIT, "how many jobs to give out");
    private static final Parameter<Optional<String>> CURSOR =
            Parameter.optional("cursor", "next_cursor of the page before");
    private static final Parameter<String> FORMAT =
            Parameter.oneOf("format", "the record as it stands in the archive, or as a JSON object", "long", "json");
    private static final Parameter<Boolean> PROBLEMS =
            Parameter.flag("problems", "whether to list the records that could not be understood, too");

    private static final Parameter<String> FACET_ORDER =
            Parameter.oneOf("sort", "which values come first: those of most jobs, or the lowest", "count", "value");
    private static final Parameter<String> PREFIX =
            Parameter.text("prefix", "only values that begin so, in any case; the others are counted as other");
    private static final Parameter<List<String>> NUMBERS_OF =
            Parameter.list("of", "fields or attributes whose numbers are meant, up to 20");
    private static final Parameter<List<Double>> PERCENTILES = Parameter.numbers(
            "percentiles", FigureRequests.Stats.DEFAULT_PERCENTILES, 0, 100, "which percentiles, up to 100");
    private static final Parameter<Integer> GROUPS = Parameter.integer(
            "top",
            FigureRequests.Stats.DEFAULT_TOP,
            1,
            Requests.MAX_TOP,
            "how many groups to give out, those of most jobs first");
    private static final Parameter<String> OF = Parameter.text("of", "the field or attribute with numbers or times");
    private static final Parameter<String> INTERVAL = Parameter.text(
            "interval",
            "1h, 1d, 1w, 1M and the like for times; a width or log for numbers; a fitting one without it, or for auto");
    private static final Parameter<Optional<String>> DIVIDED_BY =
            Parameter.optional("by", "a field or attribute by whose values each interval is divided");

    private static final Parameter<String> GROUPING =
            Parameter.oneOf("by", "which jobs belong together", "cluster", "batch", "dag");
    private static final Parameter<String> SUBMISSION_ORDER =
            Parameter.text("sort", "a total with - before it for descending; the last to end first without one");
    private static final Parameter<Integer> SUBMISSIONS = Parameter.integer(
            "limit",
            SubmissionRequests.Submissions.DEFAULT_LIMIT,
            0,
            Requests.MAX_LIMIT,
            "how many submissions to give out");
    private static final Parameter<String> NAME =
            Parameter.path("name", "1234 or source#1234 (the # percent-encoded) of a cluster or DAG; the batch's name");
    private static final Parameter<Optional<String>> OWNER =
            Parameter.optional("owner", "whose submission, where the name alone is ambiguous");

    private final JobSearch search;
    private final JobSearch keeping;
    private final boolean allowsArchiving;

    ApiRoutes(JobSearch search, Archiving archiving) {
        this.search = search;
        this.allowsArchiving = archiving.archivist().isPresent();
        this.keeping = search.keepingAnswers();
    }

    /** One declaration for each; their order is that of the descriptions. */
    List<Route> all() {
        return List.of(
                Route.json(
                        "/api/v1/count",
                        "How many jobs match",
                        Responses.Count.class,
                        List.of(QUERY, CONSTRAINT),
                        given -> asked(given).count(new Requests.Count(ApiParameters.selection(given)))),
                Route.json(
                        "/api/v1/jobs",
                        "The jobs that match, a page at a time",
                        Responses.Jobs.class,
                        List.of(QUERY, CONSTRAINT, SORT, LIMIT, CURSOR, FIELDS),
                        given -> search.jobs(new Requests.Jobs(
                                ApiParameters.selection(given),
                                given.get(SORT),
                                given.get(LIMIT),
                                given.get(CURSOR),
                                given.get(FIELDS)))),
                Route.json(
                        "/api/v1/jobs/{id}",
                        "One job with all its fields",
                        Responses.Job.class,
                        List.of(ID, SOURCE),
                        given -> search.job(oneJob(given))),
                new Route(
                        "/api/v1/jobs/{id}/record",
                        "The original record of one job",
                        List.of(ID, SOURCE, FORMAT),
                        new Answer.Raw(List.of("text/plain", Bodies.JSON), "the record"),
                        this::record),
                Route.json(
                        "/api/v1/facets",
                        "How many of the matching jobs have each value of some fields",
                        Responses.Facets.class,
                        List.of(QUERY, CONSTRAINT, BY.asRequired(), TOP, FACET_ORDER, PREFIX),
                        given -> asked(given)
                                .facets(new Requests.Facets(
                                        ApiParameters.selection(given),
                                        given.get(BY),
                                        given.get(TOP),
                                        Requests.FacetOrder.of(given.get(FACET_ORDER)),
                                        given.get(PREFIX)))),
                Route.json(
                        "/api/v1/stats",
                        "Statistics of the numbers of some fields, also by group",
                        Figures.Stats.class,
                        List.of(QUERY, CONSTRAINT, NUMBERS_OF.asRequired(), BY, PERCENTILES, GROUPS),
                        given -> asked(given)
                                .stats(new FigureRequests.Stats(
                                        ApiParameters.selection(given),
                                        given.get(NUMBERS_OF),
                                        given.get(BY),
                                        given.get(PERCENTILES),
                                        given.get(GROUPS)))),
                Route.json(
                        "/api/v1/histogram",
                        "How many of the matching jobs lie in each interval of a field",
                        Figures.Histogram.class,
                        List.of(QUERY, CONSTRAINT, OF.asRequired(), INTERVAL, DIVIDED_BY, TOP),
                        given -> asked(given)
                                .histogram(new FigureRequests.Histogram(
                                        ApiParameters.selection(given),
                                        given.get(OF),
                                        given.get(INTERVAL),
                                        given.get(DIVIDED_BY),
                                        given.get(TOP)))),
                ComparisonRoute.of(search),
                new SuggestRoute(search).declared(),
                Route.json(
                        "/api/v1/constraint",
                        "A query as a ClassAd expression that means the same jobs, or these and more",
                        Translation.class,
                        List.of(QUERY),
                        given -> search.translate(new Requests.Translate(given.get(QUERY)))),
                Route.json(
                        "/api/v1/submissions",
                        "The submissions of the matching jobs with totals, a page at a time",
                        Submissions.class,
                        List.of(QUERY, CONSTRAINT, GROUPING, SUBMISSION_ORDER, SUBMISSIONS, CURSOR),
                        given -> search.submissions(new SubmissionRequests.Submissions(
                                ApiParameters.selection(given),
                                SubmissionRequests.Grouping.of(given.get(GROUPING)),
                                given.get(SUBMISSION_ORDER),
                                given.get(SUBMISSIONS),
                                given.get(CURSOR)))),
                Route.json(
                        "/api/v1/submissions/{name}",
                        "All about one submission",
                        SubmissionReport.class,
                        List.of(NAME, GROUPING, OWNER, SOURCE),
                        given -> search.report(new SubmissionRequests.Report(
                                given.get(NAME),
                                SubmissionRequests.Grouping.of(given.get(GROUPING)),
                                given.get(OWNER),
                                given.get(SOURCE)))),
                new HistoryRoute(search).declared(),
                new ExportRoute(search).declared(),
                Route.json(
                        "/api/v1/files",
                        "The archive files",
                        Responses.Files.class,
                        List.of(PROBLEMS),
                        given -> search.files(new Requests.Files(given.get(PROBLEMS)))),
                Route.json(
                        "/api/v1/status",
                        "How the index is, and what indexing does",
                        Responses.Status.class,
                        List.of(),
                        given -> search.status().allowingArchiving(allowsArchiving)),
                Route.json(
                        "/api/v1/fields",
                        "The fields, and the names of all other attributes",
                        Responses.Fields.class,
                        List.of(),
                        given -> search.fields()));
    }

    private JobSearch asked(Arguments given) {
        return given.refusesKeptAnswers() ? search : keeping;
    }

    private void record(Arguments given, Context context) throws IOException {
        String format = given.get(FORMAT);
        FetchedRecord record = search.record(oneJob(given));
        context.header("Shelfmark-Id", record.id());
        context.header("Shelfmark-Offset", Long.toString(record.offset()));
        if (record.leftOutBytes() > 0) {
            context.header("Shelfmark-Left-Out", Long.toString(record.leftOutBytes()));
        }
        if (format.equals("json")) {
            Bodies.bytes(context, Bodies.JSON, record.json().getBytes(StandardCharsets.UTF_8));
        } else {
            Bodies.bytes(context, Bodies.TEXT, record.bytes());
        }
    }

    private static Requests.OneJob oneJob(Arguments given) {
        return new Requests.OneJob(given.get(ID), given.get(SOURCE));
    }
}
