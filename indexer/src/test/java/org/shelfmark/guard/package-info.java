/**
 * Guards against slowness that need no clock: what fixed work over a fixed archive allocates, writes and reads is counted, and
 * must not exceed limits.
 *
 * <p>The limits are some 25 % above what was measured when they were set, and each message says what was measured. Who makes
 * something dearer on purpose raises the limit in the same commit and says why; who makes it cheaper lowers it.
 */
@NullMarked
package org.shelfmark.guard;

import org.jspecify.annotations.NullMarked;
