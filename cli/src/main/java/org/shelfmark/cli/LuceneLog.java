package org.shelfmark.cli;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Lucene suggests an incubating module on standard error. */
final class LuceneLog {
    /** Held, because loggers are collected. */
    private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

    private LuceneLog() {}

    /** Lets Lucene tell of what goes wrong only. */
    static void silence() {
        LUCENE.setLevel(Level.SEVERE);
    }
}
