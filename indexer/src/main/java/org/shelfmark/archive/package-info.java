/**
 * Bytes on disk: finds archive files, identifies them, reads whole records and fetches one back by its address.
 *
 * <p>Archives are only ever read. This package knows where records begin and end, not what they say: a record that
 * cannot be parsed was still read and has an address. It must not know ClassAds, the registry or the index.
 *
 * <p>Readers belong to one thread; everything else is stateless.
 */
@NullMarked
package org.shelfmark.archive;

import org.jspecify.annotations.NullMarked;
