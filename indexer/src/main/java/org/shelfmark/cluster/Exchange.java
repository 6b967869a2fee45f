package org.shelfmark.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which submissions are between their jobs and their summaries, and what of them counts: before the switch their earlier
 * summary, if they have one, afterwards the later one, if they get one. A job counts unless a summary that counts has its
 * record. Documents that do not count are being written before the switch, and deleted behind it.
 *
 * @param step raised whenever something else counts, or may be found; 0 where nothing was ever archived
 * @param switched whether the later summaries count
 * @param swaps the submissions; empty where nothing is being done
 * @param pinnedUntil until when they must not be archived again, in seconds since 1970; empty for no such thing
 * @param holder the shipper that does it
 * @param heldUntil when somebody else may take it over, in seconds since 1970
 */
public record Exchange(
        long step, boolean switched, List<Swap> swaps, OptionalLong pinnedUntil, int holder, long heldUntil) {
    /** Nothing was ever archived. */
    public static final Exchange NONE = new Exchange(0, false, List.of(), OptionalLong.empty(), 0, 0);

    /**
     * A submission.
     *
     * @param submission the term of its key
     * @param earlier id of the summary that counts before the switch
     * @param later id of the one that counts afterwards
     */
    public record Swap(String submission, Optional<String> earlier, Optional<String> later) {}

    /** Copies the submissions. */
    public Exchange {
        swaps = List.copyOf(swaps);
    }

    /** Ids of summaries that are there, but do not count. */
    public Set<String> ignored() {
        return ids(!switched);
    }

    /** Ids of the submissions' summaries that count. */
    public Set<String> counting() {
        return ids(switched);
    }

    private Set<String> ids(boolean later) {
        Set<String> ids = new HashSet<>();
        for (Swap swap : swaps) {
            (later ? swap.later() : swap.earlier()).ifPresent(ids::add);
        }
        return ids;
    }

    /** Submissions begin to be changed. */
    public Exchange begun(List<Swap> next, OptionalLong pin) {
        return new Exchange(step + 1, false, next, pin, holder, heldUntil);
    }

    /** The later summaries count. */
    public Exchange switchedOver() {
        return new Exchange(step + 1, true, swaps, pinnedUntil, holder, heldUntil);
    }

    /** What does not count is gone. */
    public Exchange ended() {
        return new Exchange(step + 1, false, List.of(), OptionalLong.empty(), holder, heldUntil);
    }

    /** The same in the hands of somebody for a while. */
    public Exchange held(int by, long until) {
        return new Exchange(step, switched, swaps, pinnedUntil, by, until);
    }

    /** As the cluster keeps it. */
    public ObjectNode json() {
        ObjectNode json = ClusterConnection.JSON
                .createObjectNode()
                .put("step", step)
                .put("switched", switched)
                .put("holder", holder)
                .put("held_until", heldUntil);
        pinnedUntil.ifPresent(until -> json.put("pinned_until", until));
        ArrayNode all = json.putArray("submissions");
        for (Swap swap : swaps) {
            ObjectNode one = all.addObject().put("submission", swap.submission());
            swap.earlier().ifPresent(id -> one.put("earlier", id));
            swap.later().ifPresent(id -> one.put("later", id));
        }
        return json;
    }

    /** Reads what {@link #json} has written. */
    public static Exchange of(JsonNode json) {
        List<Swap> swaps = new ArrayList<>();
        for (JsonNode one : json.path("submissions")) {
            swaps.add(new Swap(one.path("submission").asText(), id(one, "earlier"), id(one, "later")));
        }
        JsonNode pin = json.path("pinned_until");
        return new Exchange(
                json.path("step").asLong(),
                json.path("switched").asBoolean(),
                swaps,
                pin.isMissingNode() ? OptionalLong.empty() : OptionalLong.of(pin.asLong()),
                json.path("holder").asInt(),
                json.path("held_until").asLong());
    }

    private static Optional<String> id(JsonNode one, String name) {
        return Optional.ofNullable(one.path(name).textValue());
    }
}
