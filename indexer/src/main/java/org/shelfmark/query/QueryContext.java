package org.shelfmark.query;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.shelfmark.mapping.Mapping;

/**
 * What a query is read against.
 *
 * @param mapping the fields
 * @param attributes the attributes of the index
 * @param now tells the moment from which relative times are counted; asked only where a query has one
 * @param zone the zone of times without one
 */
public record QueryContext(Mapping mapping, IndexedAttributes attributes, InstantSource now, ZoneId zone) {
    /** At a moment. */
    public QueryContext(Mapping mapping, IndexedAttributes attributes, Instant now, ZoneId zone) {
        this(mapping, attributes, InstantSource.fixed(now), zone);
    }
}
