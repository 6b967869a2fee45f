package org.shelfmark.search;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.document.JobDigest;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.document.RecordView;
import org.shelfmark.document.RecordViews;
import org.shelfmark.index.OpenRecords;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.search.ConstraintRun.Verdict;

/**
 * Answers like {@code condor_history} from an index: of all records only those are read that the index and their columns do
 * not exclude.
 *
 * <p>One request, one thread.
 */
final class IndexHistory implements Closeable {
    private static final Comparator<HistoryCandidate> BY_OFFSET =
            Comparator.comparingLong(candidate -> candidate.address().location().offset());

    private final SearchRun run;
    private final Mapping mapping;
    private final JobLookup lookup;
    private final OpenRecords records;
    private final RecordViews views;
    private final RecordViews publicViews;
    private final boolean withSecrets;
    private final HistoryFilter filter;
    private final HistoryListener listener;
    private final HistoryRequest request;
    private final IndexedCandidates indexed;
    private final Optional<JobsElsewhere> elsewhere;
    private final Comparator<HistoryCandidate> order;
    private long candidates;
    private long recordsRead;
    private long lost;
    /** Whether the record read last lacks secrets that the caller may see. */
    private boolean lacksSecrets;

    /**
     * A reader of one answer.
     *
     * @param records closed by whoever opened it
     * @param elsewhere the live jobs, where the index has none
     */
    IndexHistory(
            SearchRun run,
            Mapping mapping,
            SearchSettings settings,
            JobLookup lookup,
            OpenRecords records,
            HistoryRequest request,
            HistoryListener listener,
            Optional<HistoryJobs> elsewhere)
            throws IOException {
        this.run = run;
        this.mapping = mapping;
        this.lookup = lookup;
        this.records = records;
        this.withSecrets = settings.withSecrets();
        this.request = request;
        this.listener = listener;
        this.filter = new HistoryFilter(request);
        ConstraintDecisions decisions = new ConstraintDecisions(run, mapping, settings, lookup, records);
        this.views = decisions.views();
        this.publicViews = decisions.moreViews();
        this.indexed = new IndexedCandidates(run, mapping, request, decisions);
        this.order = request.forwards() ? BY_OFFSET : BY_OFFSET.reversed();
        this.elsewhere = elsewhere.map(jobs -> new JobsElsewhere(
                jobs,
                part -> new IndexedCandidates(
                        part, mapping, request, new ConstraintDecisions(part, mapping, settings, lookup, records))));
    }

    /** Reads the answer, and says how. */
    void read() throws IOException {
        readFiles();
        List<Responses.Step> steps = new ArrayList<>();
        for (ConstraintRun constraint : indexed.constraints()) {
            constraint
                    .plan()
                    .steps()
                    .forEach(step -> steps.add(new Responses.Step(
                            step.expression(), step.decision().words())));
        }
        long byColumns = indexed.decidedByColumns()
                + elsewhere.map(JobsElsewhere::decidedByColumns).orElse(0L);
        listener.explained(new Responses.Constraint(steps, "exact", candidates, byColumns, recordsRead, lost));
    }

    private void readFiles() throws IOException {
        List<ArchiveFile> files = HistoryOrder.oldestFirst(run.snapshot().registry(), request.source());
        List<ArchiveFile> inOrder = request.forwards() ? files : files.reversed();
        ArchivedCandidates archived = new ArchivedCandidates(run, request, inOrder);
        if (elsewhere.isPresent()) {
            elsewhere.get().begin(inOrder, request.forwards(), indexed.jobs());
        }
        for (ArchiveFile file : inOrder) {
            List<HistoryCandidate> ofFile = new ArrayList<>(indexed.of(file));
            ofFile.addAll(archived.of(file));
            if (elsewhere.isPresent()) {
                readWith(elsewhere.get(), file, ofFile);
            } else {
                read(ofFile);
            }
            if (filter.isEnded()) {
                return;
            }
        }
    }

    /** Reads a file of which live jobs come some at a time: with each, what stands before the last of them. */
    private void readWith(JobsElsewhere live, ArchiveFile file, List<HistoryCandidate> others) throws IOException {
        List<HistoryCandidate> left = others;
        boolean mayGoOn = true;
        while (mayGoOn && !filter.isEnded()) {
            JobsElsewhere.Part part = live.next(file);
            mayGoOn = part.through().isPresent();
            List<HistoryCandidate> next = new ArrayList<>(part.candidates());
            List<HistoryCandidate> behind = new ArrayList<>();
            for (HistoryCandidate other : left) {
                (isBehind(other, part.through()) ? behind : next).add(other);
            }
            left = behind;
            read(next);
        }
    }

