package org.shelfmark.search;

import java.io.IOException;
import org.shelfmark.aggregate.AmountSeries;
import org.shelfmark.aggregate.NumberTally;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.query.Spread;
import org.shelfmark.rollup.CondensedRow;

/** Adds what is kept of the amounts of archived jobs to those of live ones. */
final class ArchivedAmounts {
    private final CondensedRow row;
    private final String column;
    private final boolean areTimes;

    private ArchivedAmounts(CondensedRow row, String column, boolean areTimes) {
        this.row = row;
        this.column = column;
        this.areTimes = areTimes;
    }

    /** Adds those of a row; false where they are not known, which counts as missing. */
    static boolean add(CondensedRow row, String column, AmountSeries into) throws IOException {
        return new ArchivedAmounts(row, column, false).add(into);
    }

    /** The same of moments. */
    static boolean addTimes(CondensedRow row, String column, AmountSeries into) throws IOException {
        return new ArchivedAmounts(row, column, true).add(into);
    }

    private boolean add(AmountSeries into) throws IOException {
        return switch (row.spread(column)) {
            case Spread.Unknown unknown -> {
                into.addAbout(Double.NaN, row.jobs());
                yield false;
            }
            case Spread.Values values -> {
                values.counts().forEach((value, jobs) -> {
                    double amount = amount(value);
                    into.addAbout(amount, jobs);
                    into.addSum(Double.isNaN(amount) ? 0 : amount * jobs);
                });
                into.addAbout(Double.NaN, row.jobs() - values.present());
                yield true;
            }
            case Spread.Numbers numbers -> {
                add(numbers, into);
                into.addAbout(Double.NaN, row.jobs() - numbers.present());
                yield true;
            }
        };
    }

    private double amount(AttributeValue value) {
        return areTimes
                ? value instanceof IntegerValue seconds ? AmountSeries.time(seconds.value()) : Double.NaN
                : AmountSeries.of(value);
    }

    private double amount(double number) {
        return areTimes ? AmountSeries.time((long) number) : AmountSeries.of(new RealValue(number));
    }

    /** The least and the greatest number are known; what lies between is about in the middle of its interval. */
    private void add(Spread.Numbers numbers, AmountSeries into) throws IOException {
        int last = numbers.counts().length - 1;
        boolean areAll = true;
        double sum = 0;
        for (int i = 0; i <= last; i++) {
            long left = numbers.counts()[i];
            double least = numbers.least()[i];
            double greatest = numbers.greatest()[i];
            if (i == 0) {
                sum += add(least, 1, into);
                left--;
            }
            if (i == last && left > 0) {
                sum += add(greatest, 1, into);
                left--;
            }
            if (left > 0) {
                sum += add(least + (greatest - least) / 2, left, into);
            }
            areAll &= !Double.isNaN(amount(least)) && !Double.isNaN(amount(greatest));
        }
        NumberTally all = new NumberTally();
        boolean isKnown = areAll && row.addTo(all, column);
        into.addSum(isKnown ? all.sum().map(Number::doubleValue).orElse(0.0) : sum);
    }

    private double add(double number, long jobs, AmountSeries into) {
        double amount = amount(number);
        into.addAbout(amount, jobs);
        return Double.isNaN(amount) ? 0 : amount * jobs;
    }
}
