/**
 * {@code shelfmark history}: the options of {@code condor_history} and its printed forms, byte for byte.
 *
 * <p>It must not know where records come from: a {@link org.shelfmark.search.HistorySource} hands them over. Texts that are
 * printed are byte texts ({@link org.shelfmark.classad.ByteText}): one char per byte, so that widths and cuts count bytes, as
 * there, and bytes that are no UTF-8 come out as they went in.
 *
 * <p>Threading: everything belongs to the thread that runs the command.
 */
@NullMarked
package org.shelfmark.cli.history;

import org.jspecify.annotations.NullMarked;
