package org.shelfmark.rollup;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.SnapshotAttributes;

/** Puts summaries in the place of jobs, commit by commit. Belongs to the writer's thread. */
final class ArchivePass {
    static final Term ARCHIVED_NAMES = new Term(Columns.KIND, Columns.ARCHIVED_NAMES);

    /**
     * How much is done in one commit; what is not committed takes up memory.
     *
     * @param jobs most jobs, unless one submission has more
     * @param submissions most submissions
     */
    record Share(long jobs, int submissions) {
        static final Share DEFAULT = new Share(50_000, 500);
    }

    private final JobIndexWriter index;
    private final Share share;
    private final DirectoryReader reader;
    private final Selection selection;
    private final SummaryMaking making;
    private final LeftAlone left;
    private final Document names;
    private final Term[] pinsThatAreOver;
    private long submissions;
    private long jobs;
    private long extended;
    private long documents;

    /** @param reader in which the submissions were chosen; nothing was staged since */
    ArchivePass(
            JobIndexWriter index,
            DirectoryReader reader,
            Mapping mapping,
            Selection selection,
            SummaryMaking making,
            LeftAlone left,
            Term[] pinsThatAreOver,
            Share share) {
        this.index = index;
        this.share = share;
        this.reader = reader;
        this.selection = selection;
        this.making = making;
        this.left = left;
        this.names = names(mapping, new SnapshotAttributes(reader));
        this.pinsThatAreOver = pinsThatAreOver;
        this.documents = reader.numDocs();
    }

    /** Those that are known now, be it of jobs or of what was archived before. */
    private static Document names(Mapping mapping, SnapshotAttributes attributes) {
        List<String> names = attributes.names();
        Set<String> asked = new TreeSet<>(names);
        mapping.fields().forEach(field -> asked.add(Columns.termName(field)));
        Map<AttributeTerms.Kind, Set<String>> marked = new EnumMap<>(AttributeTerms.Kind.class);
        for (AttributeTerms.Kind kind : List.of(AttributeTerms.Kind.EXPRESSION, AttributeTerms.Kind.MISFIT)) {
            Set<String> ofKind = new TreeSet<>(asked);
            ofKind.removeIf(name -> !attributes.contains(name, kind));
            marked.put(kind, ofKind);
        }
        return JobDocumentBuilder.archivedNames(names, marked);
    }

    long submissions() {
        return submissions;
    }

    long jobs() {
        return jobs;
    }

    long extended() {
        return extended;
    }

    /**
     * Carries it out, and says what the index takes on disk then.
     *
     * @throws IOException when it fails; what was committed before stays, and the message says how much that is
     */
    long run() throws IOException {
        try {
            removePins();
            List<Candidate> chosen = selection.chosen();
            for (int from = 0; from < chosen.size(); ) {
                int to = endOfChunk(from);
                replace(making.make(from, to, left));
                from = to;
            }
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            if (submissions == 0) {
                throw failure;
            }
            throw WriteFailure.after(index, jobs, submissions, "the others were not", failure);
        }
        try {
            // also what an order left behind that came as far as this
            index.reclaim();
            return index.committedBytes();
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            String notDone = "but the room that archived jobs took is not free yet, and will be with the next order";
            throw WriteFailure.after(index, jobs, submissions, notDone, failure);
        }
    }

    private int endOfChunk(int from) {
        List<Candidate> chosen = selection.chosen();
        int to = from;
        long sum = 0;
        while (to < chosen.size()
                && to < from + share.submissions()
                && (to == from || sum + chosen.get(to).jobs <= share.jobs())) {
            sum += chosen.get(to).jobs;
            to++;
        }
        return to;
    }

    private void removePins() throws IOException {
        if (pinsThatAreOver.length > 0) {
            for (Term pin : pinsThatAreOver) {
                index.remove(pin);
            }
            documents -= pinsThatAreOver.length;
            commit();
        }
    }

    private void replace(List<SummaryMaking.Made> summaries) throws IOException {
        if (summaries.isEmpty()) {
            return;
        }
        JobsAt removed = new JobsAt();
        long removedJobs = 0;
        long added = 0;
        for (SummaryMaking.Made summary : summaries) {
            List<ArchivedRecord> records = summary.builder().newRecords();
            if (records.size() != summary.candidate().jobs) {
                throw new IOException("the jobs of " + summary.candidate().key.name()
                        + " changed while they were counted: they were " + summary.candidate().jobs + ", and are "
                        + records.size());
            }
            records.forEach(removed::add);
            removedJobs += records.size();
            added += summary.extended() ? 0 : 1;
        }
        index.remove(removed.jobsOnly());
        for (SummaryMaking.Made summary : summaries) {
            index.replace(summary.candidate().key.term(), summary.builder().build());
        }
        if (submissions == 0) {
            added += hasNames() ? 0 : 1;
            index.replace(ARCHIVED_NAMES, names);
        }
        documents += added - removedJobs;
        commit();
        submissions += summaries.size();
        jobs += removedJobs;
        extended += summaries.stream().filter(SummaryMaking.Made::extended).count();
    }

    private boolean hasNames() throws IOException {
        return new IndexSearcher(reader).count(new TermQuery(ARCHIVED_NAMES)) > 0;
    }

    /** Commits if exactly those documents are staged that should be. */
    private void commit() throws IOException {
        ExactCommit.of(index, documents);
    }

    /**
     * What the index would take on disk: of the present index the share of the documents that would stay, and the bytes of
     * the summaries.
     *
     * @param bytesBefore what it takes now
     */
    long estimate(long bytesBefore) throws IOException {
        long summaryBytes = 0;
        List<Candidate> chosen = selection.chosen();
        for (int from = 0; from < chosen.size(); ) {
            int to = endOfChunk(from);
            for (SummaryMaking.Made summary : making.make(from, to, left)) {
                summaryBytes += bytes(summary.builder().build());
                submissions++;
                jobs += summary.candidate().jobs;
                extended += summary.extended() ? 1 : 0;
            }
            from = to;
        }
        return documents == 0
                ? bytesBefore
                : Math.round(bytesBefore * ((double) (documents - jobs) / documents)) + summaryBytes;
    }

    private static long bytes(Document summary) {
        long bytes = 0;
        for (IndexableField field : summary) {
            BytesRef value = field.binaryValue();
            bytes += value == null ? 0 : value.length;
        }
        return bytes;
    }
}
