package org.shelfmark.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;

/** The commands in the help, under headings that say what they are for. */
final class CommandGroups {
    private static final Map<String, List<String>> GROUPS = groups();

    private CommandGroups() {}

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("Look for jobs", List.of("search", "count", "show", "history"));
        groups.put("Look at many jobs together", List.of("facets", "stats", "histogram", "compare"));
        groups.put("Look at submissions", List.of("submissions", "report", "archive", "unarchive"));
        groups.put("Read archives", List.of("index", "serve", "ship"));
        groups.put("Look after the index", List.of("status", "files", "fields", "verify"));
        return groups;
    }

    /** Lists the commands of a command line so. */
    static void listIn(CommandLine commandLine) {
        commandLine
                .getHelpSectionMap()
                .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, help -> "");
        commandLine
                .getHelpSectionMap()
                .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, CommandGroups::list);
    }

    private static String list(Help help) {
        Map<String, Help> left = new LinkedHashMap<>(help.subcommands());
        StringBuilder text = new StringBuilder();
        GROUPS.forEach((heading, names) -> {
            Map<String, Help> group = new LinkedHashMap<>();
            for (String name : names) {
                Help command = left.remove(name);
                if (command != null) {
                    group.put(name, command);
                }
            }
            append(text, heading, group, help);
        });
        append(text, "Other commands", left, help);
        return text.toString();
    }

    private static void append(StringBuilder text, String heading, Map<String, Help> commands, Help help) {
        if (!commands.isEmpty()) {
            text.append(String.format("%n%s:%n", heading)).append(help.commandList(commands));
        }
    }
}
