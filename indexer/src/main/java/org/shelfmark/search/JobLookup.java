package org.shelfmark.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.TopFieldCollectorManager;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Unparser;
import org.shelfmark.document.CaseFolding;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.OpenColumns;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.document.RecordView;
import org.shelfmark.index.DistantRecords;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.index.Records;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;

/** Finds one job, and its record in the archive; believes an address only when the job asked for stands there. */
final class JobLookup {
    private static final int MAX_CANDIDATES = 20;

    private final RecordSource records;
    private final TailScan tails;
    private final Evaluator evaluator;
    private final Mapping mapping;
    private final boolean withSecrets;
    private final OpenColumns columns;

    JobLookup(ArchiveFileSystem files, Path indexRoot, Mapping mapping, SearchSettings settings) {
        this(files, indexRoot, mapping, settings, DistantRecords.NONE);
    }

    /** The same where records may have been shipped with their jobs. */
    JobLookup(
            ArchiveFileSystem files, Path indexRoot, Mapping mapping, SearchSettings settings, DistantRecords distant) {
        this.records = new RecordSource(files, indexRoot, distant);
        this.evaluator = new Evaluator(settings.clock(), settings.zone(), EvaluationLimits.DEFAULT);
        this.tails = new TailScan(files, mapping, evaluator);
        this.mapping = mapping;
        this.withSecrets = settings.withSecrets();
        this.columns = new OpenColumns(mapping);
    }

