package org.shelfmark.cli.history;

import java.io.IOException;
import org.shelfmark.classad.ByteText;
import org.shelfmark.classad.Unparser;
import org.shelfmark.document.RecordView;

/** {@code Name = expression}, a line each, and an empty line behind each record. */
final class LongPrinter implements RecordPrinter {
    private final Projection projection;

    LongPrinter(Projection projection) {
        this.projection = projection;
    }

    @Override
    public void header(ByteOutput out) {}

    @Override
    public void print(RecordView record, ByteOutput out) throws IOException {
        for (Projection.Attribute attribute : projection.of(record)) {
            out.print(attribute.asked());
            out.print(" = ");
            out.print(ByteText.of(Unparser.unparse(attribute.expression())));
            out.print("\n");
        }
        out.print("\n");
    }

    @Override
    public void footer(ByteOutput out) {}
}
