package org.shelfmark.search;

import java.io.IOException;
import java.time.InstantSource;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.document.RecordViews;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.constraint.ConstraintPlanner;

/** Plans the constraints of one request, for which time stands still. One thread. */
final class ConstraintDecisions {
    private final SearchRun run;
    private final Mapping mapping;
    private final boolean withSecrets;
    private final JobLookup lookup;
    private final OpenRecords records;
    private final Evaluator evaluator;
    private final RecordViews views;
    private final ConstraintPlanner planner;

    ConstraintDecisions(
            SearchRun run, Mapping mapping, SearchSettings settings, JobLookup lookup, OpenRecords records) {
        this.run = run;
        this.mapping = mapping;
        this.withSecrets = settings.withSecrets();
        this.lookup = lookup;
        this.records = records;
        this.evaluator = new Evaluator(
                InstantSource.fixed(settings.clock().instant()), settings.zone(), EvaluationLimits.DEFAULT, true);
        this.views = new RecordViews(mapping, evaluator);
        this.planner = new ConstraintPlanner(mapping, run.values(), evaluator, settings.withSecrets());
    }

    /** Records as the constraints see them; the same views that deciding a constraint uses. */
    RecordViews views() {
        return views;
    }

    /** Other views of the same kind. */
    RecordViews moreViews() {
        return new RecordViews(mapping, evaluator);
    }

    /** A planned constraint. */
    ConstraintRun of(Expression constraint) throws IOException {
        return new ConstraintRun(
                run, mapping, planner.plan(constraint), evaluator, withSecrets, lookup, records, views);
    }
}
