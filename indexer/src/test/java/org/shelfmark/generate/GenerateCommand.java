package org.shelfmark.generate;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.util.Locale;

/**
 * The generator on the command line. Exit codes: 0 written, 1 writing failed, 2 the options are wrong or the directory
 * holds an archive already.
 */
public final class GenerateCommand {
    private static final String USAGE = """
        usage: GenerateCommand --seed S --jobs N --out DIR [options]

          --seed S            whole number; the same seed and options give the same bytes
          --jobs N            number of job records, 1 or more
          --out DIR           directory for the files, created if missing, without history files
          --rotate-bytes B    size limit of a file, 1024 or more (default 20971520)
          --schedd NAME       host name of the access point (default ap2001.chtc.example)
          --start INSTANT     when the first jobs leave the queue (default 2026-01-05T08:00:00Z)
          --users U           number of people, 1 to 10000 (default 60)
          --array-jobs N      jobs of every submission, 1 to 100000 (default 0: all sizes, and workflows)
          --help              this text
        """;

    private GenerateCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out, System.err));
    }

    /** Runs the command and returns its exit code. */
    static int run(String[] arguments, PrintStream out, PrintStream err) {
        for (String argument : arguments) {
            if (argument.equals("--help")) {
                out.print(USAGE);
                return 0;
            }
        }
        try {
            GenerateArguments parsed = GenerateArguments.parse(arguments);
            long begin = System.nanoTime();
            ArchiveSummary summary =
                    new ArchiveGenerator(parsed.seed(), parsed.jobs(), parsed.options()).writeTo(parsed.directory());
            out.println(line(summary, (System.nanoTime() - begin) / 1e9));
            return 0;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return 2;
        } catch (FileAlreadyExistsException e) {
            err.println("found '" + e.getFile() + "' in '--out', accepted is a directory without history files");
            return 2;
        } catch (IOException e) {
            err.println("writing the archive failed: " + e);
            return 1;
        }
    }

    private static String line(ArchiveSummary summary, double seconds) {
        return String.format(
                Locale.ROOT,
                "jobs %d clusters %d files %d bytes %d owners %d removed %d signalled %d held %d"
                        + " seconds %.2f MB/s %.0f",
                summary.jobs(),
                summary.clusters(),
                summary.files(),
                summary.bytes(),
                summary.jobsPerOwner().size(),
                summary.removed(),
                summary.bySignal(),
                summary.held(),
                seconds,
                summary.bytes() / seconds / 1e6);
    }
}
