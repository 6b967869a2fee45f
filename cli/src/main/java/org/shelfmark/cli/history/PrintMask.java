package org.shelfmark.cli.history;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.shelfmark.document.RecordView;

/**
 * A table: columns, their headings, and what stands between them. Widths may grow from row to row; rows that were printed stay
 * as they are.
 */
final class PrintMask {
    private final List<Column> columns = new ArrayList<>();
    private final List<String> headings = new ArrayList<>();
    private Separators separators = Separators.NONE;
    private int overallWidth;

    /**
     * What stands around rows and columns.
     *
     * @param row before each row
     * @param column before each column but the first
     * @param behindColumn behind each column but the last
     * @param behindRow behind each row
     */
    record Separators(String row, String column, String behindColumn, String behindRow) {
        /** As {@code -format} has it. */
        static final Separators NONE = new Separators("", "", "", "");
        /** As tables have it. */
        static final Separators TABLE = new Separators("", " ", "", "\n");
    }

    boolean isEmpty() {
        return columns.isEmpty();
    }

    boolean hasHeadings() {
        return !headings.isEmpty();
    }

    void add(Column column) {
        columns.add(column);
    }

    void addHeading(String heading) {
        headings.add(heading);
    }

    void separate(Separators by) {
        separators = by;
    }

    /** Cuts rows to so many bytes; 0 for no limit. */
    void limitWidth(int bytes) {
        overallWidth = bytes;
    }

    /** The row of headings; columns without one at the end are left out. */
    String headingRow() {
        StringBuilder row = new StringBuilder(separators.row());
        Iterator<String> heading = headings.iterator();
        int number = 0;
        for (Column column : columns) {
            if (!heading.hasNext()) {
                break;
            }
            row.append(number > 0 && column.style().prefixed() ? separators.column() : "");
            row.append(CFormat.padded(heading.next(), column.width(), true));
            number++;
            row.append(number < columns.size() && column.style().suffixed() ? separators.behindColumn() : "");
        }
        return finished(row);
    }

    /** The row of a record. */
    String row(RecordView record) {
        StringBuilder row = new StringBuilder(separators.row());
        int number = 0;
        for (Column column : columns) {
            row.append(number > 0 && column.style().prefixed() ? separators.column() : "");
            column.append(row, record);
            number++;
            row.append(number < columns.size() && column.style().suffixed() ? separators.behindColumn() : "");
        }
        return finished(row);
    }

    private String finished(StringBuilder row) {
        if (overallWidth > 0 && row.length() > overallWidth) {
            row.setLength(overallWidth);
        }
        return row.append(separators.behindRow()).toString();
    }
}
