package org.shelfmark.cli.history;

/** Options of {@code condor_history} that are not supported, and what to do instead. */
final class RefusedOptions {
    private static final String OTHER_HISTORIES = "only the history of jobs is read";

    private RefusedOptions() {}

    /** Why an option is refused. */
    static HistoryUsageException refusal(String name) {
        return new HistoryUsageException("-" + name + " is not supported: " + reason(name));
    }

    private static String reason(String name) {
        return switch (name) {
            case "daemon" -> OTHER_HISTORIES + "; condor_history -daemon reads that of daemons";
            case "directory" ->
                "it means per-job files of epochs, and " + OTHER_HISTORIES
                        + "; use -search PATH for a history file and its" + " rotated siblings";
            case "epochs" -> OTHER_HISTORIES + "; condor_history -epochs reads that of single runs";
            case "extract" ->
                "nothing is written but the answer; shelfmark show JOB prints a record byte for byte, and -long >FILE keeps"
                        + " an answer";
            case "inherit" -> "it is the access point's own way to call its tool; ask a server with --server URL";
            case "pool" ->
                "no collector is asked; name the access point's archive with -search PATH, or a server with --server URL";
            case "startd" -> OTHER_HISTORIES + ", not that of execution points; condor_history -startd reads that";
            case "stream-results" ->
                "it is the access point's own way to call its tool; answers are printed as they are found";
            case "transfer-history" -> OTHER_HISTORIES + "; condor_history -transfer-history reads that of transfers";
            case "type" -> "records of jobs have one type, and " + OTHER_HISTORIES;
            case "userlog" -> "job event logs are not read; condor_history -userlog FILE reads them";
            default -> throw new IllegalArgumentException("'" + name + "' is not refused");
        };
    }
}
