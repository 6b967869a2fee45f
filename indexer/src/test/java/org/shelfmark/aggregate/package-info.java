/** Tests of counting; whole facets are tested through {@code org.shelfmark.search}. */
@NullMarked
package org.shelfmark.aggregate;

import org.jspecify.annotations.NullMarked;
