package org.shelfmark.search;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.archive.RecordFetcher;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.document.RecordView;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;

/** Finds one job, and its record in the archive; believes an address only when the job asked for stands there. */
final class JobLookup {
    private static final int MAX_CANDIDATES = 20;

    private final RecordFetcher fetcher;
    private final TailScan tails;
    private final Evaluator evaluator;
    private final Mapping mapping;
    private final boolean withSecrets;

    JobLookup(ArchiveFileSystem files, Mapping mapping, SearchSettings settings) {
        this.fetcher = new RecordFetcher(files);
        this.evaluator = new Evaluator(settings.clock(), settings.zone(), EvaluationLimits.DEFAULT);
        this.tails = new TailScan(files, mapping, evaluator);
        this.mapping = mapping;
        this.withSecrets = settings.withSecrets();
    }

    /**
     * A job in the index.
     *
     * @param document its number in the snapshot
     * @param id {@code source#cluster.proc}
     * @param globalJobId its GlobalJobId, empty when the record has none
     */
    record Hit(int document, RecordAddress address, String id, String globalJobId) {}

    /**
     * The one job in the index that an id stands for, if there is one.
     *
     * @throws SearchException when there is more than one
     */
    Optional<Hit> find(SearchRun run, Requests.OneJob request) throws IOException {
        List<Hit> hits = hits(run, JobId.parse(request.id()), request.source());
        return hits.isEmpty() ? Optional.empty() : Optional.of(only(hits, request));
    }

    /**
     * A job that the archives have and the index has not yet.
     *
     * @throws SearchException when there is none
     */
    TailScan.Found findBehind(SearchRun run, Requests.OneJob request) throws IOException {
        return tails.find(run.snapshot(), JobId.parse(request.id()), request.source())
                .orElseThrow(() -> notFound(request));
    }

    private static SearchException notFound(Requests.OneJob request) {
        return new SearchException(
                SearchException.Kind.NOT_FOUND,
                "no job " + request.id()
                        + request.source()
                                .map(source -> " of source '" + source + "'")
                                .orElse(""));
    }

    /** The original record of a job; looks into what is not indexed yet before it says that there is none. */
    FetchedRecord record(SearchRun run, Requests.OneJob request) throws IOException {
        Optional<Hit> indexed = find(run, request);
        if (indexed.isEmpty()) {
            TailScan.Found found = findBehind(run, request);
            return fetched(found.id(), found.file(), found.offset(), found.record());
        }
        Hit hit = indexed.get();
        JobReader reader = readerOf(run.snapshot(), hit.document());
        int local = localNumber(run.snapshot(), hit.document());
        RecordView view = view(
                run.snapshot(),
                hit.address(),
                reader.value(field("ClusterId"), local),
                readerOf(run.snapshot(), hit.document()).value(field("ProcId"), local));
        return fetched(
                hit.id(),
                file(run.snapshot(), hit.address()).path().toString(),
                hit.address().location().offset(),
                view);
    }

    private FetchedRecord fetched(String id, String file, long offset, RecordView view) {
        return new FetchedRecord(
                id,
                file,
                offset,
                withSecrets ? view.bytes() : view.withoutSecrets(),
                JsonValues.record(view.attributes(withSecrets)).toString());
    }

    private List<Hit> hits(SearchRun run, JobId id, Optional<String> source) throws IOException {
        StringBuilder query = new StringBuilder("id:" + id.cluster() + "." + id.proc());
        source.or(id::source).ifPresent(name -> query.append(" source:").append(quoted(name)));
        id.globalJobId().ifPresent(name -> query.append(" GlobalJobId:").append(quoted(name)));
        Sort newestFirst = SortOrder.parse("", mapping, run.attributes());
        ScoreDoc[] found = run.searcher()
                .search(
                        run.query(query.toString()),
                        new TopFieldCollectorManager(newestFirst, MAX_CANDIDATES, null, MAX_CANDIDATES))
                .scoreDocs;
        List<Hit> hits = new ArrayList<>();
        for (ScoreDoc hit : found) {
            JobReader reader = readerOf(run.snapshot(), hit.doc);
            int local = localNumber(run.snapshot(), hit.doc);
            RecordAddress address = reader.address(local);
            AttributeValue global = reader.value(field("GlobalJobId"), local);
            hits.add(new Hit(
                    hit.doc,
                    address,
                    address.source() + "#" + id.cluster() + "." + id.proc(),
                    global instanceof StringValue text ? text.value() : ""));
        }
        return hits;
    }

