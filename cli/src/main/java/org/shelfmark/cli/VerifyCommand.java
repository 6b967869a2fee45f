package org.shelfmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.SearchJson;
import org.shelfmark.verify.Finding;
import org.shelfmark.verify.FindingKind;
import org.shelfmark.verify.Verifier;
import org.shelfmark.verify.VerifyReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verify}: compares the index with its archives, and mends it. */
@Command(
        name = "verify",
        description =
                "Read the archives and the vault again and compare them with the index: every record is there once,"
                        + " every address right, the registry consistent, Lucene's files whole. May run beside a server. Ends"
                        + " with 1 when something is wrong and was not repaired.",
        mixinStandardHelpOptions = true)
final class VerifyCommand implements Callable<Integer> {
    private static final List<String> HEADINGS = List.of("kind", "file_id", "file", "offset", "text", "repair");

    private final Console console;

    @Mixin
    private IndexLocation index = new IndexLocation();

    @Mixin
    private BackendOptions backend = new BackendOptions();

    @Parameters(
            arity = "0..*",
            paramLabel = "HISTORY",
            description = "Where --repair looks for archive files that the registry does not know, as for index.")
    private List<Path> histories = List.of();

    @Option(
            names = "--repair",
            description = "Put right what can be: index missing records, drop second documents, rebuild the registry."
                    + " Nobody else may write the index meanwhile.")
    private boolean repair;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            converter = OutputFormat.Converter.class,
            description = "table, json, jsonl or csv. Default: ${DEFAULT-VALUE}.")
    private OutputFormat format = OutputFormat.TABLE;

    VerifyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        backend.requireDirectory(console, "verify: the jobs of a cluster cannot be compared with their archives");
        if (!repair && !histories.isEmpty()) {
            throw new IllegalArgumentException("archives are named for --repair only; without it, the registry says"
                    + " which files are compared");
        }
        Verifier verifier =
                new Verifier(index.layout(console), ArchiveFileSystem.local(), Mapping.htcondorJob(), console.clock());
        VerifyReport report;
        try (VerifyBar bar = new VerifyBar(console)) {
            report = repair ? verifier.repair(histories, bar) : verifier.check(bar);
        }
        print(report);
        say(report);
        return report.wrong() == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }

    private void print(VerifyReport report) {
        if (format == OutputFormat.JSON) {
            console.out().println(SearchJson.write(answer(report)));
            return;
        }
        Table table = new Table(HEADINGS);
        for (Finding finding : report.findings()) {
            table.add(List.of(
                    Table.Cell.of(word(finding.kind())),
                    Table.Cell.of(finding.fileId() == 0 ? null : finding.fileId()),
                    Table.Cell.of(finding.file()),
                    Table.Cell.of(finding.offset() < 0 ? null : finding.offset()),
                    Table.Cell.of(finding.text()),
                    Table.Cell.of(outcome(finding))));
        }
        table.print(format, console);
    }

    private static Map<String, Object> answer(VerifyReport report) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("files", report.files());
        answer.put("files_without_records", report.filesWithoutRecords());
        answer.put("records", report.records());
        answer.put("documents", report.documents());
        answer.put("vault_entries", report.vaultEntries());
        answer.put("wrong", report.wrong());
        answer.put("mended", report.mended());
        Map<String, Long> found = new LinkedHashMap<>();
        for (FindingKind kind : FindingKind.values()) {
            if (report.found().containsKey(kind)) {
                found.put(word(kind), report.found().getOrDefault(kind, 0L));
            }
        }
        answer.put("found", found);
        answer.put(
                "findings", report.findings().stream().map(VerifyCommand::row).toList());
        return answer;
    }

    private static Map<String, Object> row(Finding finding) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("kind", word(finding.kind()));
        if (finding.fileId() != 0) {
            row.put("file_id", finding.fileId());
        }
        row.put("file", finding.file());
        if (finding.offset() >= 0) {
            row.put("offset", finding.offset());
        }
        row.put("text", finding.text());
        row.put("mended", finding.mended());
        row.put("repair", finding.repair());
        return row;
    }

    private static String outcome(Finding finding) {
        return finding.mended() || finding.repair().isEmpty() ? finding.repair() : "not repaired: " + finding.repair();
    }

    private static String word(FindingKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private void say(VerifyReport report) {
        console.say("compared " + ValueText.things(report.files(), "file") + ", "
                + ValueText.things(report.records(), "record") + ", "
                + ValueText.things(report.documents(), "document") + ", "
                + ValueText.things(report.vaultEntries(), "copy") + " in the vault"
                + (report.filesWithoutRecords() == 0
                        ? ""
                        : "; the records of " + ValueText.things(report.filesWithoutRecords(), "file")
                                + " are gone, so only numbers were compared there"));
        long all = report.found().values().stream().mapToLong(Long::longValue).sum();
        if (all > report.findings().size()) {
            console.say(report.findings().size() + " of " + all + " findings are listed");
        }
        if (report.mended() > 0) {
            console.say(report.mended() + " repaired");
        }
        if (report.wrong() == 0) {
            console.say(repair && report.mended() > 0 ? "nothing is wrong any more" : "nothing is wrong");
        } else {
            console.say(
                    report.wrong() + " wrong" + (repair ? " and not repaired" : "; --repair puts right what can be"));
        }
    }
}
