package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.apache.lucene.search.Query;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.cluster.QueryDsl;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.QueryContext;
import org.shelfmark.query.QueryException;
import org.shelfmark.query.QueryParser;
import org.shelfmark.query.constraint.Constraint;
import org.shelfmark.query.constraint.ConstraintPlan;
import org.shelfmark.query.constraint.ConstraintPlanner;
import org.shelfmark.query.constraint.JobSets;
import org.shelfmark.search.Requests;
import org.shelfmark.search.SearchException;
import org.shelfmark.search.SearchSettings;

/** Reads queries and constraints, and writes them as the cluster is asked. Safe for many threads. */
final class JobQueries {
    /** A cluster takes twenty queries within each other, and a thousand beside each other; some are put around ours. */
    private static final int DEEPEST = 16;

    private static final int WIDEST = 700;

    private final QueryDsl dsl;
    private final Mapping mapping;
    private final SearchSettings settings;

    JobQueries(QueryDsl dsl, Mapping mapping, SearchSettings settings) {
        this.dsl = dsl;
        this.mapping = mapping;
        this.settings = settings;
    }

    /** How is searched when a moment is meant. */
    SearchSettings at(Instant now) {
        return new SearchSettings(
                InstantSource.fixed(now),
                settings.zone(),
                settings.withSecrets(),
                settings.timeout(),
                settings.paging());
    }

    /** The documents that a query means at a moment, those that are no jobs perhaps included. */
    Query read(ClusterState state, String text, Instant now) {
        try {
            return QueryParser.parse(text, new QueryContext(mapping, state.names(), now, settings.zone()));
        } catch (QueryException e) {
            throw SearchException.of(e, text);
        }
    }

    /** The jobs of a query that means the present moment. */
    ObjectNode dsl(ClusterState state, String text) {
        return dsl(read(state, text, settings.clock().instant()));
    }

    /** Those documents of a query that are jobs. */
    ObjectNode dsl(Query query) {
        return dsl.of(QueryParser.jobsOnly(query));
    }

    /** The jobs of a request that means some moment. */
    Narrowed narrowed(ClusterState state, Requests.Selection jobs, Instant now) throws IOException {
        Query query = read(state, jobs.query(), now);
        if (jobs.constraint().isEmpty()) {
            return new Narrowed(query, query, jobs);
        }
        ConstraintPlan plan = plan(state, constraint(jobs.constraint().get()), now);
        boolean canBeAsked = canBeAsked(plan.most()) && canBeAsked(plan.least());
        return new Narrowed(
                canBeAsked ? JobSets.all(List.of(query, plan.most())) : query,
                canBeAsked ? JobSets.all(List.of(query, plan.least())) : JobSets.NONE,
                jobs);
    }

    private static Expression constraint(String text) {
        try {
            return Constraint.parse(text);
        } catch (QueryException e) {
            throw SearchException.of(e, text);
        }
    }

    private ConstraintPlan plan(ClusterState state, Expression constraint, Instant now) throws IOException {
        Evaluator evaluator = new Evaluator(InstantSource.fixed(now), settings.zone(), EvaluationLimits.DEFAULT, true);
        ConstraintPlanner planner = new ConstraintPlanner(mapping, state.values(), evaluator, settings.withSecrets());
        long asked = state.values().asked();
        ConstraintPlan plan = planner.plan(constraint);
        // waiting for the cluster took of the time that a plan has
        return state.values().asked() == asked ? plan : planner.plan(constraint);
    }

    /** Whether the cluster takes so large a query. */
    boolean canBeAsked(Query query) {
        ObjectNode written = dsl(query);
        return depth(written) <= DEEPEST && width(written) <= WIDEST;
    }

    private static int depth(JsonNode node) {
        int deepest = 0;
        for (JsonNode child : node) {
            deepest = Math.max(deepest, depth(child));
        }
        return deepest + (node.has("bool") ? 1 : 0);
    }

    /** How many queries there are in a query. */
    private static int width(JsonNode node) {
        int width = node.isObject() ? 1 : 0;
        for (JsonNode child : node) {
            width += child.isContainerNode() ? width(child) : 0;
        }
        return width;
    }
}
