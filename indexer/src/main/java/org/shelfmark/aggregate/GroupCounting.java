package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
        SegmentGroups groups = new SegmentGroups(values);
        List<GroupTallies.Group> known = new ArrayList<>();
        return document -> {
            int id = groups.id(document);
            if (id == known.size()) {
                known.add(into.group(groups.key(id), this::begin));
            }
            GroupTallies.Group group = known.get(id);
            group.addJob();
            for (int i = 0; i < numbers.size(); i++) {
                numbers.get(i).give(document, group.tallies().get(i));
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

    /** Gives ids to the combinations of values in a segment: 0, 1, 2 and so on as they are met. */
    private static final class SegmentGroups {
        private final List<SegmentValues> values;
        /** One for each dimension: the combination so far and the next value make a combination. */
        private final List<LongIds> combinations = new ArrayList<>();

        SegmentGroups(List<SegmentValues> values) {
            this.values = values;
            values.forEach(dimension -> combinations.add(new LongIds()));
        }

        int id(int document) throws IOException {
            int id = 0;
            for (int i = 0; i < values.size(); i++) {
                long value = (long) values.get(i).number(document) - SegmentValues.NONE;
                id = combinations.get(i).of(((long) id << Integer.SIZE) | value);
            }
            return id;
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
