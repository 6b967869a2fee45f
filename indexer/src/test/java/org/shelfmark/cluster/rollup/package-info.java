@NullMarked
package org.shelfmark.cluster.rollup;

import org.jspecify.annotations.NullMarked;
