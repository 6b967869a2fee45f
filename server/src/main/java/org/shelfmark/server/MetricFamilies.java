package org.shelfmark.server;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the metrics of one scrape. The names of counters come without {@code _total}, which the output adds. */
final class MetricFamilies {
    private final List<Supplier<MetricSnapshot>> families = new ArrayList<>();

    /** Values of one gauge, told apart by one label. */
    static final class Gauges {
        private final GaugeSnapshot.Builder family;
        private final String label;

        private Gauges(GaugeSnapshot.Builder family, String label) {
            this.family = family;
            this.label = label;
        }

        void add(String labelled, Number value) {
            family.dataPoint(GaugeDataPointSnapshot.builder()
                    .labels(Labels.of(label, labelled))
                    .value(value.doubleValue())
                    .build());
        }
    }

    /** Values of one counter, told apart by one label. */
    static final class Counters {
        private final CounterSnapshot.Builder family;
        private final String label;

        private Counters(CounterSnapshot.Builder family, String label) {
            this.family = family;
            this.label = label;
        }

        void add(String labelled, Number value) {
            family.dataPoint(CounterDataPointSnapshot.builder()
                    .labels(Labels.of(label, labelled))
                    .value(value.doubleValue())
                    .build());
        }
    }

    Gauges gauges(String name, String help, String label) {
        GaugeSnapshot.Builder family = GaugeSnapshot.builder().name(name).help(help);
        families.add(family::build);
        return new Gauges(family, label);
    }

    Counters counters(String name, String help, String label) {
        CounterSnapshot.Builder family = CounterSnapshot.builder().name(name).help(help);
        families.add(family::build);
        return new Counters(family, label);
    }

    void gauge(String name, String help, Number value) {
        GaugeDataPointSnapshot point =
                GaugeDataPointSnapshot.builder().value(value.doubleValue()).build();
        families.add(() ->
                GaugeSnapshot.builder().name(name).help(help).dataPoint(point).build());
    }

    void counter(String name, String help, Number value) {
        CounterDataPointSnapshot point =
                CounterDataPointSnapshot.builder().value(value.doubleValue()).build();
        families.add(() ->
                CounterSnapshot.builder().name(name).help(help).dataPoint(point).build());
    }

    void summary(String name, String help, long count, double sum) {
        SummaryDataPointSnapshot point =
                SummaryDataPointSnapshot.builder().count(count).sum(sum).build();
        families.add(() ->
                SummarySnapshot.builder().name(name).help(help).dataPoint(point).build());
    }

    /** Those that have a value. */
    MetricSnapshots all() {
        return new MetricSnapshots(families.stream()
                .map(Supplier::get)
                .filter(family -> !family.getDataPoints().isEmpty())
                .toList());
    }
}
