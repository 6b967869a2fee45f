/**
 * Tests of whole answers: archives are indexed into a temporary directory and asked through {@link
 * org.shelfmark.search.JobSearch}; what is expected is computed from the archives' text, never by production code.
 */
@NullMarked
package org.shelfmark.search;

import org.jspecify.annotations.NullMarked;
