package org.shelfmark.cli;

import java.nio.file.Path;

/** An index in which all submissions of one owner are archived. */
final class ArchivedIndex {
    /** Whose submissions. */
    static final String OWNER = "alice";

    private ArchivedIndex() {}

    /** Indexes archives, and archives the submissions of {@link #OWNER}. */
    static Path of(Path index, Path... histories) {
        for (Path history : histories) {
            CommandRun.index(index, history);
        }
        CommandRun run = CommandRun.of(
                "archive",
                "owner:" + OWNER,
                "--min-jobs",
                "1",
                "--without-details",
                "--format",
                "json",
                "--index",
                index.toString());
        if (run.code() != ExitCode.DONE || !run.out().contains("\"left\":0,")) {
            throw new IllegalStateException("not everything is archived: " + run);
        }
        return index;
    }
}
