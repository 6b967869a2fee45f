@NullMarked
package org.shelfmark.rollup;

import org.jspecify.annotations.NullMarked;
