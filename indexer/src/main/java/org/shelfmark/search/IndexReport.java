package org.shelfmark.search;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.mapping.ReasonCodes;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Gap;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.RecordStamp;
import org.shelfmark.registry.Registry;

/** The registry, the quarantined records and the mapping, for people. */
final class IndexReport {
    private static final int MAX_PROBLEMS = 1000;

    private static final int MAX_EXCERPTS = 100;

    private final Mapping mapping;

    IndexReport(Mapping mapping) {
        this.mapping = mapping;
    }

    List<Responses.File> files(IndexSnapshot snapshot) {
        List<Responses.File> files = new ArrayList<>();
        for (ArchiveFile file : snapshot.registry().files()) {
            ReadPosition position = snapshot.registry().position(file, snapshot.positions());
            files.add(new Responses.File(
                    file.id(),
                    file.source(),
                    file.path().toString(),
                    file.state().name().toLowerCase(Locale.ROOT),
                    file.identity().sizeBytes(),
                    position.offset(),
                    position.records(),
                    position.quarantined(),
                    CoverageReader.time(position.firstEnded()),
                    CoverageReader.time(position.lastEnded()),
                    file.paths().subList(1, file.paths().size()),
                    file.gaps().stream()
                            .map(gap -> gap(snapshot.registry(), file, gap))
                            .toList(),
                    CoverageReader.time(file.goneSince()),
                    file.vault()
                            .map(entry ->
                                    new Responses.VaultCopy(entry.name(), entry.contentBytes(), entry.storedBytes()))
                            .orElse(null)));
        }
        return files;
    }

    private static Responses.Gap gap(Registry registry, ArchiveFile file, Gap gap) {
        RecordStamp after = registry.after(file, gap);
        return new Responses.Gap(
                gap.fromByte(),
                gap.toByte().isPresent() ? gap.toByte().getAsLong() : null,
                gap.estimatedRecords().isPresent() ? gap.estimatedRecords().getAsLong() : null,
                gap.before().job(),
                CoverageReader.time(gap.before().writtenAt()),
                after.job(),
                CoverageReader.time(after.writtenAt()),
                Instant.ofEpochSecond(gap.noticedAt()).toString(),
                gap.reason());
    }

    /** Quarantined records in the order of their addresses; the first ones with some of their bytes. */
    List<Responses.Problem> problems(SearchRun run, ProblemExcerpts excerpts) throws IOException {
        Sort byAddress = new Sort(
                new SortField(Columns.FILE, SortField.Type.LONG), new SortField(Columns.OFFSET, SortField.Type.LONG));
        ScoreDoc[] hits = run.searcher()
                .search(new TermQuery(new Term(Columns.KIND, Columns.QUARANTINED)), MAX_PROBLEMS, byAddress)
                .scoreDocs;
        List<LeafReaderContext> leaves = run.searcher().getIndexReader().leaves();
        List<Responses.Problem> problems = new ArrayList<>();
        for (ScoreDoc hit : hits) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(hit.doc, leaves));
            RecordAddress address = new JobReader(mapping, leaf.reader()).address(hit.doc - leaf.docBase);
            String reason = String.valueOf(
                    run.searcher().storedFields().document(hit.doc).get(Columns.REASON));
            Optional<ArchiveFile> file = run.snapshot().registry().file(address.fileId());
            ProblemExcerpts.Excerpt excerpt = problems.size() >= MAX_EXCERPTS
                    ? ProblemExcerpts.none("only the first " + MAX_EXCERPTS + " problems have an excerpt")
                    : run.isOverTime() || file.isEmpty()
                            ? ProblemExcerpts.none("there was no time to read it")
                            : excerpts.of(file.get(), address.location(), reason);
            problems.add(new Responses.Problem(
                    address.source(),
                    file.map(known -> known.path().toString()).orElse("file " + address.fileId()),
                    address.location().offset(),
                    address.location().lengthBytes(),
                    reason,
                    excerpt.text(),
                    excerpt.from(),
                    excerpt.missing()));
        }
        return problems;
    }

    Map<String, Long> filesByState(IndexSnapshot snapshot) {
        Map<String, Long> states = new TreeMap<>();
        for (FileState state : FileState.values()) {
            states.put(state.name().toLowerCase(Locale.ROOT), 0L);
        }
        for (ArchiveFile file : snapshot.registry().files()) {
            states.merge(file.state().name().toLowerCase(Locale.ROOT), 1L, Long::sum);
        }
        return states;
    }

    /** Bytes of the copies in the vault, as the registry knows them. */
    static long vaultBytes(IndexSnapshot snapshot) {
        long bytes = 0;
        for (ArchiveFile file : snapshot.registry().files()) {
            bytes += file.vault().map(VaultEntry::storedBytes).orElse(0L);
        }
        return bytes;
    }

    static List<Responses.Field> fields(Mapping mapping) {
        List<Responses.Field> fields = new ArrayList<>();
        for (FieldMapping field : mapping.fields()) {
            fields.add(new Responses.Field(
                    field.name(),
                    field.attributes(),
                    field.type().name().toLowerCase(Locale.ROOT),
                    field.unit().symbol(),
                    field.facet(),
                    field.sort(),
                    field.text(),
                    field.description()));
        }
        return fields;
    }

    static Map<String, List<Responses.Code>> codes() {
        Map<String, List<Responses.Code>> codes = new TreeMap<>();
        ReasonCodes.all()
                .forEach((attribute, known) -> codes.put(
                        attribute,
                        known.stream()
                                .map(code -> new Responses.Code(code.code(), code.name(), code.meaning()))
                                .toList()));
        return codes;
    }
}
