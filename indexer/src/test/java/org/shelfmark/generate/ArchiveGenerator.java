package org.shelfmark.generate;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a history archive: the active file {@code history} and those rotated before it. Records come in the order in
 * which jobs left the queue.
 */
public final class ArchiveGenerator {
    private final long seed;
    private final long jobs;
    private final GeneratorOptions options;

    /**
     * @param seed any number; other numbers give other archives
     * @param jobs number of records, at least 1
     */
    public ArchiveGenerator(long seed, long jobs, GeneratorOptions options) {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs is '" + jobs + "', accepted is 1 or more");
        }
        this.seed = seed;
        this.jobs = jobs;
        this.options = options;
    }

    /**
     * Writes the archive; may be called again for another directory, with the same result.
     *
     * @param directory is created if missing
     * @throws java.nio.file.FileAlreadyExistsException if it already holds a history file; nothing is written then
     * @throws IOException if writing fails; what was written until then is left
     */
    public ArchiveSummary writeTo(Path directory) throws IOException {
        DeterministicRandom random = new DeterministicRandom(seed);
        SubmitNode schedd = new SubmitNode(options, random);
        TemplateFactory templates = new TemplateFactory(options.schedd(), random);
        BusyQueue queue =
                new BusyQueue(schedd, templates, random, options.start().getEpochSecond());
        Tally tally = new Tally(schedd.fleet().hosts());
        LineBuffer body = new LineBuffer();
        try (HistoryWriter writer = new HistoryWriter(directory, options.rotateBytes())) {
            while (tally.jobs() < jobs) {
                queue.advance((submission, template, run) -> {
                    if (tally.jobs() < jobs) {
                        tally.count(submission, run);
                        body.clear();
                        template.render(run, body);
                        append(writer, body, submission, run);
                    }
                });
            }
            return tally.summary(writer);
        }
    }

    private static void append(HistoryWriter writer, LineBuffer body, Submission submission, JobRun run)
            throws IOException {
        long end = run.times().end();
        byte[] owner = submission.submitter().ownerBytes();
        writer.append(body, submission.cluster(), run.proc(), owner, run.completed() ? end : -1, end);
    }
}
