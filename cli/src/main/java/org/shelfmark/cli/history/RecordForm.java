package org.shelfmark.cli.history;

import java.util.function.Supplier;

/** How records are printed; made when the whole command line is known. */
public final class RecordForm {
    private final Supplier<RecordPrinter> printer;

    RecordForm(Supplier<RecordPrinter> printer) {
        this.printer = printer;
    }

    RecordPrinter printer() {
        return printer.get();
    }
}
