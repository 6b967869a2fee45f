/**
 * The real archive in {@code docs/sample}, read naively: the truth that answers of the index are held against.
 *
 * <p>Independent on purpose: nothing here uses production code, so that a mistake of the one is not repeated by the
 * other. It understands literals only, which is enough for counting and which everybody can check by eye.
 *
 * <p>Part of the test jar; tests of other modules may use it. Values are immutable and may be shared between threads.
 */
@NullMarked
package org.shelfmark.sample;

import org.jspecify.annotations.NullMarked;
