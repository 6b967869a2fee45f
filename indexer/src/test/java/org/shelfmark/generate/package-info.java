/**
 * Writes made-up but lifelike HTCondor history archives, for tests and measurements that need more records than a real
 * archive at hand has.
 *
 * <p>The same seed, number of jobs and options give the same bytes on every machine. {@link ArchiveGenerator} is for
 * tests, {@link GenerateCommand} for the command line. The package knows the file format and nothing of Shelfmark: a
 * test must be able to hold the one against the other.
 *
 * <p>One thread per generator; nothing here is shared or static and mutable. Memory does not grow with the number of
 * jobs.
 */
@NullMarked
package org.shelfmark.generate;

import org.jspecify.annotations.NullMarked;
