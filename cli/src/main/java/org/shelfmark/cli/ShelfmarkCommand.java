package org.shelfmark.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command itself: without a subcommand it says which there are. */
@Command(
        name = "shelfmark",
        description = "Indexes HTCondor job-history archives and answers questions about the jobs in them.",
        version = "shelfmark 0.1.0-SNAPSHOT",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes: 0 done, also when nothing was found; 1 we failed; 2 the command line or the query cannot be",
            "meant; 3 the server cannot be reached; 4 the answer is partial."
        })
final class ShelfmarkCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
