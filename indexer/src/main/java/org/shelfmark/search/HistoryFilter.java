package org.shelfmark.search;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.document.RecordView;

/**
 * Decides which records of a history belong to an answer, and when no more are to be read. It is told every record in the
 * order of reading, and of each first only the banner: {@link #concerns}, then {@link #includes} or {@link #passOver}.
 *
 * <p>The rules are those of {@code condor_history}:
 *
 * <ul>
 *   <li>Backwards, a record is looked at only if its banner may be that of a record asked for: of a cluster or an owner
 *       asked for, if there are any, and with no other type than {@code JOB}. A banner that is silent about what is
 *       asked for keeps nothing out. Records that are not looked at count for nothing: neither for the scan limit, nor can
 *       they be the one that {@code since} waits for. Forwards, every record is looked at.
 *   <li>A record that is looked at counts for the scan limit, unless it is damaged; then {@code since} is
 *       asked: if it is true, the record does not belong to the answer and nothing more is read. Otherwise the record
 *       belongs to the answer when one of the ids or owners (if any) and all constraints are true or numbers other than 0.
 *   <li>The answer ends after {@code limit} records of it, or after {@code scanLimit} records that were looked at.
 *   <li>Only if the id given last has a cluster above 0: the answer ends, too, when each id is done ({@link WantedIds}),
 *       even if owners were asked for besides. If that becomes known at a record that was not looked at, only its file ends,
 *       and the first record that is looked at in the next one, which may still belong to the answer, ends everything.
 * </ul>
 *
 * <p>Belongs to one thread.
 */
final class HistoryFilter {
    private static final String JOB = "JOB";

    private final HistoryRequest request;
    private final List<Expression> conditions;
    private final @Nullable Expression since;
    private final WantedIds wanted;
    private final boolean endsWithIds;
    private long lookedAt;
    private long found;
    private boolean ended;

    /**
     * A filter for one answer.
     *
     * @throws SearchException when a constraint or {@code since} cannot be understood
     */
    HistoryFilter(HistoryRequest request) {
        this.request = request;
        this.conditions = HistoryConditions.of(request);
        this.since = request.since().map(HistoryConditions::since).orElse(null);
        this.wanted = new WantedIds(request.ids());
        this.endsWithIds = !request.ids().isEmpty() && request.ids().getLast().cluster() > 0;
    }

    /** Whether the answer is complete and nothing more is to be read. */
    boolean isEnded() {
        return ended;
    }

    /** Whether the record with this banner is to be looked at. */
    boolean concerns(BannerLine banner) {
        if (request.forwards()) {
            return true;
        }
        if (banner.fields().isEmpty()) {
            return true;
        }
        if (!banner.type().isEmpty() && !banner.type().equals(JOB)) {
            return false;
        }
        if (wanted.isEmpty() && request.owners().isEmpty()) {
            return true;
        }
        long cluster = WantedIds.cluster(banner);
        if (cluster <= 0 && !wanted.isEmpty()) {
            return true;
        }
        String owner = banner.fields().getOrDefault("owner", "");
        if (owner.isEmpty() && !request.owners().isEmpty()) {
            return true;
        }
        return wanted.hasCluster(cluster)
                || request.owners().stream().anyMatch(name -> HistoryConditions.sameOwner(name, owner));
    }

    /** Takes notice of a record that was not looked at. True when nothing more is to be read from its file. */
    boolean passOver(BannerLine banner) {
        return endsWithIds && wanted.areAllDoneBy(banner, Optional.empty());
    }

    /** Looks at a record: whether it belongs to the answer. Afterwards {@link #isEnded} may be true. */
    boolean includes(RecordView record, BannerLine banner) {
        lookedAt++;
        if (since != null && Evaluator.matches(record.evaluate(since))) {
            ended = true;
            return false;
        }
        boolean included = matches(record);
        if (included) {
            found++;
        }
        ended = (endsWithIds && wanted.areAllDoneBy(banner, Optional.of(record)))
                || (request.limit().isPresent() && found >= request.limit().getAsLong())
                || (request.scanLimit().isPresent()
                        && lookedAt >= request.scanLimit().getAsLong());
        return included;
    }

    /** Whether a record meets what is asked or what ends the answer; no notice is taken of it. */
    boolean isOpenTo(RecordView record) {
        return (since != null && Evaluator.matches(record.evaluate(since))) || matches(record);
    }

    /** Whether secrets of a record, which it may have lost, decide about it. */
    boolean asksForSecrets(RecordView record) {
        return (since != null && record.asksForSecrets(since))
                || conditions.stream().anyMatch(record::asksForSecrets);
    }

    private boolean matches(RecordView record) {
        for (Expression condition : conditions) {
            if (!Evaluator.matches(record.evaluate(condition))) {
                return false;
            }
        }
        return true;
    }
}
