package org.shelfmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.CycleReport;
import org.shelfmark.ingest.FileNotice;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.Ingester;
import org.shelfmark.mapping.Mapping;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code index}: brings archives into the index. */
@Command(
        name = "index",
        description = "Index job-history archives with their rotated siblings. Goes on where it stopped; a second run"
                + " over unchanged archives changes nothing.",
        mixinStandardHelpOptions = true)
final class IndexCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private IndexLocation index = new IndexLocation();

    @Parameters(
            arity = "1..*",
            paramLabel = "HISTORY",
            description = "A history file (its rotated siblings come with it), a rotated file, or a directory with a"
                    + " file 'history'.")
    private List<Path> histories = List.of();

    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Name of the access point. Default: the schedd in the first record's GlobalJobId.")
    private @Nullable String source;

    IndexCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        long started = System.nanoTime();
        Mapping mapping = Mapping.htcondorJob();
        ArchiveRequest request = new ArchiveRequest(histories, Optional.ofNullable(source));
        // what cannot be used at all is said before an index is made
        List<ArchiveSet> unused = ArchiveSet.discover(ArchiveFileSystem.local(), histories);
        long records = 0;
        long quarantined = 0;
        Set<FileNotice> notices = new LinkedHashSet<>();
        try (JobIndexWriter writer = JobIndexWriter.open(index.layout(console), mapping, WriterSettings.DEFAULT);
                Ingester ingester = new Ingester(
                        writer,
                        ArchiveFileSystem.local(),
                        mapping,
                        console.clock(),
                        IngestSettings.forRun(console.zone()),
                        null,
                        OptionalLong.empty());
                IndexingBar bar = IndexingBar.of(console, request)) {
            CycleReport report;
            do {
                report = ingester.cycle(request, bar);
                records += report.records();
                quarantined += report.quarantined();
                notices.addAll(report.notices());
            } while (report.more());
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        boolean incomplete = false;
        for (FileNotice notice : new ArrayList<>(notices)) {
            console.say("'" + notice.path() + "' " + withoutPath(notice));
            incomplete |= notice.failure();
        }
        console.say(String.format(
                java.util.Locale.ROOT,
                "%d records indexed in %.1f s into '%s'%s",
                records,
                seconds,
                index.layout(console).root(),
                quarantined == 0
                        ? ""
                        : ", " + quarantined + " of them could not be understood (shelfmark files --problems)"));
        return incomplete ? ExitCode.PARTIAL : ExitCode.DONE;
    }

    private static String withoutPath(FileNotice notice) {
        String prefix = "'" + notice.path() + "' ";
        String colon = "'" + notice.path() + "': ";
        String text = notice.text();
        if (text.startsWith(colon)) {
            return "cannot be indexed: " + text.substring(colon.length());
        }
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }
}
