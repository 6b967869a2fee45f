package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.lucene.index.LeafReader;
import org.jspecify.annotations.Nullable;
import org.shelfmark.mapping.Mapping;

/**
 * Jobs divided into submissions with their totals, in one pass over the columns and in memory proportional to the number
 * of submissions: some 350 bytes for each, and the names of batches.
 */
public final class SubmissionGroups {
    /** What the jobs of a submission have in common, beside source and owner. */
    public enum By {
        /** ClusterId. */
        CLUSTER("cluster"),
        /** JobBatchName. */
        BATCH("batch"),
        /** DAGManJobId. */
        DAG("dag");

        private final String field;

        By(String field) {
            this.field = field;
        }

        /** The field's short name. */
        public String field() {
            return field;
        }
    }

    private static final int JOBS_BETWEEN_LOOKS = 1 << 14;

    private record Key(int source, int owner, long number) {}

    private final By by;
    private final int most;
    private final FoldedNames sources = new FoldedNames();
    private final FoldedNames owners = new FoldedNames();
    private final FoldedNames batches = new FoldedNames();
    private final Map<Key, Group> groups = new HashMap<>();
    private @Nullable Group last;
    private long without;
    private boolean tooMany;

    private SubmissionGroups(By by, int most) {
        this.by = by;
        this.most = most;
    }

    /**
     * Divides jobs.
     *
     * @param most submissions; where there are more, {@link #isTooMany} says so and the rest means nothing
     * @param isOverTime asked now and then; once it is true the jobs so far are all
     */
    public static SubmissionGroups of(MatchingJobs jobs, Mapping mapping, By by, int most, BooleanSupplier isOverTime)
            throws IOException {
        SubmissionGroups groups = new SubmissionGroups(by, most);
        int[] seen = {0};
        for (MatchingJobs.Segment segment : jobs.segments()) {
            SegmentPass pass = groups.new SegmentPass(mapping, segment.context().reader(), segment.context().docBase);
            boolean[] stopped = {false};
            segment.forEach(document -> {
                stopped[0] |= seen[0]++ % JOBS_BETWEEN_LOOKS == 0 && isOverTime.getAsBoolean();
                if (!stopped[0] && !groups.tooMany) {
                    pass.add(document);
                }
            });
        }
        return groups;
    }

    /** The submissions, in no order. */
    public Collection<Group> all() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /** Jobs that belong to none. */
    public long without() {
        return without;
    }

    /** Whether there are more than were allowed. */
    public boolean isTooMany() {
        return tooMany;
    }

    private @Nullable Group group(int source, int owner, long number) {
        Group known = last;
        if (known != null && known.key.number == number && known.key.owner == owner && known.key.source == source) {
            // neighbours are mostly of one submission
            return known;
        }
        Key key = new Key(source, owner, number);
        known = groups.get(key);
        if (known == null) {
            if (groups.size() == most) {
                tooMany = true;
                return null;
            }
            known = new Group(key);
            groups.put(key, known);
        }
        last = known;
        return known;
    }

    /** The jobs of one submission. */
    public final class Group {
        private final Key key;
        private final JobTotals totals = new JobTotals();
        private double firstCluster = Double.NaN;
        private double firstProc = Double.NaN;
        private int firstDocument = -1;

        private Group(Key key) {
            this.key = key;
        }

        private void add(int document, double cluster, double proc) {
            // a number that is missing is greater than all
            int order = Double.compare(cluster, firstCluster);
            if (firstDocument < 0 || order < 0 || (order == 0 && Double.compare(proc, firstProc) < 0)) {
                firstCluster = cluster;
                firstProc = proc;
                firstDocument = document;
            }
        }

        /** Name of the access point. */
        public String source() {
            return String.valueOf(sources.spelling(key.source));
        }

        /** Who submitted the jobs; null where they do not say. */
        public @Nullable String owner() {
            return owners.spelling(key.owner);
        }

        /** The number of the cluster or DAG; null of a batch. */
        public @Nullable Long number() {
            return by == By.BATCH ? null : (Long) key.number;
        }

        /** The name of the batch; null of a cluster or DAG. */
        public @Nullable String batch() {
            return by == By.BATCH ? batches.spelling((int) key.number) : null;
        }

        /** What its jobs add up to. */
        public JobTotals totals() {
            return totals;
        }

        /** The job of the lowest cluster and process, by its number in the index. */
        public int firstDocument() {
            return firstDocument;
        }
    }

    /** One segment's columns. */
    private final class SegmentPass {
        private final int base;
        private final FoldedNames.Column source;
        private final FoldedNames.Column owner;
        private final SegmentKeys keys;
        private final SegmentMisfits misfits;
        private final TotalsReader totals;
        private final SegmentAmounts cluster;
        private final SegmentAmounts proc;

        SegmentPass(Mapping mapping, LeafReader segment, int base) throws IOException {
            this.base = base;
            this.misfits = new SegmentMisfits(segment);
            this.source = sources.column(segment, "source");
            this.owner = owners.column(segment, "owner");
            this.keys = by == By.BATCH
                    ? SegmentKeys.ofNames(batches.column(segment, by.field()), batches)
                    : SegmentKeys.ofNumbers(segment, by.field(), misfits);
            this.totals = new TotalsReader(mapping, segment, misfits);
            this.cluster = new SegmentAmounts(mapping, "cluster", segment, misfits);
            this.proc = new SegmentAmounts(mapping, "proc", segment, misfits);
        }

        void add(int document) throws IOException {
            int ownerNumber = owner.number(document);
            if (!keys.advance(document)
                    || (ownerNumber == FoldedNames.NONE && misfits.value(document, "owner") != null)) {
                without++;
                return;
            }
            Group group = group(source.number(document), ownerNumber, keys.number());
            if (group != null) {
                group.add(base + document, cluster.amount(document), proc.amount(document));
                totals.add(document, group.totals);
            }
        }
    }
}
