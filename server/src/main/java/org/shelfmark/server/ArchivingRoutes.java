package org.shelfmark.server;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.ArchiveReport;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.rollup.UnarchiveReport;
import org.shelfmark.search.SearchException;

/** The routes that archive submissions and bring them back. */
final class ArchivingRoutes {
    private static final Parameter<String> HEADER =
            Parameter.header(ChangeChecks.HEADER, "any value; web pages elsewhere cannot send it");
    private static final Parameter<String> QUERY =
            Parameter.text("q", "the jobs meant, in Shelfmark's query language; * for every job");
    private static final Parameter<Optional<Duration>> OLDER_THAN =
            Parameter.span("older_than", "how long ago the last job of a submission must have left the queue, as 30d");
    private static final Parameter<Optional<Duration>> PIN =
            Parameter.span("pin", "for how long they must not be archived again, as 7d");
    private static final Parameter<Boolean> DRY_RUN =
            Parameter.flag("dry_run", "whether only to say what would happen");

    private final Archiving archiving;
    private final ChangeChecks checks;

    ArchivingRoutes(Archiving archiving, ChangeChecks checks) {
        this.archiving = archiving;
        this.checks = checks;
    }

    List<Route> all() {
        return List.of(
                Route.change(
                        "/api/v1/archive",
                        "Archives the submissions of which all jobs match",
                        ArchiveReport.class,
                        List.of(HEADER, QUERY, OLDER_THAN, DRY_RUN),
                        new Route.Method.Post(this::check, ofTheServer()),
                        this::archive),
                Route.change(
                        "/api/v1/unarchive",
                        "Brings the archived submissions back of which a job may match",
                        UnarchiveReport.class,
                        List.of(HEADER, QUERY, PIN, DRY_RUN),
                        new Route.Method.Post(this::check, Map.of()),
                        this::unarchive));
    }

    private void check(Context context) {
        if (archiving.archivist().isEmpty()) {
            throw new ForbiddenResponse(archiving.refusal());
        }
        checks.check(context);
    }

    private static Map<String, String> ofTheServer() {
        Map<String, String> refusals = new LinkedHashMap<>();
        for (String option : List.of("keep", "located", "output_files", "output_bytes")) {
            refusals.put(
                    option,
                    "'" + option + "' cannot be asked for: a server archives by the settings it was started with (--"
                            + option.replace('_', '-') + " of serve)");
        }
        refusals.put(
                "without_details",
                "'without_details' cannot be asked for: a server archives only what can come back; shelfmark archive"
                        + " --index DIR --without-details does it while the server is stopped");
        return refusals;
    }

    private ArchiveReport archive(Arguments given) throws IOException {
        String query = given.get(QUERY);
        Optional<Duration> olderThan = given.get(OLDER_THAN);
        if (query.isBlank() && olderThan.isEmpty()) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "nothing says what to archive; accepted: q, older_than or both; q=* means every job");
        }
        return archiving
                .archivist()
                .orElseThrow()
                .archive(new ArchiveOrder(query, olderThan, given.get(DRY_RUN), false));
    }

    private UnarchiveReport unarchive(Arguments given) throws IOException {
        String query = given.get(QUERY);
        if (query.isBlank()) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "nothing says what to bring back; accepted: q; q=* means every job");
        }
        return archiving
                .archivist()
                .orElseThrow()
                .unarchive(new UnarchiveOrder(query, given.get(PIN), given.get(DRY_RUN)));
    }
}
