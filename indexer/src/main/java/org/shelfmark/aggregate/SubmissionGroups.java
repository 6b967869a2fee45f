package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.mapping.Mapping;

/**
 * Jobs divided into submissions with their totals, in memory proportional to the number of submissions: some 350 bytes for
 * each, and the names of batches. Belongs to one thread.
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

    /** By so many more than may be told apart may the threads together count, because they count some twice. */
    private static final int COUNTED_TWICE = 1_000;

    private final By by;
    private final int most;
    /** Submissions of all threads of a pass. */
    private final AtomicInteger ofAllThreads;

    private final FoldedNames sources = new FoldedNames();
    private final FoldedNames owners = new FoldedNames();
    private final FoldedNames batches = new FoldedNames();
    private final SubmissionTable groups = new SubmissionTable();
    private @Nullable Group last;
    private long without;

    private SubmissionGroups(By by, int most, AtomicInteger ofAllThreads) {
        this.by = by;
        this.most = most;
        this.ofAllThreads = ofAllThreads;
    }

    /**
     * Divides jobs. A pass throws a {@link TooManyException} when they are of too many submissions.
     *
     * @param most submissions that are told apart
     */
    public static Figure<SubmissionGroups> of(Mapping mapping, By by, int most) {
        AtomicInteger ofAllThreads = new AtomicInteger();
        return new Figure<>() {
            @Override
            public SubmissionGroups empty() {
                return new SubmissionGroups(by, most, ofAllThreads);
            }

            @Override
            public Counting count(LeafReaderContext segment, SubmissionGroups into) throws IOException {
                return into.new SegmentPass(mapping, segment.reader(), segment.docBase);
            }

            @Override
            public void add(SubmissionGroups to, SubmissionGroups from) {
                to.add(from);
            }
        };
    }

    /** Of no jobs, to take in some that are in no index here. */
    public static SubmissionGroups none(By by, int most) {
        return new SubmissionGroups(by, most, new AtomicInteger());
    }

    private void add(SubmissionGroups others) {
        without += others.without;
        ofAllThreads.addAndGet(-others.groups.all().size());
        int[] ownSources = sources.numbers(others.sources);
        int[] ownOwners = owners.numbers(others.owners);
        int[] ownBatches = batches.numbers(others.batches);
        for (Group group : others.groups.all()) {
            Group own = group(
                    FoldedNames.number(ownSources, group.sourceNumber),
                    FoldedNames.number(ownOwners, group.ownerNumber),
                    by == By.BATCH ? FoldedNames.number(ownBatches, (int) group.number) : group.number);
            own.totals.merge(group.totals);
            own.spell(group.source, group.owner, group.batch);
            own.add(group.firstDocument, group.firstCluster, group.firstProc);
        }
    }

    /**
     * What is known of the job of the lowest id among some that are in no index here.
     *
     * @param cluster ClusterId; NaN where it has none
     * @param proc ProcId; NaN where it has none
     * @param batch JobBatchName; null where it has none, or it is not known
     * @param cmd Cmd; null where it has none, or it is not known
     */
    public record FirstJob(
            double cluster,
            double proc,
            @Nullable String batch,
            @Nullable String cmd) {}

    /**
     * Takes in live jobs of one submission that are in no index here.
     *
     * @param source name of the access point
     * @param owner null where they name none
     * @param key the number of the cluster or DAG, or the name of the batch as text, which is not empty
     * @param first null where nobody will ask
     * @throws TooManyException when they are of too many submissions
     */
    public void addLive(
            String source, @Nullable String owner, AttributeValue key, JobTotals totals, @Nullable FirstJob first) {
        Group group = group(source, owner, key);
        group.totals.merge(totals);
        if (first != null) {
            group.add(first);
        }
    }

    /** The same of archived jobs. */
    public void addArchived(
            String source, @Nullable String owner, AttributeValue key, JobTotals totals, FirstJob first) {
        Group group = group(source, owner, key);
        group.totals.merge(totals);
        group.archived += totals.count(JobTotals.Total.JOBS);
        group.add(first);
    }

    private Group group(String source, @Nullable String owner, AttributeValue key) {
        String name = key instanceof StringValue text ? text.value() : null;
        long number = key instanceof IntegerValue integer ? integer.value() : batches.number(name);
        Group group = group(sources.number(source), owners.number(owner), number);
        group.spell(source, owner, name);
        return group;
    }

    /** Takes in jobs that belong to no submission. */
    public void addWithout(long jobs) {
        without += jobs;
    }

    /** The submissions, in no order. */
    public Collection<Group> all() {
        return groups.all();
    }

    /** All jobs, those that belong to none included. */
    public long jobs() {
        return without
                + groups.all().stream()
                        .mapToLong(group -> group.totals.count(JobTotals.Total.JOBS))
                        .sum();
    }

    /** Jobs that belong to none. */
    public long without() {
        return without;
    }

    private Group group(int source, int owner, long number) {
        Group known = last;
        if (known != null && known.number == number && known.ownerNumber == owner && known.sourceNumber == source) {
            // neighbours are mostly of one submission
            return known;
        }
        known = groups.find(source, owner, number);
        if (known == null) {
            if (groups.all().size() == most) {
                throw new TooManyException("the jobs are of more than " + most + " submissions");
            }
            if (ofAllThreads.incrementAndGet() > (long) most + most / 20 + COUNTED_TWICE) {
                throw new TooManyException(
                        "the jobs are of more submissions than this server has memory for, about " + most);
            }
            known = new Group(source, owner, number);
            groups.add(known);
        }
        last = known;
        return known;
    }

    /** The jobs of one submission. */
    public final class Group {
        final int sourceNumber;
        final int ownerNumber;
        final long number;
        private final JobTotals totals = new JobTotals();
        private @Nullable String source;
        private @Nullable String owner;
        private @Nullable String batch;
        private double firstCluster = Double.NaN;
        private double firstProc = Double.NaN;
        private int firstDocument = -1;
        private @Nullable FirstJob firstElsewhere;
        private long archived;

        private Group(int source, int owner, long number) {
            this.sourceNumber = source;
            this.ownerNumber = owner;
            this.number = number;
        }

        /** Takes in how a job spells the names; of several ways the first by the alphabet is kept, whichever is met first. */
        private void spell(@Nullable String aSource, @Nullable String anOwner, @Nullable String aBatch) {
            source = first(source, aSource);
            owner = first(owner, anOwner);
            batch = first(batch, aBatch);
        }

        private static @Nullable String first(@Nullable String kept, @Nullable String other) {
            if (kept == null || other == null) {
                return kept == null ? other : kept;
            }
            // mostly it is the same object
            return kept.equals(other) || kept.compareTo(other) < 0 ? kept : other;
        }

        /** A number that is missing is greater than all. */
        private int compareToFirst(double cluster, double proc) {
            int order = Double.compare(cluster, firstCluster);
            return order == 0 ? Double.compare(proc, firstProc) : order;
        }

        private void add(FirstJob job) {
            boolean isFirst = firstDocument < 0 && firstElsewhere == null;
            if (isFirst || compareToFirst(job.cluster(), job.proc()) < 0) {
                firstCluster = job.cluster();
                firstProc = job.proc();
                firstElsewhere = job;
            }
        }

        private void add(int document, double cluster, double proc) {
            int order = compareToFirst(cluster, proc);
            // of two records of one job the first in the index, whichever is met first
            if (firstDocument < 0 || order < 0 || (order == 0 && document < firstDocument)) {
                firstCluster = cluster;
                firstProc = proc;
                firstDocument = document;
            }
        }

        /** Name of the access point. */
        public String source() {
            return Objects.requireNonNull(source);
        }

        /** Who submitted the jobs; null where they do not say. */
        public @Nullable String owner() {
            return owner;
        }

        /** The number of the cluster or DAG; null of a batch. */
        public @Nullable Long number() {
            return by == By.BATCH ? null : (Long) number;
        }

        /** The name of the batch; null of a cluster or DAG. */
        public @Nullable String batch() {
            return batch;
        }

        /** What its jobs add up to. */
        public JobTotals totals() {
            return totals;
        }

        /** How many of its jobs are archived. */
        public long archived() {
            return archived;
        }

        /** The job of the lowest cluster and process, by its number in the index; -1 where none is in it. */
        public int firstDocument() {
            return firstDocument;
        }

        /** The job of the lowest cluster and process, if that is in no index here; null otherwise. */
        public @Nullable FirstJob firstElsewhere() {
            return firstElsewhere;
        }

        /** ClusterId of the job of the lowest cluster and process; NaN where it has none. */
        public double firstCluster() {
            return firstCluster;
        }

        /** ProcId of the job of the lowest cluster and process; NaN where it has none. */
        public double firstProc() {
            return firstProc;
        }
    }

    /** One segment's columns. */
    private final class SegmentPass implements Figure.Counting {
        private final int base;
        private final SegmentMembership membership;
        private final TotalsReader totals;
        private final SegmentAmounts cluster;
        private final SegmentAmounts proc;

        SegmentPass(Mapping mapping, LeafReader segment, int base) throws IOException {
            this.base = base;
            SegmentMisfits misfits = new SegmentMisfits(segment);
            SegmentKeys keys = by == By.BATCH
                    ? SegmentKeys.ofNames(batches.column(segment, by.field()))
                    : SegmentKeys.ofNumbers(segment, by.field(), misfits);
            this.membership = new SegmentMembership(
                    sources.column(segment, "source"), owners.column(segment, "owner"), keys, misfits);
            this.totals = new TotalsReader(mapping, segment);
            this.cluster = new SegmentAmounts(mapping, "cluster", segment);
            this.proc = new SegmentAmounts(mapping, "proc", segment);
        }

        @Override
        public void jobs(int[] documents, int size) throws IOException {
            totals.read(documents, size);
            cluster.read(documents, size);
            proc.read(documents, size);
            for (int i = 0; i < size; i++) {
                job(documents[i], i);
            }
        }

        private void job(int document, int place) throws IOException {
            if (!membership.advance(document)) {
                without++;
                return;
            }
            Group group = group(membership.source.number(), membership.owner.number(), membership.keys.number());
            group.spell(membership.source.spelling(), membership.owner.spelling(), membership.keys.name());
            group.add(base + document, cluster.amount(place), proc.amount(place));
            totals.addRead(place, group.totals);
        }
    }
}
