package org.shelfmark.cli.history;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.document.RecordView;
import org.shelfmark.document.RecordViews;
import org.shelfmark.search.HistoryListener;
import org.shelfmark.search.Responses;

/** Prints records as they are found. The header comes before the first of them, or with {@link #begin}. */
public final class PrintedHistory implements HistoryListener {
    private static final String DAMAGED = "\t*** Warning: Bad history file; skipping malformed ad(s)\n";

    private final RecordPrinter printer;
    private final RecordViews views;
    private final ByteOutput out;
    private boolean begun;
    private long lost;
    private long certainlyLost;
    private long lackingSecrets;
    private Responses.@Nullable Constraint explanation;

    /**
     * A listener that prints.
     *
     * @param views how the records handed over are understood
     */
    public PrintedHistory(RecordForm form, RecordViews views, PrintStream out) {
        this.printer = form.printer();
        this.views = views;
        this.out = new ByteOutput(out);
    }

    /** Prints the header, if that was not done yet. */
    public void begin() throws IOException {
        if (!begun) {
            begun = true;
            printer.header(out);
        }
    }

    @Override
    public void record(byte[] bytes, int bannerStart) throws IOException {
        begin();
        RecordView view;
        try {
            view = views.view(bytes, 0, bannerStart, bytes.length);
        } catch (RecordProblem problem) {
            out.print(DAMAGED);
            return;
        }
        printer.print(view, out);
    }

    @Override
    public void damaged() throws IOException {
        begin();
        out.print(DAMAGED);
    }

    @Override
    public void lost(boolean certain) {
        lost++;
        certainlyLost += certain ? 1 : 0;
    }

    @Override
    public void lacksSecrets() {
        lackingSecrets++;
    }

    @Override
    public void explained(Responses.Constraint how) {
        explanation = how;
    }

    /** Records that are not printed because they are gone. */
    public long lost() {
        return lost;
    }

    /** How many of the lost records would certainly have been printed. */
    public long certainlyLost() {
        return certainlyLost;
    }

    /** Records that were printed without secrets that the caller may see. */
    public long lackingSecrets() {
        return lackingSecrets;
    }

    /** How an index came to the answer. */
    public Optional<Responses.Constraint> explanation() {
        return Optional.ofNullable(explanation);
    }

    /** Prints what stands behind the records. */
    public void end() throws IOException {
        begin();
        printer.footer(out);
        out.flush();
    }

    /** Hands on what was printed so far: the answer ends early. */
    public void breakOff() throws IOException {
        begin();
        out.flush();
    }
}
