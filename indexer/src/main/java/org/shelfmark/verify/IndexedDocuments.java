package org.shelfmark.verify;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.FixedBitSet;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.ArchivedRecords;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.mapping.Mapping;

/**
 * The addresses of all documents, by archive file, and of the archived jobs, for which summaries stand.
 *
 * @param byFile file id to what the index has of the file
 * @param count all of them
 */
record IndexedDocuments(Map<Integer, FileDocuments> byFile, long count) {

    /** Reads all documents once, segment by segment. */
    static IndexedDocuments read(DirectoryReader reader, Mapping mapping) throws IOException {
        Map<Integer, FileDocuments> byFile = new TreeMap<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            readSegment(leaf.reader(), mapping, byFile);
        }
        ArchivedRecords.visit(reader, (source, cluster, records) -> {
            for (ArchivedRecord record : records) {
                byFile.computeIfAbsent(record.fileId(), id -> new FileDocuments(source))
                        .addArchived(record);
            }
        });
        byFile.values().forEach(documents -> documents.addresses().sort());
        long count = byFile.values().stream()
                .mapToLong(documents -> documents.addresses().size())
                .sum();
        return new IndexedDocuments(byFile, count);
    }

    /** What the index has of a file, which may be nothing. */
    FileDocuments of(int fileId) {
        return byFile.getOrDefault(fileId, new FileDocuments(""));
    }

    private static void readSegment(LeafReader segment, Mapping mapping, Map<Integer, FileDocuments> byFile)
            throws IOException {
        Bits live = segment.getLiveDocs();
        FixedBitSet quarantined = new FixedBitSet(segment.maxDoc());
        mark(segment.postings(new Term(Columns.KIND, Columns.QUARANTINED), PostingsEnum.NONE), quarantined);
        FixedBitSet noRecords = new FixedBitSet(segment.maxDoc());
        mark(segment.postings(new Term(Columns.KIND, Columns.NO_JOB), PostingsEnum.NONE), noRecords);
        noRecords.andNot(quarantined);
        FixedBitSet fragments = new FixedBitSet(segment.maxDoc());
        Terms keys = segment.terms(Columns.FRAGMENT);
        if (keys != null) {
            TermsEnum key = keys.iterator();
            while (key.next() != null) {
                mark(key.postings(null, PostingsEnum.NONE), fragments);
            }
        }
        JobReader jobs = new JobReader(mapping, segment);
        for (int document = 0; document < segment.maxDoc(); document++) {
            if ((live != null && !live.get(document)) || noRecords.get(document)) {
                continue;
            }
            RecordAddress address = jobs.address(document);
            FileDocuments file = byFile.computeIfAbsent(address.fileId(), id -> new FileDocuments(address.source()));
            if (quarantined.get(document)) {
                file.addQuarantined(address);
            } else {
                file.addJob(address, jobs.key(document));
            }
            if (fragments.get(document)) {
                file.fragmentAt(address.location().offset());
            }
        }
    }

    private static void mark(@Nullable DocIdSetIterator documents, FixedBitSet marks) throws IOException {
        if (documents != null) {
            for (int at = documents.nextDoc(); at != DocIdSetIterator.NO_MORE_DOCS; at = documents.nextDoc()) {
                marks.set(at);
            }
        }
    }
}
