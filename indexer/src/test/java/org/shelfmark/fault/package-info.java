/**
 * Stores and archives of which any single step can be made to fail: by an exception, by a full disk, by a crash after
 * which only what had reached the disk is left.
 */
@NullMarked
package org.shelfmark.fault;

import org.jspecify.annotations.NullMarked;
