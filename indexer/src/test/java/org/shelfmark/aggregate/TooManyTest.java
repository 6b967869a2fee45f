package org.shelfmark.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shelfmark.classad.AttributeValue.IntegerValue;

/** What would take too much memory is refused while it is found out, also where several threads find it out. */
class TooManyTest {
    private static void addGroups(GroupTallies groups, long from, long to) {
        for (long i = from; i < to; i++) {
            GroupTallies.Group unused = groups.group(List.of(new IntegerValue(i)), () -> GroupTallies.Group.of(2, 1));
        }
    }

    @Test
    void groups_upToTheLimit() {
        GroupTallies groups = new GroupTallies(2);
        addGroups(groups, 0, GroupTallies.MAX_GROUPS / 2);
        addGroups(groups, 0, GroupTallies.MAX_GROUPS / 2);
        assertThat(groups.size()).isEqualTo(GroupTallies.MAX_GROUPS / 2);
        assertThatThrownBy(() -> addGroups(groups, -1, 0))
                .isInstanceOf(TooManyException.class)
                .hasMessage("more than 2500 groups; the fewer numbers are asked for, the more may be");
        GroupTallies other = new GroupTallies(2);
        addGroups(other, -1, 0);
        assertThatThrownBy(() -> groups.add(other)).isInstanceOf(TooManyException.class);
    }

    @Test
    void values_upToTheLimit() {
        ValueCounts counts = new ValueCounts();
        for (long i = 0; i < ValueCounts.MAX_DISTINCT; i++) {
            counts.add(new IntegerValue(i), 1);
        }
        counts.add(new IntegerValue(0), 1);
        assertThatThrownBy(() -> counts.add(new IntegerValue(-1), 1))
                .isInstanceOf(TooManyException.class)
                .hasMessage("more than 1000000 values");
    }

    @Test
    void intervals_upToTheLimit() {
        IntervalCounts counts = new IntervalCounts();
        for (long i = 0; i < Bins.MAX_BINS; i++) {
            counts.add(i, 1);
        }
        counts.add(0, 1);
        assertThatThrownBy(() -> counts.add(-1, 1))
                .isInstanceOf(TooManyException.class)
                .hasMessage("more than 10000 intervals");
    }
}