    /** Columns that are kept open for jobs that are read one by one. */
    OpenColumns columns() {
        return columns;
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
     * @throws SearchException when there is more than one, or the time was up before one was found
     */
    Optional<Hit> find(SearchRun run, Requests.OneJob request) throws IOException {
        List<Hit> hits = hits(run, JobId.parse(request.id()), request.source());
        if (hits.isEmpty() && run.timedOut()) {
            throw new SearchException(
                    SearchException.Kind.TIMED_OUT, "the time was up before " + words(request) + " was found");
        }
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
        return new SearchException(SearchException.Kind.NOT_FOUND, "no " + words(request));
    }

    static String words(Requests.OneJob request) {
        return "job " + request.id()
                + request.source().map(source -> " of source '" + source + "'").orElse("");
    }

    /** The original record of a job; looks into what is not indexed yet before it says that there is none. */
    FetchedRecord record(SearchRun run, Requests.OneJob request) throws IOException {
        Optional<Hit> indexed = find(run, request);
        Optional<ArchivedLookup.Hit> archived =
                indexed.isPresent() ? Optional.empty() : new ArchivedLookup(mapping, this).find(run, request);
        if (archived.isPresent()) {
            Placed found = archived.get().record(run.snapshot());
            return fetched(archived.get().id(), archived.get().offset(), found);
        }
        if (indexed.isEmpty()) {
            TailScan.Found found = findBehind(run, request);
            return fetched(found.id(), found.offset(), new Placed(found.file(), found.record(), 0));
        }
        Hit hit = indexed.get();
        Placed found = view(run.snapshot(), hit.address(), key(run.snapshot(), hit.document()));
        return fetched(hit.id(), hit.address().location().offset(), found);
    }

    private FetchedRecord fetched(String id, long offset, Placed found) {
        RecordView view = found.record();
        return new FetchedRecord(
                id,
                found.place(),
                offset,
                withSecrets ? view.bytes() : view.withoutSecrets(),
                JsonValues.record(view.attributes(withSecrets)).toString(),
                withSecrets ? found.leftOutBytes() : 0);
    }

    /** Reads what stands where records are that could not be understood. */
    ProblemExcerpts excerpts() {
        return new ProblemExcerpts(records, this::understand, new ShownLines(mapping, withSecrets));
    }

    private List<Hit> hits(SearchRun run, JobId id, Optional<String> source) throws IOException {
        Optional<String> named = source.or(id::source);
        if (id.globalJobId().isEmpty()) {
            Optional<List<Integer>> found = new JobsById(run, mapping).find(id.cluster(), id.proc(), MAX_CANDIDATES);
            if (found.isPresent()) {
                List<Hit> hits = hits(run, id, found.get());
                named.map(CaseFolding::fold)
                        .ifPresent(wanted -> hits.removeIf(
                                hit -> !CaseFolding.fold(hit.address().source()).equals(wanted)));
                return hits;
            }
        }
        Sort newestFirst = SortOrder.parse("", mapping, run.attributes());
        ScoreDoc[] found = run.searcher()
                .search(
                        run.query(id.query(source)),
                        new TopFieldCollectorManager(newestFirst, MAX_CANDIDATES, null, MAX_CANDIDATES))
                .scoreDocs;
        return hits(run, id, Arrays.stream(found).map(hit -> hit.doc).toList());
    }

    private List<Hit> hits(SearchRun run, JobId id, List<Integer> documents) throws IOException {
        List<Hit> hits = new ArrayList<>();
        for (int document : documents) {
            LeafReaderContext leaf = leafOf(run.snapshot(), document);
            int local = document - leaf.docBase;
            JobReader reader = columns.reader(leaf.reader(), local);
            RecordAddress address = reader.address(local);
            AttributeValue global = reader.value(field("GlobalJobId"), local);
            columns.giveBack(reader);
            hits.add(new Hit(
                    document,
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
     * The record at an address, after checking that it is the record of the job: from the archive, or from the vault when
     * the archive does not have it any more.
     *
     * @throws SearchException when neither has it
     */
    Placed view(IndexSnapshot snapshot, RecordAddress address, JobKey key) {
        return view(records, this::understand, snapshot, address, key);
    }

    /** The same where more is asked of the record. */
    Placed view(IndexSnapshot snapshot, RecordAddress address, JobKey key, UnaryOperator<RecordView> checking) {
        return view(records, (bytes, banner) -> checking.apply(understand(bytes, banner)), snapshot, address, key);
    }

    private RecordView understand(byte[] bytes, int bannerStart) throws RecordProblem {
        return new RecordView(mapping, evaluator, bytes, bannerStart);
    }

    /**
     * A job and where its record stands.
     *
     * @param document its number in the snapshot
     */
    record Standing(int document, RecordAddress address, JobKey key) {}

    /** Reads the records of many jobs of a snapshot through open files. */
    RecordReader reader(IndexSnapshot snapshot, OpenRecords open) {
        return new RecordReader(snapshot, open);
    }

    /** Belongs to one thread, as its files do. */
    final class RecordReader {
        private final IndexSnapshot snapshot;
        private final OpenRecords open;

        private RecordReader(IndexSnapshot snapshot, OpenRecords open) {
            this.snapshot = snapshot;
            this.open = open;
        }

        /** Where the records of some jobs stand. */
        List<Standing> standing(int[] documents) throws IOException {
            int[] ascending = documents.clone();
            Arrays.sort(ascending);
            List<Standing> standing = new ArrayList<>();
            LeafReaderContext leaf = null;
            JobReader reader = null;
            for (int document : ascending) {
                LeafReaderContext own = leafOf(snapshot, document);
                if (reader == null || own != leaf) {
                    leaf = own;
                    reader = new JobReader(mapping, own.reader());
                }
                int local = document - own.docBase;
                standing.add(new Standing(document, reader.address(local), reader.key(local)));
            }
            open.expect(standing.stream()
                    .map(Standing::address)
                    .sorted(Comparator.comparingInt(RecordAddress::fileId)
                            .thenComparingLong(address -> address.location().offset()))
                    .toList());
            return standing;
        }

        /**
         * The record of a job.
         *
         * @throws SearchException when neither archive nor vault has it
         */
        RecordView read(Standing job) {
            return view(open, JobLookup.this::understand, snapshot, job.address(), job.key())
                    .record();
        }
    }

    /** How bytes become a record. */
    interface Understanding {
        /**
         * The record of these bytes.
         *
         * @throws RecordProblem when they are none
         */
        RecordView view(byte[] bytes, int bannerStart) throws RecordProblem;
    }

    /** The same through a reader of records that keeps files open, and with another understanding of them. */
    Placed view(Records records, Understanding views, IndexSnapshot snapshot, RecordAddress address, JobKey key) {
        ArchiveFile file = file(snapshot, address);
        String job = JobId.text(address.source(), key.cluster(), key.proc());
        try {
            return fromFiles(records, views, job, file, address, key);
        } catch (SearchException notHere) {
            return shipped(records, views, job, file, address, key, notHere);
        }
    }

    private Placed fromFiles(
            Records records, Understanding views, String job, ArchiveFile file, RecordAddress address, JobKey key) {
        try {
            Path place = records.place(file);
            FetchResult result = records.fromArchive(place, address.location());
            return new Placed(place.toString(), checked(views, job, file, address, result, key), 0);
        } catch (ArchiveAccessException e) {
            SearchException unreadable = new SearchException(
                    SearchException.Kind.RECORD_UNREADABLE, "the record of " + job + ": " + e.getMessage());
            return fromVault(records, views, job, file, address, key, unreadable);
        } catch (SearchException notThere) {
            return fromVault(records, views, job, file, address, key, notThere);
        }
    }

    /**
     * A record and where it was found.
     *
     * @param place path of the archive file or of its copy in the vault
     * @param leftOutBytes how much the record lacks, being secret lines that were not shipped
     */
    record Placed(String place, RecordView record, long leftOutBytes) {}

    /** The banner of what stands at an address; empty when no banner ends there, or nothing is there any more. */
    Optional<BannerLine> banner(Records records, IndexSnapshot snapshot, RecordAddress address) {
        ArchiveFile file = file(snapshot, address);
        try {
            FetchResult result = records.fromArchive(records.place(file), address.location());
            if (!(result instanceof FetchResult.Found) && file.vault().isPresent()) {
                result = records.fromVault(file.vault().get(), address.location());
            }
            return result instanceof FetchResult.Found found
                    ? Optional.of(BannerLine.parse(found.bytes(), found.bannerStart(), found.bytes().length))
                    : Optional.empty();
        } catch (IOException e) {
            // what cannot be read has no banner that anybody could see
            return Optional.empty();
        }
    }

    private Placed fromVault(
            Records records,
            Understanding views,
            String job,
            ArchiveFile file,
            RecordAddress address,
            JobKey key,
            SearchException notInArchive) {
        if (file.vault().isEmpty()) {
            throw notInArchive;
        }
        String name = file.vault().get().name();
        try {
            FetchResult result = records.fromVault(file.vault().get(), address.location());
            return new Placed("vault entry " + name, checked(views, job, file, address, result, key), 0);
        } catch (IOException | SearchException e) {
            throw new SearchException(
                    notInArchive.kind(),
                    notInArchive.getMessage() + "; and not in vault entry '" + name + "': " + e.getMessage());
        }
    }

    private Placed shipped(
            Records records,
            Understanding views,
            String job,
            ArchiveFile file,
            RecordAddress address,
            JobKey key,
            SearchException notHere) {
        try {
            Records.ShippedRecord shipped =
                    records.shipped(file, address.location()).orElseThrow(() -> notHere);
            return new Placed(
                    "shipped with the job",
                    checked(views, job, file, address, shipped.record(), key),
                    shipped.leftOutBytes());
        } catch (IOException e) {
            throw new SearchException(
                    notHere.kind(), notHere.getMessage() + "; and not as it was shipped: " + e.getMessage());
        }
    }

    private RecordView checked(
            Understanding views, String job, ArchiveFile file, RecordAddress address, FetchResult result, JobKey key) {
        FetchResult.Found found = switch (result) {
            case FetchResult.Found record -> record;
            case FetchResult.Missing missing -> throw gone(job, file);
            case FetchResult.Changed changed -> throw changed(job, file, address, changed.reason());
        };
        RecordView view;
        try {
            view = views.view(found.bytes(), found.bannerStart());
        } catch (RecordProblem e) {
            throw changed(job, file, address, "a damaged record stands there: " + e.getMessage());
        }
        if (!is(view.clusterId(), key.cluster()) || !is(view.procId(), key.proc())) {
            throw changed(
                    job, file, address, "job " + text(view.clusterId()) + "." + text(view.procId()) + " stands there");
        }
        // ids begin again at 1 when an access point is set up anew
        if (key.globalJobId() instanceof StringValue wanted
                && !(view.value("globaljobid") instanceof StringValue there && there.equals(wanted))) {
            throw changed(job, file, address, "job " + Unparser.unparse(view.value("globaljobid")) + " stands there");
        }
        return view;
    }

    private static SearchException gone(String job, ArchiveFile file) {
        String since = file.goneSince() == 0
                ? "' does not exist any more"
                : "' was deleted, noticed " + Instant.ofEpochSecond(file.goneSince());
        return new SearchException(
                SearchException.Kind.RECORD_GONE,
                "the record of " + job + " is gone: its archive '" + file.path() + since);
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

    /** The archive file of an address, as the registry knows it. */
    static ArchiveFile file(IndexSnapshot snapshot, RecordAddress address) {
        return snapshot.registry()
                .file(address.fileId())
                .orElseThrow(() -> new IllegalStateException(
                        "the registry does not know file " + address.fileId() + ": the index is damaged"));
    }

    private JobKey key(IndexSnapshot snapshot, int document) throws IOException {
        LeafReaderContext leaf = leafOf(snapshot, document);
        return new JobReader(mapping, leaf.reader()).key(document - leaf.docBase);
    }

    private static LeafReaderContext leafOf(IndexSnapshot snapshot, int document) {
        List<LeafReaderContext> leaves = snapshot.searcher().getIndexReader().leaves();
        return leaves.get(ReaderUtil.subIndex(document, leaves));
    }
}
