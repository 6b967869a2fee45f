/**
 * A history record becomes a Lucene document, and a hit becomes a job again: the two halves side by side.
 *
 * <p>All knowledge of the shape of a document stands here: {@link org.shelfmark.document.Columns} for values that are
 * read back, {@link org.shelfmark.document.AttributeTerms} for values that are looked up. The number of index fields
 * does not depend on how many attributes a pool invents. It must not know how an index is opened or committed.
 *
 * <p>Builders belong to one thread each; encodings are stateless.
 */
@NullMarked
package org.shelfmark.document;

import org.jspecify.annotations.NullMarked;
