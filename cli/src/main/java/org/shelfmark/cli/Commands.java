package org.shelfmark.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What the command line can do. */
final class Commands {
    /** Makes each command, by its name, in the order of the help. */
    static final Map<String, Function<Console, Object>> BY_NAME = Collections.unmodifiableMap(byName());

    private Commands() {}

    private static Map<String, Function<Console, Object>> byName() {
        Map<String, Function<Console, Object>> commands = new LinkedHashMap<>();
        commands.put("index", IndexCommand::new);
        commands.put("serve", ServeCommand::new);
        commands.put("ship", ShipCommand::new);
        commands.put("search", SearchCommand::new);
        commands.put("count", CountCommand::new);
        commands.put("facets", FacetsCommand::new);
        commands.put("stats", StatsCommand::new);
        commands.put("histogram", HistogramCommand::new);
        commands.put("compare", CompareCommand::new);
        commands.put("submissions", SubmissionsCommand::new);
        commands.put("report", ReportCommand::new);
        commands.put("archive", ArchiveCommand::new);
        commands.put("unarchive", UnarchiveCommand::new);
        commands.put("show", ShowCommand::new);
        commands.put("history", HistoryCommand::new);
        commands.put("files", FilesCommand::new);
        commands.put("status", StatusCommand::new);
        commands.put("fields", FieldsCommand::new);
        commands.put("verify", VerifyCommand::new);
        return commands;
    }
}
