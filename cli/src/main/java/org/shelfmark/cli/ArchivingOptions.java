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
            names = "--allow-archiving",
            description = "Let whoever reaches the server archive submissions and bring them back. Default: nobody.")
    private boolean allowed;

    @Mixin
    private SummaryOptions summary = new SummaryOptions();

    /** What to do; empty for nothing. */
    Optional<ArchivingPlan> plan() {
        if (olderThan == null && !allowed) {
            if (!summary.given().isEmpty()) {
                throw new SearchException(
                        SearchException.Kind.BAD_REQUEST,
                        String.join(", ", summary.given())
                                + ": nothing is archived; give --archive-older-than or --allow-archiving, too");
            }
            return Optional.empty();
        }
        return Optional.of(new ArchivingPlan(
                summary.settings(),
                Optional.ofNullable(olderThan)
                        .map(age -> new ArchiveOrder("", Optional.of(age.length()), false, false)),
                allowed));
    }

    /** The names of those that were given. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (olderThan != null) {
            given.add("--archive-older-than");
        }
        if (allowed) {
            given.add("--allow-archiving");
        }
        given.addAll(summary.given());
        return given;
    }
}
