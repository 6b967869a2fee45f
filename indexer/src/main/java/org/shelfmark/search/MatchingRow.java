package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.query.CondensedCondition;
import org.shelfmark.query.JobCount;
import org.shelfmark.query.Spread;
import org.shelfmark.rollup.CondensedRow;
import org.shelfmark.rollup.CondensedSubmission;
import org.shelfmark.search.RowDivision.Part;

/** The jobs of a row of a summary, and how many of them are meant. One thread. */
final class MatchingRow {
    private final CondensedSubmission submission;
    private final CondensedRow row;
    private final List<CondensedCondition> conditions;
    private final Map<String, RowDivision> divisions = new HashMap<>();
    private JobCount count;

    private MatchingRow(
            CondensedSubmission submission, CondensedRow row, List<CondensedCondition> conditions, JobCount count) {
        this.submission = submission;
        this.row = row;
        this.conditions = conditions;
        this.count = count;
    }

    static MatchingRow of(CondensedSubmission submission, CondensedRow row, List<CondensedCondition> conditions)
            throws IOException {
        JobCount count = JobCount.exactly(row.jobs());
        for (CondensedCondition condition : conditions) {
            count = count.and(condition.count(row), row.jobs());
        }
        return new MatchingRow(submission, row, conditions, count);
    }

    /** Whose jobs they are. */
    CondensedSubmission submission() {
        return submission;
    }

    /** All of the row, those that are not meant included. */
    CondensedRow row() {
        return row;
    }

    /** How many are meant. */
    JobCount count() {
        return count;
    }

    /** Whether all jobs of the row are meant. */
    boolean isWhole() {
        return count.least() == row.jobs();
    }

    /** Those that are meant by their values in a column. */
    RowDivision by(String column) throws IOException {
        RowDivision known = divisions.get(column);
        if (known == null) {
            known = divide(column);
            divisions.put(column, known);
            count = known.refined(count);
        }
        return known;
    }

    private RowDivision divide(String column) throws IOException {
        return switch (row.spread(column)) {
            case Spread.Unknown unknown -> RowDivision.UNKNOWN;
            case Spread.Values values -> byValue(column, values);
            case Spread.Numbers numbers -> byInterval(column, numbers);
        };
    }

    private RowDivision byValue(String column, Spread.Values values) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<AttributeValue, Long> entry : values.counts().entrySet()) {
            Spread.Values one = new Spread.Values(Map.of(entry.getKey(), entry.getValue()));
            parts.add(new Part.Valued(entry.getKey(), count(column, one, entry.getValue())));
        }
        addMissing(parts, column, row.jobs() - values.present());
        return new RowDivision(true, parts);
    }

    private RowDivision byInterval(String column, Spread.Numbers numbers) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < numbers.counts().length; i++) {
            double least = numbers.least()[i];
            double greatest = numbers.greatest()[i];
            long jobs = numbers.counts()[i];
            Spread.Numbers one =
                    new Spread.Numbers(new double[] {least}, new double[] {greatest}, new long[] {jobs}, 0);
            parts.add(new Part.Between(least, greatest, count(column, one, jobs)));
        }
        if (numbers.others() > 0) {
            parts.add(new Part.NoNumber(ofSome(numbers.others())));
        }
        addMissing(parts, column, row.jobs() - numbers.present() - numbers.others());
        return new RowDivision(true, parts);
    }

    private void addMissing(List<Part> parts, String column, long jobs) throws IOException {
        if (jobs > 0) {
            parts.add(new Part.Valued(AttributeValue.UNDEFINED, count(column, Spread.Values.NONE, jobs)));
        }
    }

    private JobCount count(String column, Spread values, long jobs) throws IOException {
        if (jobs == row.jobs() || count.most() == 0 || isWhole()) {
            return ofSome(jobs);
        }
        CondensedCondition.Slice slice = new CondensedCondition.Slice(column, values, jobs);
        JobCount meant = JobCount.exactly(jobs);
        for (CondensedCondition condition : conditions) {
            meant = meant.and(condition.count(row, slice), jobs);
        }
        return meant;
    }

    /** Of so many jobs of the row, whichever they are. */
    private JobCount ofSome(long jobs) {
        return new JobCount(Math.max(0, count.least() + jobs - row.jobs()), Math.min(count.most(), jobs));
    }
}
