package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.shelfmark.classad.AttributeValue;

/** Statistics of several numbers for each group of jobs. Belongs to one thread. */
public final class GroupTallies {
    /** Most groups that an answer is made from, each counted once for every number asked for: each may take 30 KB. */
    public static final int MAX_GROUPS = 5_000;

    private static final long ENTRY_BYTES = 300;

    private final int numbers;
    private final Map<List<AttributeValue>, Group> groups = new HashMap<>();

    /** No groups. */
    GroupTallies(int numbers) {
        this.numbers = numbers;
    }

    /** The jobs with the same values, one for each dimension; undefined stands for none. */
    public static final class Group {
        private final List<NumberTally> tallies;
        private final long[] undecidable;
        private long jobs;

        private Group(List<NumberTally> tallies) {
            this.tallies = tallies;
            this.undecidable = new long[tallies.size()];
        }

        /** No jobs, of which so many numbers were asked for. */
        public static Group ofNone(int numbers) {
            return of(numbers, NumberTally.EXACT_VALUES);
        }

        static Group of(int numbers, int exactValues) {
            return new Group(Stream.generate(() -> new NumberTally(exactValues))
                    .limit(numbers)
                    .toList());
        }

        private Group emptied() {
            return new Group(tallies.stream().map(NumberTally::emptied).toList());
        }

        void addJob() {
            jobs++;
        }

        /** Takes jobs in; what is known of their numbers is added to the {@link #tallies}. */
        public void addJobs(long count) {
            jobs += count;
        }

        /** Says of how many jobs it is not known which number they have. */
        public void addUndecidable(int number, long count) {
            undecidable[number] += count;
        }

        /** Jobs of which it is not known which number they have. */
        public long undecidable(int number) {
            return undecidable[number];
        }

        /** How many jobs. */
        public long jobs() {
            return jobs;
        }

        /** One for each number asked for, in that order. */
        public List<NumberTally> tallies() {
            return tallies;
        }

        private void add(Group other) {
            jobs += other.jobs;
            for (int i = 0; i < tallies.size(); i++) {
                tallies.get(i).merge(other.tallies.get(i));
                undecidable[i] += other.undecidable[i];
            }
        }
    }

    /** How many groups there are. */
    public int size() {
        return groups.size();
    }

    /** A group and its values. */
    public record Entry(List<AttributeValue> key, Group group) {}

    /** The groups of most jobs; equal ones in the order of their values. */
    public List<Entry> top(int limit) {
        List<Entry> entries = new ArrayList<>();
        groups.forEach((key, group) -> entries.add(new Entry(key, group)));
        entries.sort(Comparator.comparingLong((Entry entry) -> -entry.group().jobs())
                .thenComparing(Entry::key, GroupTallies::compareKeys));
        return List.copyOf(entries.subList(0, Math.min(limit, entries.size())));
    }

    private static int compareKeys(List<AttributeValue> left, List<AttributeValue> right) {
        for (int i = 0; i < left.size(); i++) {
            int order = ValueOrder.INSTANCE.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /**
     * The group of some values; begins it where there is none.
     *
     * @param exactValues how many numbers are kept of a new one
     */
    public Group group(List<AttributeValue> key, int exactValues) {
        return group(key, () -> Group.of(numbers, exactValues));
    }

    /** The group of some values; begins it where there is none. */
    Group group(List<AttributeValue> key, Supplier<Group> beginning) {
        Group known = groups.get(key);
        if (known != null) {
            return known;
        }
        requireRoom();
        Group group = beginning.get();
        groups.put(key, group);
        return group;
    }

    private void requireRoom() {
        if ((groups.size() + 1L) * numbers > MAX_GROUPS) {
            throw new TooManyException(
                    "more than " + MAX_GROUPS / numbers + " groups; the fewer numbers are asked for, the more may be");
        }
    }

    void add(GroupTallies other) {
        other.groups.forEach((key, group) -> group(key, group::emptied).add(group));
    }

    /** About how much memory they take. */
    long bytes() {
        long bytes = 0;
        for (Group group : groups.values()) {
            bytes += ENTRY_BYTES;
            for (NumberTally tally : group.tallies) {
                bytes += tally.bytes();
            }
        }
        return bytes;
    }
}
