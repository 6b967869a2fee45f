/**
 * Compares an index with the archives and the vault it was made from, and mends it.
 *
 * <p>{@link org.shelfmark.verify.Verifier#check} works on one commit, takes no lock and may run beside a writer that
 * commits and merges. {@link org.shelfmark.verify.Verifier#repair} is the one writer of the index while it runs. Both
 * belong to one thread.
 *
 * <p>Crash promise: what a repair mends becomes durable in one commit, the registry first as always. A repair that ends
 * before leaves the last commit, or that commit with a registry that was rebuilt for it already; a registry that could
 * not be read is set aside, never removed. Copies in the vault are stored before that commit and removed after it. A
 * repair that was interrupted is simply run again.
 *
 * <p>Must not know {@code ingest}, {@code search} or queries; archives are only read.
 */
@NullMarked
package org.shelfmark.verify;

import org.jspecify.annotations.NullMarked;
