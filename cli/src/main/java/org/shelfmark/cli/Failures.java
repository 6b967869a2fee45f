package org.shelfmark.cli;

import java.io.IOException;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.cluster.ClusterRefusedException;
import org.shelfmark.cluster.ClusterUnavailableException;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.query.QueryException;
import org.shelfmark.rollup.RollupException;
import org.shelfmark.search.SearchException;
import org.shelfmark.server.ServerStartException;
import picocli.CommandLine;

/** Every failure becomes words on standard error and an exit code; none becomes a stack trace. */
final class Failures {
    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    /** Tells the user what failed. */
    int report(Exception failure) {
        return switch (failure) {
            case SearchException search -> search(search);
            case QueryException query -> told(query, ExitCode.USAGE);
            case ArchiveAccessException archive -> told(archive, ExitCode.USAGE);
            case IndexUnusableException index -> told(index, ExitCode.USAGE);
            case RollupException rollup -> told(rollup, ExitCode.of(rollup.kind()));
            case ServerUnreachableException server -> told(server, ExitCode.UNREACHABLE);
            case ClusterUnavailableException cluster -> told(cluster, ExitCode.UNREACHABLE);
            case ClusterRefusedException cluster -> told(cluster, ExitCode.of(cluster));
            case ServerStartException server -> told(server, ExitCode.FAILED);
            case IllegalArgumentException argument -> told(argument, ExitCode.USAGE);
            case IOException io -> {
                console.say("failed: " + (io.getMessage() == null ? io.toString() : io.getMessage()));
                yield ExitCode.FAILED;
            }
            default -> {
                console.say("failed by a defect of ours, please report it: " + failure);
                for (StackTraceElement frame : failure.getStackTrace()) {
                    if (frame.getClassName().startsWith("org.shelfmark.")) {
                        console.say("  at " + frame);
                    }
                }
                yield ExitCode.FAILED;
            }
        };
    }

    private int told(Exception failure, int code) {
        console.say(String.valueOf(failure.getMessage()));
        return code;
    }

    private int search(SearchException failure) {
        console.say(String.valueOf(failure.getMessage()));
        if (failure.column() > 0) {
            String query = TerminalText.of(failure.query());
            console.err().println("  " + query);
            int before = DisplayWidth.of(query.substring(0, Math.min(failure.column() - 1, query.length())));
            console.err().println("  " + " ".repeat(before) + "^");
        }
        return ExitCode.of(failure.kind());
    }

    /** A command line that cannot be meant. */
    int usage(CommandLine.ParameterException failure) {
        console.say(String.valueOf(failure.getMessage()));
        console.say("--help says what is accepted");
        return ExitCode.USAGE;
    }
}
