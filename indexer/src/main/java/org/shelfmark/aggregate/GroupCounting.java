package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.LeafReaderContext;
import org.shelfmark.classad.AttributeValue;

/** Statistics of numbers, of all jobs together or for each group of them. */
public final class GroupCounting implements Figure<GroupTallies> {
    private final List<Dimension> by;
    private final List<Measure> of;
    private final int exactValues;

    /**
     * Statistics of some numbers.
     *
     * @param by what jobs of a group have in common; empty for one group of all jobs
     * @param exactValues how many numbers of a group are kept to give exact percentiles
     */
    public GroupCounting(List<Dimension> by, List<Measure> of, int exactValues) {
        this.by = List.copyOf(by);
        this.of = List.copyOf(of);
        this.exactValues = exactValues;
    }

    @Override
    public GroupTallies empty() {
        return new GroupTallies(of.size());
    }

    @Override
    public Counting count(LeafReaderContext segment, GroupTallies into) throws IOException {
        List<SegmentValues> values = new ArrayList<>();
        for (Dimension dimension : by) {
            values.add(dimension.in(segment));
        }
        List<SegmentNumbers> numbers = new ArrayList<>();
        for (Measure measure : of) {
            numbers.add(measure.in(segment));
        }
        if (by.isEmpty()) {
            return together(numbers, into);
        }
        SegmentGroups groups = new SegmentGroups(values);
        List<GroupTallies.Group> known = new ArrayList<>();
        int[] ids = new int[BLOCK];
        return (documents, size) -> {
            groups.ids(documents, size, ids);
            for (int i = 0; i < size; i++) {
                if (ids[i] == known.size()) {
                    known.add(into.group(groups.key(ids[i]), this::begin));
                }
                known.get(ids[i]).addJob();
            }
            for (int number = 0; number < numbers.size(); number++) {
                SegmentNumbers read = numbers.get(number);
                read.read(documents, size);
                for (int i = 0; i < size; i++) {
                    read.give(i, known.get(ids[i]).tallies().get(number));
                }
            }
        };
    }

    /** All jobs are one group. */
    private Counting together(List<SegmentNumbers> numbers, GroupTallies into) {
        return (documents, size) -> {
            GroupTallies.Group all = into.group(List.of(), this::begin);
            all.addJobs(size);
            for (int number = 0; number < numbers.size(); number++) {
                numbers.get(number).read(documents, size);
                numbers.get(number).giveAll(all.tallies().get(number));
            }
        };
    }

    private GroupTallies.Group begin() {
        return GroupTallies.Group.of(of.size(), exactValues);
    }

    @Override
    public void add(GroupTallies to, GroupTallies from) {
        to.add(from);
    }

    @Override
    public List<JobQuestion> questions(GroupTallies into) {
        List<JobValue> dimensions = by.stream().map(Dimension::value).toList();
        List<JobQuestion> questions = new ArrayList<>();
        questions.add(new JobQuestion.Combinations(
                dimensions,
                Integer.MAX_VALUE,
                (key, jobs) -> into.group(key, this::begin).addJobs(jobs)));
        for (int i = 0; i < of.size(); i++) {
            int number = i;
            List<JobValue> values = new ArrayList<>(dimensions);
            values.add(of.get(number).value());
            questions.add(new JobQuestion.Combinations(
                    values,
                    Integer.MAX_VALUE,
                    (combination, jobs) -> into.group(
                                    List.copyOf(combination.subList(0, dimensions.size())), this::begin)
                            .tallies()
                            .get(number)
                            .add(combination.getLast(), jobs)));
        }
        return questions;
    }

    @Override
    public Optional<Object> key() {
        return Optional.of(List.of(
                GroupCounting.class,
                by.stream().map(Dimension::value).toList(),
                of.stream().map(Measure::value).toList(),
                exactValues));
    }

    @Override
    public long bytes(GroupTallies result) {
        return result.bytes();
    }

    /** Gives ids to the combinations of values in a segment: 0, 1, 2 and so on as they are met. */
    private static final class SegmentGroups {
        private final List<SegmentValues> values;
        /** One for each dimension: the combination so far and the next value make a combination. */
        private final List<LongIds> combinations = new ArrayList<>();

        private final int[] numbers = new int[BLOCK];

        SegmentGroups(List<SegmentValues> values) {
            this.values = values;
            values.forEach(dimension -> combinations.add(new LongIds()));
        }

        void ids(int[] documents, int size, int[] ids) throws IOException {
            Arrays.fill(ids, 0, size, 0);
            for (int dimension = 0; dimension < values.size(); dimension++) {
                values.get(dimension).numbers(documents, size, numbers);
                LongIds known = combinations.get(dimension);
                for (int i = 0; i < size; i++) {
                    long value = (long) numbers[i] - SegmentValues.NONE;
                    ids[i] = known.of(((long) ids[i] << Integer.SIZE) | value);
                }
            }
        }

        List<AttributeValue> key(int id) throws IOException {
            AttributeValue[] key = new AttributeValue[values.size()];
            int combination = id;
            for (int i = key.length - 1; i >= 0; i--) {
                long pair = combinations.get(i).number(combination);
                int number = (int) pair + SegmentValues.NONE;
                key[i] = number == SegmentValues.NONE
                        ? AttributeValue.UNDEFINED
                        : values.get(i).value(number);
                combination = (int) (pair >>> Integer.SIZE);
            }
            return List.of(key);
        }
    }
}
