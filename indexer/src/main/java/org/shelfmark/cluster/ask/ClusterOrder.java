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
            by.put("order", field.getReverse() ? "desc" : "asc");
            if (form(field) == ClusterFields.Form.TRUTH) {
                by.put("missing", noTruth(field));
            } else {
                by.put("missing", "_last");
            }
        }
        return order;
    }

    /** Behind 0 and 1; the cluster's own value for none is another one in another version. */
    private static int noTruth(SortField field) {
        return field.getReverse() ? -1 : 2;
    }

    private ClusterFields.Form form(SortField field) {
        return fields.of(column(field)).form();
    }

    private String name(SortField field) {
        return fields.of(column(field)).name();
    }

    private static String column(SortField field) {
        String column = field.getField();
        if (column == null) {
            throw new IllegalArgumentException("no column is sorted by: " + field);
        }
        return column;
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
                boolean isMissing = number.equals(field.getMissingValue());
                switch (form(field)) {
                    // what stands for no value in a column of integers is none in one of reals
                    case REAL -> {
                        if (isMissing) {
                            after.add(field.getReverse() ? "-Infinity" : "Infinity");
                        } else {
                            after.add(Columns.decodeReal(number));
                        }
                    }
                    case TRUTH -> after.add(isMissing ? noTruth(field) : number);
                    case INTEGER, TEXT, TERMS, BYTES, NOTE -> after.add(number);
                }
            }
            default -> throw new IllegalArgumentException("no sort value: " + value);
        }
    }

    /** Jobs that the cluster does not put in their place, because JSON has no number for what they are sorted by. */
    Query misplaced() {
        List<Query> misplaced = new ArrayList<>();
        for (SortField field : sort.getSort()) {
            if (form(field) == ClusterFields.Form.REAL) {
                for (double value : new double[] {Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NaN}) {
                    misplaced.add(ColumnRangeQuery.exactly(column(field), Columns.encodeReal(value)));
                }
            }
        }
        return JobSets.any(misplaced);
    }
}