    private boolean isBehind(HistoryCandidate candidate, OptionalLong offset) {
        long own = candidate.address().location().offset();
        return offset.isPresent() && (request.forwards() ? own > offset.getAsLong() : own < offset.getAsLong());
    }

    private void read(List<HistoryCandidate> some) throws IOException {
        some.sort(order);
        records.expect(some.stream()
                .filter(candidate -> candidate instanceof HistoryCandidate.Live live && live.verdict() != Verdict.NO)
                .map(HistoryCandidate::address)
                .toList());
        for (HistoryCandidate candidate : some) {
            if (filter.isEnded()) {
                return;
            }
            candidates++;
            switch (candidate) {
                case HistoryCandidate.Damaged damaged -> readDamaged(damaged.address());
                case HistoryCandidate.Archived archived -> read(archived);
                case HistoryCandidate.Live live -> {
                    if (live.verdict() != Verdict.NO) {
                        read(live, live.verdict() == Verdict.YES);
                    }
                }
            }
        }
    }

    private void read(HistoryCandidate.Live job, boolean certain) throws IOException {
        Optional<RecordView> found = record(job.address(), job.key(), certain);
        if (found.isPresent()) {
            take(found.get());
        }
    }

    /** Of a row that may belong to the answer only the records are taken that an index would not have excluded. */
    private void read(HistoryCandidate.Archived job) throws IOException {
        Optional<RecordView> found = record(job.address(), job.key(), job.certain());
        if (found.isEmpty()) {
            return;
        }
        RecordView view = found.get();
        if (JobDigest.of(ArchivedLookup.key(mapping, view, job.address().source())) != job.digest()) {
            lost++;
            listener.lost(job.certain());
        } else if (request.scanLimit().isPresent() || isWanted(job.key()) || filter.isOpenTo(view)) {
            take(view);
        }
    }

    private boolean isWanted(JobKey job) {
        return request.ids().stream()
                .anyMatch(id -> job.cluster().equals(new IntegerValue(id.cluster()))
                        && (id.proc().isEmpty()
                                || job.proc().equals(new IntegerValue(id.proc().getAsLong()))));
    }

    /** Without its secrets where they are withheld; empty where it is gone, which is said. */
    private Optional<RecordView> record(RecordAddress address, JobKey key, boolean certain) throws IOException {
        JobLookup.Placed found;
        try {
            found = lookup.view(records, this::view, run.snapshot(), address, key);
            recordsRead++;
        } catch (SearchException gone) {
            lost++;
            listener.lost(certain);
            return Optional.empty();
        }
        RecordView view = found.record();
        lacksSecrets = withSecrets && found.leftOutBytes() > 0;
        if (lacksSecrets && filter.asksForSecrets(view)) {
            lost++;
            listener.lost(false);
            return Optional.empty();
        }
        return Optional.of(withSecrets ? view : withoutSecrets(view));
    }

    private void take(RecordView view) throws IOException {
        byte[] bytes = view.bytes();
        BannerLine banner = BannerLine.parse(bytes, view.bannerStart(), bytes.length);
        if (filter.concerns(banner) && filter.includes(view, banner)) {
            listener.record(bytes, view.bannerStart());
            if (lacksSecrets) {
                listener.lacksSecrets();
            }
        }
    }

    private RecordView view(byte[] bytes, int bannerStart) throws RecordProblem {
        return views.view(bytes, 0, bannerStart, bytes.length);
    }

    private RecordView withoutSecrets(RecordView view) {
        byte[] kept = view.withoutSecrets();
        int removed = view.bytes().length - kept.length;
        if (removed == 0) {
            return view;
        }
        try {
            return publicViews.view(kept, 0, view.bannerStart() - removed, kept.length);
        } catch (RecordProblem e) {
            throw new IllegalStateException("a record without its secrets is damaged: " + e.getMessage(), e);
        }
    }

    /** What is no record is passed on without a word where its banner says that it is none of those asked for. */
    private void readDamaged(RecordAddress address) throws IOException {
        Optional<BannerLine> banner = lookup.banner(records, run.snapshot(), address);
        boolean asked = request.ids().isEmpty() && request.owners().isEmpty();
        if (banner.map(filter::concerns).orElse(asked)) {
            listener.damaged();
        }
    }

    @Override
    public void close() throws IOException {
        if (elsewhere.isPresent()) {
            elsewhere.get().close();
        }
    }
}
