package org.shelfmark.query;

import java.util.Objects;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.jspecify.annotations.Nullable;

/**
 * Jobs whose number in a column lies between two. It is Lucene's own query of a column, which does not tell what it asks;
 * whoever asks another engine the same has to know.
 */
public final class ColumnRangeQuery extends Query {
    private final String column;
    private final long from;
    private final long to;

    /**
     * A range.
     *
     * @param from the least number, as the column encodes it
     * @param to the greatest number
     */
    public ColumnRangeQuery(String column, long from, long to) {
        this.column = column;
        this.from = from;
        this.to = to;
    }

    /** Jobs that have one number in a column. */
    public static ColumnRangeQuery exactly(String column, long number) {
        return new ColumnRangeQuery(column, number, number);
    }

    /** The column. */
    public String column() {
        return column;
    }

    /** The least number, as the column encodes it. */
    public long from() {
        return from;
    }

    /** The greatest number, as the column encodes it. */
    public long to() {
        return to;
    }

    @Override
    public Query rewrite(IndexSearcher searcher) {
        return NumericDocValuesField.newSlowRangeQuery(column, from, to);
    }

    @Override
    public void visit(QueryVisitor visitor) {
        if (visitor.acceptField(column)) {
            visitor.visitLeaf(this);
        }
    }

    @Override
    public String toString(@Nullable String field) {
        return column + ":[" + from + " TO " + to + "]";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ColumnRangeQuery range
                && range.column.equals(column)
                && range.from == from
                && range.to == to;
    }

    @Override
    public int hashCode() {
        return Objects.hash(column, from, to);
    }
}