    /** Records of the same GlobalJobId are one job, written twice; the newest counts. */
    private static Hit only(List<Hit> hits, Requests.OneJob request) {
        Hit newest = hits.get(0);
        List<String> candidates = new ArrayList<>();
        boolean ambiguous = false;
        for (Hit hit : hits) {
            boolean same = hit.address().source().equals(newest.address().source())
                    && hit.globalJobId().equals(newest.globalJobId());
            ambiguous |= !same;
            String candidate = hit.globalJobId().isEmpty() ? hit.id() : hit.globalJobId();
            String named = hit.address().source() + ": " + candidate;
            if (!candidates.contains(named)) {
                candidates.add(named);
            }
        }
        if (ambiguous) {
            throw new SearchException(
                    SearchException.Kind.AMBIGUOUS,
                    "job " + request.id() + " exists more than once; name the source, or give the GlobalJobId: "
                            + String.join(", ", candidates),
                    candidates);
        }
        return newest;
    }

    /**
     * The record at an address, after checking that it is the record of the job.
     *
     * @throws SearchException when the archive is gone or changed
     */
    RecordView view(IndexSnapshot snapshot, RecordAddress address, AttributeValue cluster, AttributeValue proc) {
        ArchiveFile file = file(snapshot, address);
        String job = JobId.text(address.source(), cluster, proc);
        FetchResult result;
        try {
            result = fetcher.fetch(file.path(), address.location());
        } catch (ArchiveAccessException e) {
            throw new SearchException(
                    SearchException.Kind.RECORD_UNREADABLE, "the record of " + job + ": " + e.getMessage());
        }
        return switch (result) {
            case FetchResult.Found found -> checked(job, file, address, found, cluster, proc);
            case FetchResult.Missing missing ->
                throw new SearchException(
                        SearchException.Kind.RECORD_GONE,
                        "the record of " + job + " is gone: its archive '" + missing.file() + "' "
                                + (file.goneSince() == 0
                                        ? "does not exist any more"
                                        : "was deleted, noticed " + Instant.ofEpochSecond(file.goneSince())));
            case FetchResult.Changed changed ->
                throw new SearchException(
                        SearchException.Kind.RECORD_CHANGED,
                        "the record of " + job + " is not at byte "
                                + address.location().offset() + " of '" + changed.file() + "' any more: "
                                + changed.reason());
        };
    }

    private RecordView checked(
            String job,
            ArchiveFile file,
            RecordAddress address,
            FetchResult.Found found,
            AttributeValue cluster,
            AttributeValue proc) {
        RecordView view;
        try {
            view = new RecordView(mapping, evaluator, found.bytes(), found.bannerStart());
        } catch (RecordProblem e) {
            throw changed(job, file, address, "a damaged record stands there: " + e.getMessage());
        }
        if (!is(view.clusterId(), cluster) || !is(view.procId(), proc)) {
            throw changed(
                    job, file, address, "job " + text(view.clusterId()) + "." + text(view.procId()) + " stands there");
        }
        return view;
    }

    private static SearchException changed(String job, ArchiveFile file, RecordAddress address, String what) {
        return new SearchException(
                SearchException.Kind.RECORD_CHANGED,
                "the record of " + job + " is not at byte " + address.location().offset() + " of '" + file.path()
                        + "' any more: " + what);
    }

    private static boolean is(OptionalLong found, AttributeValue wanted) {
        return wanted instanceof IntegerValue integer && found.isPresent() && found.getAsLong() == integer.value();
    }

    private static String text(OptionalLong number) {
        return number.isPresent() ? Long.toString(number.getAsLong()) : "?";
    }

    private FieldMapping field(String attribute) {
        return mapping.ofAttribute(attribute).orElseThrow();
    }

    private static ArchiveFile file(IndexSnapshot snapshot, RecordAddress address) {
        return snapshot.registry()
                .file(address.fileId())
                .orElseThrow(() -> new IllegalStateException(
                        "the registry does not know file " + address.fileId() + ": the index is damaged"));
    }

    private JobReader readerOf(IndexSnapshot snapshot, int document) throws IOException {
        return new JobReader(mapping, leafOf(snapshot, document).reader());
    }

    private static int localNumber(IndexSnapshot snapshot, int document) {
        return document - leafOf(snapshot, document).docBase;
    }

    private static LeafReaderContext leafOf(IndexSnapshot snapshot, int document) {
        List<LeafReaderContext> leaves = snapshot.searcher().getIndexReader().leaves();
        return leaves.get(ReaderUtil.subIndex(document, leaves));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
