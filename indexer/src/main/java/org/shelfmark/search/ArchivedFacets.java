package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.shelfmark.aggregate.ValueCounts;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.query.JobCount;
import org.shelfmark.rollup.KeptCounts;

/** Adds archived jobs to counts per value. One request, one thread. */
final class ArchivedFacets {
    private final List<Facet> facets = new ArrayList<>();

    /** One facet and the archived jobs of which it cannot be told which value they have. */
    static final class Facet {
        private final ArchivedColumn column;
        private final ValueCounts counts;
        private final KeptCounts ofWholeRows;
        private long undecidable;

        private Facet(ArchivedColumn column, ValueCounts counts) {
            this.column = column;
            this.counts = counts;
            this.ofWholeRows = new KeptCounts((value, jobs) -> counts.add(column.value(value), jobs));
        }

        ValueCounts counts() {
            return counts;
        }

        /** Archived jobs that are meant and whose value is not known. */
        long undecidable() {
            return undecidable;
        }

        private void add(MatchingRow row) throws IOException {
            if (row.isWhole() && ofWholeRows.add(row.row(), column.name())) {
                return;
            }
            long left = row.count().least();
            for (RowDivision.Part part : row.by(column.name()).parts()) {
                if (part instanceof RowDivision.Part.Valued valued) {
                    long jobs = valued.count().least();
                    left -= jobs;
                    if (jobs > 0 && !(valued.value() instanceof AttributeValue.Undefined)) {
                        counts.add(column.value(valued.value()), jobs);
                    }
                }
            }
            undecidable += left;
        }
    }

    /** Asks for a facet, of which live jobs are counted. */
    Facet find(ArchivedColumn column, ValueCounts live) {
        Facet facet = new Facet(column, live);
        facets.add(facet);
        return facet;
    }

    /** Counts, and says how many jobs are meant. */
    JobCount over(ArchivedJobs jobs) throws IOException {
        Set<String> columns = new LinkedHashSet<>();
        facets.forEach(facet -> columns.add(facet.column.name()));
        JobCount meant = jobs.visit(columns, row -> {
            for (Facet facet : facets) {
                facet.add(row);
            }
        });
        for (Facet facet : facets) {
            facet.ofWholeRows.finish();
        }
        return meant;
    }
}
