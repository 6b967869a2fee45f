package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.FieldDoc;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.document.Columns;
import org.shelfmark.query.ColumnRangeQuery;
import org.shelfmark.query.constraint.JobSets;

/** An order of jobs as the cluster is asked for it; jobs without a value come last in it, too. */
record ClusterOrder(Sort sort, ClusterFields fields) {
    /** The order as the cluster reads it. */
    ArrayNode dsl() {
        ArrayNode order = ClusterConnection.JSON.createArrayNode();
        for (SortField field : sort.getSort()) {
            ObjectNode by = order.addObject().putObject(name(field));
            by.put("order", field.getReverse() ? "desc" : "asc").put("missing", "_last");
        }
        return order;
    }

    private String name(SortField field) {
        String column = field.getField();
        if (column == null) {
            throw new IllegalArgumentException("no column in the order " + sort);
        }
        return fields.of(column).name();
    }

    /** A place in the order as the cluster reads it: the page begins behind it. */
    ArrayNode after(FieldDoc place) {
        ArrayNode after = ClusterConnection.JSON.createArrayNode();
        SortField[] by = sort.getSort();
        for (int i = 0; i < by.length; i++) {
            add(after, by[i], place.fields[i]);
        }
        return after;
    }

    private void add(ArrayNode after, SortField field, @Nullable Object value) {
        switch (value) {
            case null -> after.addNull();
            case BytesRef text -> after.add(text.utf8ToString());
            case Long number -> {
                if (isReal(field)) {
                    addReal(after, field, number);
                } else {
                    after.add(number);
                }
            }
            default -> throw new IllegalArgumentException("no sort value: " + value);
        }
    }

    private static void addReal(ArrayNode after, SortField field, long encoded) {
        // what stands for no value in a column of integers is none in one of reals
        if (field.getMissingValue() instanceof Long missing && missing == encoded) {
            after.add(field.getReverse() ? "-Infinity" : "Infinity");
        } else {
            after.add(Columns.decodeReal(encoded));
        }
    }

    private boolean isReal(SortField field) {
        String column = field.getField();
        return column != null && fields.of(column).form() == ClusterFields.Form.REAL;
    }

    /** Jobs that the cluster does not put in their place, because JSON has no number for what they are sorted by. */
    Query misplaced() {
        List<Query> misplaced = new ArrayList<>();
        for (SortField field : sort.getSort()) {
            String column = field.getField();
            if (column != null && isReal(field)) {
                for (double value : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN}) {
                    misplaced.add(ColumnRangeQuery.exactly(column, Columns.encodeReal(value)));
                }
            }
        }
        return JobSets.any(misplaced);
    }
}
