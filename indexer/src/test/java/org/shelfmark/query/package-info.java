/** Tests of the query language: text to tree, and the numbers and times in it. */
@NullMarked
package org.shelfmark.query;

import org.jspecify.annotations.NullMarked;
