package org.shelfmark.cli;

import java.util.List;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.SummarySettings;

/**
 * What a command that follows archives does to old submissions meanwhile.
 *
 * @param settings what summaries keep
 * @param policy what is archived without being asked to, one after the other; empty for nothing
 * @param byRequest whether others may have submissions archived and brought back
 */
record ArchivingPlan(SummarySettings settings, List<ArchiveOrder> policy, boolean byRequest) {
    /** Copies the orders. */
    ArchivingPlan {
        policy = List.copyOf(policy);
    }
}
