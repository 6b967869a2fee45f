package org.shelfmark.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.document.RecordAddress;

/**
 * Reads records that are far away, many at a time where it is known which ones come next: more and more of them, because
 * whoever asks may soon have enough. Belongs to one thread.
 */
final class DistantReading {
    private static final int FIRST = 16;
    private static final int MOST = 1024;
    private static final long MOST_BYTES = 4 << 20;

    private final DistantRecords records;
    private List<RecordAddress> expected = List.of();
    private final Map<Place, Integer> order = new HashMap<>();
    private Map<RecordLocation, byte[]> fetched = Map.of();
    /** The expected records that were asked for last: [fetchedFrom, fetchedTo). */
    private int fetchedFrom;

    private int fetchedTo;
    private int next = FIRST;

    private record Place(int file, long offset) {
        static Place of(RecordAddress address) {
            return new Place(address.fileId(), address.location().offset());
        }
    }

    DistantReading(DistantRecords records) {
        this.records = records;
    }

    /** Says which records will be read, in this order; some of them may not be. */
    void expect(List<RecordAddress> addresses) {
        expected = List.copyOf(addresses);
        order.clear();
        for (int i = 0; i < expected.size(); i++) {
            Integer unused = order.put(Place.of(expected.get(i)), i);
        }
        fetchedFrom = 0;
        fetchedTo = 0;
        next = FIRST;
    }

    /** The record that stood at a place of a file. */
    Optional<byte[]> read(int file, RecordLocation location) throws IOException {
        Integer at = order.get(new Place(file, location.offset()));
        if (at == null) {
            return Optional.ofNullable(records.of(file, List.of(location)).get(location));
        }
        if (at < fetchedFrom || at >= fetchedTo) {
            fetched = records.of(file, from(at));
        }
        return Optional.ofNullable(fetched.get(location));
    }

    private List<RecordLocation> from(int at) {
        List<RecordLocation> locations = new ArrayList<>();
        int file = expected.get(at).fileId();
        long bytes = 0;
        int end = at;
        while (end < expected.size()
                && expected.get(end).fileId() == file
                && locations.size() < next
                && (locations.isEmpty() || bytes < MOST_BYTES)) {
            RecordLocation location = expected.get(end).location();
            locations.add(location);
            bytes += location.lengthBytes();
            end++;
        }
        fetchedFrom = at;
        fetchedTo = end;
        next = Math.min(next * 2, MOST);
        return locations;
    }
}
