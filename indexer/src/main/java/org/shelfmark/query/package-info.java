/**
 * Query text becomes a syntax tree, the tree's names and values are resolved, and the tree becomes a Lucene query.
 *
 * <p>Built on the flexible query parser framework of lucene-queryparser: {@link org.shelfmark.query.QuerySyntax} is the
 * syntax parser, {@link org.shelfmark.query.ClauseResolver} the processor, {@link org.shelfmark.query.QueryTranslator}
 * the builder. Every complaint is a {@link org.shelfmark.query.QueryException} with the column it is about.
 *
 * <p>Must not know how an index is opened; what is in it, it learns through {@link
 * org.shelfmark.query.IndexedAttributes}. Stateless but for that.
 */
@NullMarked
package org.shelfmark.query;

import org.jspecify.annotations.NullMarked;
