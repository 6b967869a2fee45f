package org.shelfmark.cli.history;

import java.io.IOException;
import org.shelfmark.document.RecordView;

/** Rows of a {@link PrintMask}. */
final class TablePrinter implements RecordPrinter {
    private final PrintMask mask;

    TablePrinter(PrintMask mask) {
        this.mask = mask;
    }

    @Override
    public void header(ByteOutput out) throws IOException {
        if (mask.hasHeadings()) {
            out.print(mask.headingRow());
        }
    }

    @Override
    public void print(RecordView record, ByteOutput out) throws IOException {
        out.print(mask.row(record));
    }

    @Override
    public void footer(ByteOutput out) {}
}
