package org.shelfmark.index;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/** Lucene's own judgement of an index that nobody writes to; for tests of modules that do not know Lucene. */
public final class IndexInspection {
    private IndexInspection() {}

    /**
     * Checks every file of the job index and of the registry.
     *
     * @return documents in the job index
     * @throws AssertionError when something is wrong, with Lucene's report
     */
    public static int documents(Path root) throws IOException {
        IndexLayout layout = new IndexLayout(root);
        check(layout.registry());
        return check(layout.jobs());
    }

    private static int check(Path place) throws IOException {
        ByteArrayOutputStream report = new ByteArrayOutputStream();
        try (Directory directory = FSDirectory.open(place);
                CheckIndex check = new CheckIndex(directory);
                PrintStream print = new PrintStream(report, false, StandardCharsets.UTF_8)) {
            check.setInfoStream(print);
            check.setLevel(CheckIndex.Level.MIN_LEVEL_FOR_SLOW_CHECKS);
            CheckIndex.Status status = check.checkIndex();
            print.flush();
            if (!status.clean) {
                throw new AssertionError(
                        "the index in " + place + " is damaged: " + report.toString(StandardCharsets.UTF_8));
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                return reader.numDocs();
            }
        }
    }
}
