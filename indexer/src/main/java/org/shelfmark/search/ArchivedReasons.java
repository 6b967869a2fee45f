package org.shelfmark.search;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.shelfmark.aggregate.JobTotals;
import org.shelfmark.aggregate.ReasonBuckets;
import org.shelfmark.aggregate.SubmissionTally;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.query.Spread;
import org.shelfmark.rollup.CondensedRow;

/** Adds why archived jobs were held and removed: codes and texts are known by themselves, not which belong together. */
final class ArchivedReasons {
    private static final String HOLDS = "hold_reasons";
    private static final String REMOVALS = "remove_reasons";

    private final CondensedRow row;
    private final SubmissionTally tally;
    private final Set<String> unknown = new TreeSet<>();

    private ArchivedReasons(CondensedRow row, SubmissionTally tally) {
        this.row = row;
        this.tally = tally;
    }

    /**
     * Adds the reasons of all jobs of a row.
     *
     * @param areRemoved whether its jobs were removed
     * @return the parts of the report that do not tell of these jobs
     */
    static Set<String> add(CondensedRow row, boolean areRemoved, SubmissionTally tally) throws IOException {
        ArchivedReasons reasons = new ArchivedReasons(row, tally);
        reasons.addRemovals(areRemoved);
        reasons.addHolds();
        return reasons.unknown;
    }

    private void addRemovals(boolean areRemoved) throws IOException {
        if (!(row.spread("remove_reason") instanceof Spread.Values texts)) {
            unknown.add(REMOVALS);
            return;
        }
        addTexts(tally.removals, Optional.empty(), texts);
        long others = row.jobs() - texts.present();
        if (areRemoved && others > 0) {
            tally.removals.add(Optional.empty(), others);
        }
    }

    private void addHolds() throws IOException {
        if (row.spread("hold_code") instanceof Spread.Values codes
                && row.spread("hold_reason") instanceof Spread.Values texts
                && row.spread("last_hold_code") instanceof Spread.Values codesBefore
                && row.spread("last_hold_reason") instanceof Spread.Values textsBefore) {
            if (codes.present() + texts.present() == 0) {
                addHolds(codesBefore, textsBefore, row.totals().count(JobTotals.Total.JOBS_HELD));
                return;
            }
            // whoever has a code or a text is not asked for those of before
            if (codes.present() == row.jobs() || texts.present() == row.jobs()) {
                addHolds(codes, texts, row.jobs());
                return;
            }
        }
        unknown.add(HOLDS);
    }

    /** @param held how many jobs count without code and text, too */
    private void addHolds(Spread.Values codes, Spread.Values texts, long held) {
        long jobs = row.jobs();
        boolean areCodes = codes.counts().keySet().stream().allMatch(IntegerValue.class::isInstance);
        boolean allCount = codes.present() == jobs || texts.present() == jobs || held == jobs;
        boolean oneKindCounts =
                (codes.present() == 0 ? 0 : 1) + (texts.present() == 0 ? 0 : 1) + (held == 0 ? 0 : 1) <= 1;
        if (!areCodes || !(allCount || oneKindCounts)) {
            unknown.add(HOLDS);
            return;
        }
        long counted = allCount ? jobs : codes.present() + texts.present() + held;
        if (codes.present() == 0) {
            addTexts(tally.holds, Optional.empty(), texts);
            add(Optional.empty(), counted - texts.present());
        } else if (codes.present() == jobs && codes.counts().size() == 1) {
            Optional<Long> code = code(codes.counts().keySet().iterator().next());
            addTexts(tally.holds, code, texts);
            add(code, jobs - texts.present());
        } else {
            codes.counts().forEach((code, count) -> add(code(code), count));
            add(Optional.empty(), counted - codes.present());
            if (texts.present() > 0) {
                unknown.add(HOLDS + ".text");
            }
        }
    }

    private void add(Optional<Long> code, long jobs) {
        if (jobs > 0) {
            tally.holds.add(code, jobs);
        }
    }

    private static void addTexts(ReasonBuckets into, Optional<Long> code, Spread.Values texts) {
        texts.counts()
                .forEach((text, jobs) -> into.add(code, ArchivedTally.text(text).value(), jobs));
    }

    private static Optional<Long> code(AttributeValue value) {
        return value instanceof IntegerValue code ? Optional.of(code.value()) : Optional.empty();
    }
}
