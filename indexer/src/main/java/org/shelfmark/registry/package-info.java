/**
 * Which archive files exist or existed, and how far each has been read.
 *
 * <p>The registry is a sidecar: a small Lucene index of one segment beside the job index, one document per archive file
 * ever seen. It is committed before the jobs, so no job refers to an unknown file; after a crash it may know a file that
 * no job refers to, which is harmless. How far a file that is still being read has been read is not decided here: that
 * position travels in the commit of the job index ({@link org.shelfmark.registry.Positions}), in the same act that makes
 * the documents durable.
 *
 * <p>Must not know documents or queries. Values are immutable; the store belongs to the one writer.
 */
@NullMarked
package org.shelfmark.registry;

import org.jspecify.annotations.NullMarked;
