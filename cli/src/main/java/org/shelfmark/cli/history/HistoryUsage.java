package org.shelfmark.cli.history;

/** The usage of {@code shelfmark history}. */
public final class HistoryUsage {
    /** The text, ready to print. */
    public static final String TEXT = """
            Usage: shelfmark history [SOURCE] [RESTRICTION...] [OPTION...]

            The options and output of condor_history. Words are options (one dash and enough letters to tell
            them apart, or two dashes and the whole name), ids or owners.

            SOURCE
              -file F                read exactly this history file
              -search P              read P and its rotated siblings P.YYYYMMDDTHHMMSS
              --index DIR            ask an index
              --server URL           ask a running server
              --backend opensearch   ask a cluster, with --opensearch-url and the other options of the
                                     commands that ask; they are written with two dashes and in full
              -name S                only records of this access point
              -local, -schedd        accepted: the history of jobs is what is read anyway

            RESTRICTION
              CLUSTER, CLUSTER.PROC  these jobs; several ids and owners are alternatives
              OWNER                  any other word: jobs of this owner
              -constraint E          jobs for which the ClassAd expression is true; all of several must be
              -limit N, -match N     print at most N records
              -scanlimit N           look at no more than N records
              -since ID|E            end at this job, or where the expression is true, newest first
              -completedsince T      the same as -since 'CompletionDate <= T'

            OPTION
              -backwards             newest first (default)
              -forwards              oldest first
              -wide[:N]              do not cut lines, or after N bytes; -wide:80 prints the older narrow table
              -af[:LETTERS] A...     values of attributes or expressions, a line for each record; letters:
                                     l labels, h headings, j job id, V quoted strings, r unevaluated text,
                                     T run time, Y date, a comma, t tab, n newline between values,
                                     g empty line between records; -autoformat is the same
              -format FMT A          one value by a format of printf; repeat it for more
              -print-format F        a table described by a file; - reads standard input
              -long                  all attributes
              -json, -jsonl, -xml    the same in these formats
              -attributes A,B        only these attributes in the long formats
              --explain              say on standard error how the answer is found
              -debug, -diagnostic, -no-librarian
                                     accepted without effect
              -help                  this text

            Not supported, and refused: -daemon, -directory, -epochs, -extract, -inherit, -pool, -startd,
            -stream-results, -transfer-history, -type, -userlog.

            Exit status: 0 done, also when nothing was found; 1 for everything else.
            """;

    private HistoryUsage() {}
}
