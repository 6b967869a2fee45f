/** Tests of summaries, and summaries for the tests of others. */
@NullMarked
package org.shelfmark.rollup;

import org.jspecify.annotations.NullMarked;
