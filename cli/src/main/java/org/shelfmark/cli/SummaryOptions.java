package org.shelfmark.cli;

import java.util.ArrayList;
import java.util.List;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.classad.Expression;
import org.shelfmark.rollup.SummarySettings;
import org.shelfmark.search.SearchException;
import picocli.CommandLine.Option;

/** The options that say what is kept of archived submissions. */
final class SummaryOptions {
    @Option(
            names = "--min-jobs",
            paramLabel = "N",
            description =
                    "Leave submissions of fewer jobs alone, for a summary may take more room than they do. Default: "
                            + SummarySettings.MIN_JOBS + ".")
    private int minJobs = SummarySettings.MIN_JOBS;

    @Option(
            names = "--keep",
            paramLabel = "ATTR",
            split = ",",
            description =
                    "Also keep how many jobs have each value of these fields or ClassAd attributes, together with how"
                            + " they ended.")
    private List<String> keep = List.of();

    @Option(
            names = "--located",
            paramLabel = "EXPR",
            defaultValue = SummarySettings.LOCATED,
            description = "A ClassAd expression that is true for a job whose output was delivered. Default:"
                    + " ${DEFAULT-VALUE}.")
    private String located = SummarySettings.LOCATED;

    @Option(
            names = "--output-files",
            paramLabel = "EXPR",
            defaultValue = SummarySettings.OUTPUT_FILES,
            description = "A ClassAd expression for how many output files a job has. Default: ${DEFAULT-VALUE}.")
    private String outputFiles = SummarySettings.OUTPUT_FILES;

    @Option(
            names = "--output-bytes",
            paramLabel = "EXPR",
            defaultValue = SummarySettings.OUTPUT_BYTES,
            description = "A ClassAd expression for how many bytes they have. Default: ${DEFAULT-VALUE}.")
    private String outputBytes = SummarySettings.OUTPUT_BYTES;

    /** What summaries keep. */
    SummarySettings settings() {
        if (minJobs < 1) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST, "--min-jobs " + minJobs + "; accepted: 1 or more");
        }
        return new SummarySettings(
                minJobs,
                keep.stream().map(String::strip).filter(name -> !name.isEmpty()).toList(),
                expression("--located", located),
                expression("--output-files", outputFiles),
                expression("--output-bytes", outputBytes));
    }

    private static Expression expression(String option, String text) {
        try {
            return ClassAdParser.parse(text);
        } catch (ClassAdSyntaxException e) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    option + " '" + text + "' is no ClassAd expression: " + e.getMessage());
        }
    }

    /** The names of those that differ from their defaults. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (minJobs != SummarySettings.MIN_JOBS) {
            given.add("--min-jobs");
        }
        if (!keep.isEmpty()) {
            given.add("--keep");
        }
        if (!located.equals(SummarySettings.LOCATED)) {
            given.add("--located");
        }
        if (!outputFiles.equals(SummarySettings.OUTPUT_FILES)) {
            given.add("--output-files");
        }
        if (!outputBytes.equals(SummarySettings.OUTPUT_BYTES)) {
            given.add("--output-bytes");
        }
        return given;
    }
}
