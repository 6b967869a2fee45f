package org.shelfmark.cli;

import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Tells negated conditions from options: {@code -has:HoldReason} is a condition, though it begins like {@code -h}.
 *
 * <p>Conditions are marked before the command line is parsed, so that they look like no option, and unmarked where their
 * text is taken.
 */
final class NegatedConditions {
    /** The commands whose words are a query. */
    static final Set<String> COMMANDS =
            Set.of("search", "count", "facets", "stats", "histogram", "compare", "submissions", "archive", "unarchive");

    /** No shell passes this character on by accident. */
    private static final String MARK = "\u0001";

    private NegatedConditions() {}

    /** The arguments with the negated conditions marked. */
    static String[] marked(CommandLine commandLine, String... arguments) {
        if (arguments.length == 0 || !COMMANDS.contains(arguments[0])) {
            return arguments;
        }
        CommandLine command = commandLine.getSubcommands().get(arguments[0]);
        String[] marked = arguments.clone();
        for (int i = 1; command != null && i < marked.length; i++) {
            String argument = arguments[i];
            boolean option = argument.startsWith("--")
                    || command.getCommandSpec().findOption(argument) != null
                    || argument.matches("-n=?\\d+")
                    || takesValue(command, arguments[i - 1]);
            if (argument.startsWith("-") && argument.length() > 1 && !option) {
                marked[i] = MARK + argument;
            }
        }
        return marked;
    }

    private static boolean takesValue(CommandLine command, String argument) {
        OptionSpec option = command.getCommandSpec().findOption(argument);
        return option != null && option.arity().max() > 0;
    }

    /** A word of the query as it was given. */
    static String unmarked(String word) {
        return word.startsWith(MARK) ? word.substring(MARK.length()) : word;
    }
}
