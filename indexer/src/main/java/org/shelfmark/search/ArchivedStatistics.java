package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.GroupTallies;
import org.shelfmark.aggregate.NumberTally;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.query.JobCount;
import org.shelfmark.search.RowDivision.Part;

/** Adds archived jobs to statistics of numbers. One request, one thread. */
final class ArchivedStatistics {
    private final List<ArchivedColumn> of;
    private final List<ArchivedColumn> by;
    private final GroupTallies all;
    private final @Nullable GroupTallies groups;
    private final int exactValues;
    private long ungrouped;

    /**
     * Statistics of some numbers.
     *
     * @param by what jobs of a group have in common
     * @param all live jobs as one group
     * @param groups live jobs by group; null where groups are not asked for
     * @param exactValues how many numbers of such a group are kept
     */
    ArchivedStatistics(
            List<ArchivedColumn> of,
            List<ArchivedColumn> by,
            GroupTallies all,
            @Nullable GroupTallies groups,
            int exactValues) {
        this.of = List.copyOf(of);
        this.by = List.copyOf(by);
        this.all = all;
        this.groups = groups;
        this.exactValues = exactValues;
    }

    /** Adds them, and says how many are meant. */
    JobCount over(ArchivedJobs jobs) throws IOException {
        Set<String> columns = new LinkedHashSet<>();
        of.forEach(column -> columns.add(column.name()));
        by.forEach(column -> columns.add(column.name()));
        return jobs.visit(columns, row -> {
            if (row.count().least() > 0) {
                addRow(all.group(List.of(), NumberTally.EXACT_VALUES), row);
                if (groups != null) {
                    addGrouped(groups, row);
                }
            }
        });
    }

    /** Jobs that are meant and whose group is not known. */
    long ungrouped() {
        return ungrouped;
    }

    private void addRow(GroupTallies.Group group, MatchingRow row) throws IOException {
        group.addJobs(row.count().least());
        for (int i = 0; i < of.size(); i++) {
            String column = of.get(i).name();
            if (!row.isWhole() || !row.row().addTo(group.tallies().get(i), column)) {
                group.addUndecidable(
                        i, row.count().least() - addParts(group.tallies().get(i), row.by(column)));
            }
        }
    }

    /** Adds what is known for certain, and says of how many jobs that is. */
    private static long addParts(NumberTally tally, RowDivision division) {
        long known = 0;
        for (Part part : division.parts()) {
            long jobs = part.count().least();
            if (jobs > 0 && part instanceof Part.Valued valued) {
                tally.add(valued.value(), jobs);
                known += jobs;
            } else if (part instanceof Part.NoNumber) {
                known += jobs;
            }
        }
        return known;
    }

    private void addGrouped(GroupTallies into, MatchingRow row) throws IOException {
        List<AttributeValue> key = new ArrayList<>();
        int several = -1;
        for (int i = 0; i < by.size(); i++) {
            RowDivision division = row.by(by.get(i).name());
            Optional<AttributeValue> single = division.single();
            if (single.isEmpty()) {
                if (!division.isKnown() || several >= 0) {
                    ungrouped += row.count().least();
                    return;
                }
                several = i;
            }
            key.add(by.get(i).value(single.orElse(AttributeValue.UNDEFINED)));
        }
        if (several < 0) {
            addRow(into.group(key, exactValues), row);
        } else {
            addParts(into, key, several, row);
        }
    }

    private void addParts(GroupTallies into, List<AttributeValue> key, int several, MatchingRow row)
            throws IOException {
        ArchivedColumn column = by.get(several);
        long left = row.count().least();
        for (Part part : row.by(column.name()).parts()) {
            long jobs = part.count().least();
            if (jobs > 0 && part instanceof Part.Valued valued) {
                left -= jobs;
                key.set(several, column.value(valued.value()));
                GroupTallies.Group group = into.group(List.copyOf(key), exactValues);
                group.addJobs(jobs);
                for (int i = 0; i < of.size(); i++) {
                    boolean isSame = of.get(i).name().equals(column.name());
                    Optional<AttributeValue> number = isSame
                            ? Optional.of(valued.value())
                            : row.by(of.get(i).name()).single();
                    if (number.isPresent()) {
                        group.tallies().get(i).add(number.get(), jobs);
                    } else {
                        group.addUndecidable(i, jobs);
                    }
                }
            }
        }
        ungrouped += left;
    }
}
