package org.shelfmark.cluster.rollup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterRefusedException;
import org.shelfmark.cluster.Exchange;
import org.shelfmark.cluster.ExchangeNote;
import org.shelfmark.rollup.RollupException;

/**
 * The exchange in the hands of the one who changes it. Each change says which version it changes, so of two who believe to have
 * it one fails. Belongs to one thread.
 */
final class HeldExchange {
    /** Longer than a request takes at most, repetitions included; whoever is silent for so long is gone. */
    static final Duration HELD = Duration.ofMinutes(15);

    private static final Duration RENEWED = Duration.ofMinutes(3);
    private static final int CONFLICT = 409;

    private final ClusterConnection cluster;
    private final ExchangeNote note;
    private final InstantSource clock;
    private Exchange current;
    private String version;

    private HeldExchange(ClusterConnection cluster, InstantSource clock, Exchange current, String version) {
        this.cluster = cluster;
        this.note = new ExchangeNote(cluster);
        this.clock = clock;
        this.current = current;
        this.version = version;
    }

    /**
     * Takes it.
     *
     * @param shipper who does; he is alone on his machine, so what he held before is his
     * @throws RollupException when another one has it
     */
    static HeldExchange take(ClusterConnection cluster, InstantSource clock, int shipper) throws IOException {
        ExchangeNote note = new ExchangeNote(cluster);
        JsonNode document = note.document();
        JsonNode said = document.path("_source");
        Exchange found = said.isMissingNode() ? Exchange.NONE : Exchange.of(said);
        if (found.holder() != shipper && clock.instant().getEpochSecond() < found.heldUntil()) {
            throw busy("shipper " + found.holder() + " of the cluster is archiving; when it does not any more, its hold"
                    + " ends at " + Instant.ofEpochSecond(found.heldUntil()));
        }
        HeldExchange held =
                new HeldExchange(cluster, clock, found.held(shipper, 0), said.isMissingNode() ? "" : version(document));
        held.write(held.current);
        return held;
    }

    private static String version(JsonNode document) {
        return "?if_seq_no=" + document.path("_seq_no").asLong() + "&if_primary_term="
                + document.path("_primary_term").asLong();
    }

    private static RollupException busy(String message) {
        return new RollupException(RollupException.Kind.BUSY, message);
    }

    Exchange current() {
        return current;
    }

    /** Changes what counts. */
    void write(Exchange next) throws IOException {
        put(next.held(current.holder(), clock.instant().plus(HELD).getEpochSecond()));
    }

    /** To be called now and then by whoever is at work. */
    void renew() throws IOException {
        if (current.heldUntil() - clock.instant().getEpochSecond()
                < HELD.minus(RENEWED).toSeconds()) {
            write(current);
        }
    }

    /** Lets others have it. */
    void release() throws IOException {
        put(current.held(current.holder(), 0));
    }

    private void put(Exchange next) throws IOException {
        String own = UUID.randomUUID().toString();
        ObjectNode json = next.json().put("write", own);
        JsonNode answer;
        try {
            answer = cluster.put(version.isEmpty() ? note.path("_create") : note.path("_doc") + version, json);
        } catch (ClusterRefusedException refused) {
            if (refused.status() != CONFLICT) {
                throw refused;
            }
            // the request may have been carried out when it seemed to fail, and was repeated
            answer = note.document();
            if (!answer.path("_source").path("write").asText().equals(own)) {
                throw busy("another shipper of the cluster has begun to archive");
            }
        }
        version = version(answer);
        current = next;
    }
}
