/** Shipping to real clusters: everything once, whatever is lost, ended or refused meanwhile. */
@NullMarked
package org.shelfmark.cluster.ship;

import org.jspecify.annotations.NullMarked;
