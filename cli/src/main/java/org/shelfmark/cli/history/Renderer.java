package org.shelfmark.cli.history;

import java.time.ZoneId;
import java.util.Optional;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.cli.history.PrintfFormat.Kind;
import org.shelfmark.document.RecordView;

/** What {@code PRINTAS} of a print-format file names: a way to show a value that is more than a conversion. */
sealed interface Renderer {
    /** The conversion that is used on the rendered value unless another one is given; empty for none. */
    String format();

    /** Makes another value, with the whole record at hand. */
    record FromRecord(String format, Rendering rendering) implements Renderer {
        Optional<AttributeValue> render(AttributeValue value, RecordView record) {
            return rendering.render(value, record);
        }
    }

    /** Makes the text itself. */
    record Text(String format, Kind takes, Printing printing) implements Renderer {
        String text(AttributeValue value, ZoneId zone) {
            return printing.text(value, zone);
        }
    }

    /** From a value and its record to another value; empty when there is nothing to show. */
    @FunctionalInterface
    interface Rendering {
        Optional<AttributeValue> render(AttributeValue value, RecordView record);
    }

    /** From a value to byte text. */
    @FunctionalInterface
    interface Printing {
        String text(AttributeValue value, ZoneId zone);
    }
}
