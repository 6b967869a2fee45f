/**
 * Bytes on disk: finds archive files, identifies them, reads whole records, fetches one back by its address, and keeps
 * copies in the vault.
 *
 * <p>Archives are only ever read. This package knows where records begin and end, not what they say: a record that
 * cannot be parsed was still read and has an address. It must not know ClassAds, the registry or the index.
 *
 * <p>Readers and channels belong to one thread. The vault has one writer and any number of readers. Everything else is
 * stateless, but for the remembered lengths of compressed files, which are safe for many threads.
 *
 * <p>Crash promise: an entry of the vault is whole or not there; see {@link org.shelfmark.archive.Vault}.
 */
@NullMarked
package org.shelfmark.archive;

import org.jspecify.annotations.NullMarked;
