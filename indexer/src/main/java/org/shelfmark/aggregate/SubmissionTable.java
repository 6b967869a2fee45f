package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.SubmissionGroups.Group;

/** Finds submissions by the numbers of their source and owner and their own. An open-addressed hash table. */
final class SubmissionTable {
    private final List<Group> groups = new ArrayList<>();
    private @Nullable Group[] slots = new Group[64];

    /** The submission of these numbers; null where there is none yet. */
    @Nullable
    Group find(int source, int owner, long number) {
        return slots[slot(source, owner, number)];
    }

    /** Adds a submission that is not there yet. */
    void add(Group group) {
        if (2 * groups.size() >= slots.length) {
            slots = new Group[2 * slots.length];
            groups.forEach(known -> slots[slot(known.sourceNumber, known.ownerNumber, known.number)] = known);
        }
        slots[slot(group.sourceNumber, group.ownerNumber, group.number)] = group;
        groups.add(group);
    }

    /** In no order. */
    List<Group> all() {
        return Collections.unmodifiableList(groups);
    }

    /** Where a submission stands, or would. */
    private int slot(int source, int owner, long number) {
        long mixed = (number * 31 + owner) * 0x9E3779B97F4A7C15L + source * 0xC2B2AE3D27D4EB4FL;
        int slot = (int) (mixed ^ (mixed >>> 32)) & (slots.length - 1);
        Group there = slots[slot];
        while (there != null
                && (there.number != number || there.ownerNumber != owner || there.sourceNumber != source)) {
            slot = (slot + 1) & (slots.length - 1);
            there = slots[slot];
        }
        return slot;
    }
}
