package org.shelfmark.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Measures everything that {@code docs/performance.md} publishes, in one run. Exit codes: 0 measured, 1 something failed, 2 the
 * options are wrong or the disk has too little room.
 */
public final class BenchCommand {
    static final String USAGE = """
        usage: shelfmark bench [options]
               shelfmark bench --jmh [JMH's options and regular expressions]

        Measures speed and size of this checkout, each figure beside a reference of the same run. Prints Markdown; what it
        does meanwhile goes to standard error. The machine should do nothing else.

          --jobs N[,N...]     sizes of the index at which it is asked (default 300000); may be given several times
          --seed S            of the generated archives (default 7)
          --chunk N           most jobs generated and indexed at once (default 1000000)
          --seconds S         how long each question is asked (default 2)
          --dir DIR           where to make a temporary directory (default: the system's place)
          --keep DIR          work in DIR, leave everything there, and go on from what a run that was stopped left
          --json FILE         write the results as JSON, too
          --only PART[,...]   vault, engine, catch-up, start, freshness, queries, memory (default: all of them); the archive is
                              always generated, read and indexed
          --help              this text
        """;

    private static final double QUIET = 0.5;

    private BenchCommand() {}

    public static void main(String[] words) {
        Runtime.getRuntime().addShutdownHook(new Thread(ChildProcess::endAll));
        Path launcher = Path.of(System.getProperty("shelfmark.launcher", "shelfmark"));
        System.exit(run(List.of(words), launcher, System.out, System.err));
    }

    /** Runs the command and returns its exit code. */
    static int run(List<String> words, Path launcher, PrintStream out, PrintStream err) {
        if (words.contains("--help")) {
            out.print(USAGE);
            return 0;
        }
        try {
            BenchArguments arguments = BenchArguments.parse(words);
            err.println("bench: " + Bench.plan(arguments));
            measure(arguments, words, launcher, out, err);
            return 0;
        } catch (IllegalArgumentException e) {
            err.println("bench: " + e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println("bench: " + e.getMessage());
            return 1;
        }
    }

    private static void measure(
            BenchArguments arguments, List<String> words, Path launcher, PrintStream out, PrintStream err)
            throws IOException {
        try (WorkPlace place = WorkPlace.of(arguments)) {
            place.requireRoom(WorkPlace.needed(arguments), WorkPlace.bytes(place.root()));
            Machine machine = Machine.here(launcher.resolveSibling("."), words);
            if (machine.loadBefore() > QUIET) {
                err.println("bench: the machine is not quiet, its load is " + machine.loadBefore());
            }
            Results results = place.isKept()
                    ? Results.in(place.at("results.json"), arguments.seed(), machine)
                    : Results.of(arguments.seed(), machine);
            new Bench(arguments, launcher, place, results, text -> err.println("bench: " + text)).run();
            out.print(Report.of(results));
            if (arguments.json().isPresent()) {
                results.write(arguments.json().get());
            }
        }
    }
}
