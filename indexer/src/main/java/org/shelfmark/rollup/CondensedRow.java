package org.shelfmark.rollup;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.store.ByteArrayDataInput;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.EfficiencyBins;
import org.shelfmark.aggregate.JobTotals;
import org.shelfmark.aggregate.NumberRange;
import org.shelfmark.aggregate.NumberTally;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.query.CondensedJobs;
import org.shelfmark.query.Spread;

/** The jobs of an archived submission that ended alike. */
public final class CondensedRow implements CondensedJobs {
    private static final String PROC = "proc";

    private final CondensedSubmission submission;
    private final int place;
    private final long jobs;
    private final Set<String> unfaithful;

    CondensedRow(CondensedSubmission submission, int place, long jobs, Set<String> unfaithful) {
        this.submission = submission;
        this.place = place;
        this.jobs = jobs;
        this.unfaithful = unfaithful;
    }

    /** Its place in the submission, from 0: {@link org.shelfmark.document.ArchivedRecord#row} means it. */
    public int place() {
        return place;
    }

    @Override
    public long jobs() {
        return jobs;
    }

    @Override
    public Spread spread(String column) throws IOException {
        return column.equals(PROC) ? procs().spread(jobs) : submission.spread(column, place);
    }

    @Override
    public boolean isFaithful(String column) {
        // where a record has none, there is the banner's
        return !column.equals(PROC) && !unfaithful.contains(column);
    }

    /** The values of a column; null where it does not keep values as such. */
    @Nullable
    StoredValues values(String column) throws IOException {
        return submission.values(column);
    }

    /** Whether all numbers of its jobs in a column are integers; false where that is not known. */
    public boolean areIntegers(String column) throws IOException {
        ByteArrayDataInput numbers = submission.numbers(column, place);
        return numbers != null && StoredNumbers.areIntegers(numbers);
    }

    /**
     * Widens a range by the numbers of its jobs in a column.
     *
     * @return false where they are not known; the range is as it was then
     */
    public boolean addTo(NumberRange range, String column) throws IOException {
        ByteArrayDataInput numbers = submission.numbers(column, place);
        return numbers != null && StoredNumbers.addTo(range, numbers);
    }

    /** The value that all its jobs have in a column, undefined where none has any; empty where that is not known. */
    public Optional<AttributeValue> single(String column) throws IOException {
        if (!(spread(column) instanceof Spread.Values values)) {
            return Optional.empty();
        }
        if (values.counts().isEmpty()) {
            return Optional.of(AttributeValue.UNDEFINED);
        }
        Map.Entry<AttributeValue, Long> first =
                values.counts().entrySet().iterator().next();
        return first.getValue() == jobs ? Optional.of(first.getKey()) : Optional.empty();
    }

    /**
     * Adds the numbers of all its jobs in a column.
     *
     * @return false where they are not known; nothing is added then
     */
    public boolean addTo(NumberTally tally, String column) throws IOException {
        ByteArrayDataInput numbers = submission.numbers(column, place);
        if (numbers != null) {
            return StoredNumbers.addTo(tally, numbers);
        }
        if (!(spread(column) instanceof Spread.Values values)) {
            return false;
        }
        values.counts().forEach(tally::add);
        return true;
    }

    /** Adds what is kept of the numbers to a summary that is being made. */
    void addTo(NumberSpread into, String column) throws IOException {
        ByteArrayDataInput numbers = submission.numbers(column, place);
        if (numbers == null) {
            into.forget();
        } else {
            into.addFrom(numbers);
        }
    }

    /** Sums over its jobs, as of jobs that are not archived. */
    public JobTotals totals() throws IOException {
        return submission.totals(place).totals();
    }

    /** CPU efficiency of its jobs. */
    public EfficiencyBins efficiency() throws IOException {
        return submission.totals(place).efficiency();
    }

    /** What its jobs brought home. */
    public Deliveries deliveries() throws IOException {
        return submission.totals(place).deliveries();
    }

    /** ProcIds of its jobs. */
    public ProcRanges procs() throws IOException {
        return submission.totals(place).procs();
    }
}
