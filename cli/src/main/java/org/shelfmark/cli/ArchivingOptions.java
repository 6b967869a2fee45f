package org.shelfmark.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.search.SearchException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of {@code serve} about old submissions. */
final class ArchivingOptions {
    @Option(
            names = "--archive-older-than",
            paramLabel = "TIME",
            converter = TimeSpan.Converter.class,
            description = "Once an hour, archive the submissions whose last job left the queue so long ago, for example"
                    + " 30d, and whose records are in the vault.")
    private @Nullable TimeSpan olderThan;

    @Option(
            names = "--max-index",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description =
                    "When the index takes more than this, for example 20GB, archive the oldest submissions, however"
                            + " old they are, until it fits. Without it the index grows. Not with a cluster.")
    private @Nullable ByteSize maxIndex;

    @Option(
            names = "--allow-archiving",
            description = "Let whoever reaches the server archive submissions and bring them back. Default: nobody.")
    private boolean allowed;

    @Mixin
    private SummaryOptions summary = new SummaryOptions();

    /** What to do; empty for nothing. */
    Optional<ArchivingPlan> plan() {
        if (olderThan == null && maxIndex == null && !allowed) {
            if (!summary.given().isEmpty()) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST,
                        String.join(", ", summary.given())
                                + ": nothing is archived; give --archive-older-than, --max-index or --allow-archiving, too");
            }
            return Optional.empty();
        }
        List<ArchiveOrder> policy = new ArrayList<>();
        if (olderThan != null) {
            policy.add(new ArchiveOrder("", Optional.of(olderThan.length()), false, false));
        }
        if (maxIndex != null) {
            policy.add(ArchiveOrder.toFit(maxIndex.bytes()));
        }
        return Optional.of(new ArchivingPlan(summary.settings(), policy, allowed));
    }

    /** The same for jobs in a cluster. */
    Optional<ArchivingPlan> planOfACluster() {
        if (maxIndex != null) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "--max-index: a cluster has no size that archiving keeps to; accepted: --archive-older-than,"
                            + " --allow-archiving");
        }
        return plan();
    }

    /** The names of those that were given. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (olderThan != null) {
            given.add("--archive-older-than");
        }
        if (maxIndex != null) {
            given.add("--max-index");
        }
        if (allowed) {
            given.add("--allow-archiving");
        }
        given.addAll(summary.given());
        return given;
    }
}
