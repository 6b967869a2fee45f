package org.shelfmark.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.RecordView;

/**
 * The ids that are still looked for.
 *
 * <ul>
 *   <li>A job is done with its first record, so of a job alone only the first record read is found.
 *   <li>A cluster is done when as many of its records were looked at as it had jobs when it was submitted
 *       ({@code TotalSubmitProcs} of one of them; records before that one count, repetitions count).
 *   <li>A cluster is done, too, at a record of another cluster that was appended more than 5 seconds before the cluster's
 *       {@code QDate}, once a record of it has told that. The time of appending is the banner's {@code CurrentTime}, or else
 *       its {@code CompletionDate}, or else that of the record.
 *   <li>A job whose whole cluster is asked for is not looked for by itself.
 * </ul>
 */
final class WantedIds {
    /** Appending processes' clocks may differ by so much. */
    private static final long SLACK_SECONDS = 5;

    private static final long UNKNOWN = -1;

    private final List<Wanted> wanted = new ArrayList<>();

    WantedIds(List<HistoryRequest.Id> ids) {
        List<Wanted> all = new ArrayList<>();
        ids.forEach(id -> all.add(new Wanted(id.cluster(), id.proc().orElse(UNKNOWN))));
        all.sort(Comparator.comparingLong((Wanted id) -> id.cluster).thenComparingLong(id -> id.proc));
        long wholeCluster = UNKNOWN;
        for (Wanted id : all) {
            boolean covered = id.proc >= 0 && id.cluster == wholeCluster;
            if (!covered) {
                wanted.add(id);
            }
            wholeCluster = id.proc < 0 ? id.cluster : wholeCluster;
        }
    }

    /** One id. */
    private static final class Wanted {
        private final long cluster;
        private final long proc;
        private long queueDate = UNKNOWN;
        /** Jobs of the cluster that were not seen yet; below 0, while that is not known, how many were seen. */
        private long left = UNKNOWN;

        private boolean done;

        private Wanted(long cluster, long proc) {
            this.cluster = cluster;
            this.proc = proc;
        }
    }

    boolean isEmpty() {
        return wanted.isEmpty();
    }

    boolean hasCluster(long cluster) {
        return wanted.stream().anyMatch(id -> id.cluster == cluster);
    }

    /** The cluster in a banner, 0 or less when it tells none. */
    static long cluster(BannerLine banner) {
        return banner.number("clusterid").orElse(UNKNOWN);
    }

    /**
     * Takes notice of a record.
     *
     * @param record empty if the record was not looked at
     * @return whether nothing is looked for any more
     */
    boolean areAllDoneBy(BannerLine banner, Optional<RecordView> record) {
        long cluster = known(cluster(banner), 1, "ClusterId", record);
        long proc = known(banner.number("procid").orElse(UNKNOWN), 0, "ProcId", record);
        OptionalLong written = banner.number("currenttime").isPresent()
                ? banner.number("currenttime")
                : banner.number("completiondate");
        long appended = known(written.orElse(UNKNOWN), 0, "CompletionDate", record);
        // one record counts for one id only
        boolean counted = record.isEmpty();
        for (Wanted id : wanted) {
            if (id.cluster == cluster) {
                if (id.queueDate < 0) {
                    id.queueDate = number("QDate", record).orElse(UNKNOWN);
                }
                if (!counted && (id.proc < 0 || id.proc == proc)) {
                    count(id, record);
                    counted = true;
                    continue;
                }
            }
            if (id.proc < 0 && appended > 0 && id.queueDate > appended + SLACK_SECONDS) {
                id.done = true;
            }
        }
        wanted.removeIf(id -> id.done);
        return wanted.isEmpty();
    }

    private static void count(Wanted id, Optional<RecordView> record) {
        if (id.proc >= 0) {
            id.done = true;
        } else if (id.left >= 0) {
            id.left--;
            id.done = id.left == 0;
        } else {
            OptionalLong total = number("TotalSubmitProcs", record);
            id.left = total.isPresent() ? total.getAsLong() + id.left : id.left - 1;
            id.done = total.isPresent() && id.left <= 0;
        }
    }

    /** What the banner says, or else the record. */
    private static long known(long value, long least, String attribute, Optional<RecordView> record) {
        return value >= least ? value : number(attribute, record).orElse(value);
    }

    private static OptionalLong number(String attribute, Optional<RecordView> record) {
        return record.flatMap(view -> view.expression(attribute).map(view::evaluate))
                .map(WantedIds::toLong)
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong toLong(AttributeValue value) {
        return switch (value) {
            case AttributeValue.IntegerValue integer -> OptionalLong.of(integer.value());
            case AttributeValue.RealValue real -> OptionalLong.of((long) real.value());
            case AttributeValue.BooleanValue bool -> OptionalLong.of(bool.value() ? 1 : 0);
            default -> OptionalLong.empty();
        };
    }
}
