/**
 * A schedd as far as its history goes: real records without end, appended in the pieces in which a real schedd writes
 * them, with rotation and deletion. Nothing here uses production code.
 *
 * <p>Part of the test jar; tests of other modules may use it. A writer belongs to one thread.
 */
@NullMarked
package org.shelfmark.schedd;

import org.jspecify.annotations.NullMarked;
