/**
 * Measures Shelfmark and, in the same run, what it is compared with: {@code ./shelfmark bench} in a source checkout.
 *
 * <p>{@link org.shelfmark.bench.BenchCommand} is the command line. What users run is run as they run it, in processes of its
 * own; references run in this one. {@link org.shelfmark.bench.Results} is all that was measured, and what a run that was
 * stopped goes on from. The classes {@code ...Benchmark} are JMH's and run with {@code ./shelfmark bench --jmh}.
 */
@NullMarked
package org.shelfmark.bench;

import org.jspecify.annotations.NullMarked;
