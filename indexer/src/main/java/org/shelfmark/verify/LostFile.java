package org.shelfmark.verify;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.archive.RecordFetcher;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.document.JobDigest;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.document.RecordProblem;

/**
 * A file of which the index has documents but the registry has no entry. Its documents say which file on disk it is.
 *
 * @param id its number
 * @param documents what the index has of it
 */
record LostFile(int id, FileDocuments documents) {
    /** Documents that are compared; some of them may be damaged themselves. */
    private static final int SAMPLES = 9;

    /** Whether the first record of a file may be the document at offset 0, where there is one. */
    boolean mayBeginWith(ExpectedRecord first) {
        AddressList addresses = documents.addresses();
        return addresses.size() == 0
                || addresses.offset(0) > 0
                || (addresses.hasLength(0, first.location().lengthBytes())
                        && addresses.isQuarantined(0) == first.isQuarantined()
                        && addresses.digest(0) == first.digest());
    }

    /** Whether the records of at least half of some documents, spread over all of them, stand in the bytes. */
    boolean isIn(Path path, SeekableByteChannel bytes, JobDocumentBuilder builder) throws IOException {
        List<Integer> jobs = jobs();
        if (jobs.isEmpty()) {
            return isInWithoutJobs(bytes, builder);
        }
        TreeSet<Integer> samples = new TreeSet<>();
        for (int sample = 0; sample < SAMPLES; sample++) {
            samples.add(jobs.get((int) ((jobs.size() - 1L) * sample / (SAMPLES - 1))));
        }
        int found = 0;
        for (int place : samples) {
            found += isAt(path, bytes, place, builder) ? 1 : 0;
        }
        return found * 2 >= samples.size();
    }

    /** Places of the documents of jobs in the list of addresses. */
    private List<Integer> jobs() {
        List<Integer> jobs = new ArrayList<>();
        AddressList addresses = documents.addresses();
        for (int place = 0; place < addresses.size(); place++) {
            if (!addresses.isQuarantined(place)) {
                jobs.add(place);
            }
        }
        return jobs;
    }

    private boolean isAt(Path path, SeekableByteChannel bytes, int place, JobDocumentBuilder builder)
            throws IOException {
        AddressList addresses = documents.addresses();
        RecordLocation location = new RecordLocation(addresses.offset(place), addresses.lengthBytes(place));
        if (!(RecordFetcher.fetch(path, bytes, location) instanceof FetchResult.Found record)) {
            return false;
        }
        try {
            var unused = builder.build(
                    record.bytes(),
                    0,
                    record.bannerStart(),
                    record.bytes().length,
                    new RecordAddress(documents.source(), id, location));
            return JobDigest.of(builder.key()) == addresses.digest(place);
        } catch (RecordProblem damaged) {
            return false;
        }
    }

    private boolean isInWithoutJobs(SeekableByteChannel bytes, JobDocumentBuilder builder) throws IOException {
        AddressList addresses = documents.addresses();
        return addresses.size() > 0 && fitting(bytes, builder) * 2L >= addresses.size();
    }

    /** Whether every document has its record in the bytes. */
    boolean isWhollyIn(SeekableByteChannel bytes, JobDocumentBuilder builder) throws IOException {
        return fitting(bytes, builder) == documents.addresses().size();
    }

    private int fitting(SeekableByteChannel bytes, JobDocumentBuilder builder) throws IOException {
        AddressList addresses = documents.addresses();
        RecordWalk walk = new RecordWalk(bytes, builder, documents.source(), id, Long.MAX_VALUE);
        int place = 0;
        int fitting = 0;
        for (ExpectedRecord record = walk.next(); record != null && place < addresses.size(); record = walk.next()) {
            long offset = record.location().offset();
            while (place < addresses.size() && addresses.offset(place) < offset) {
                place++;
            }
            for (; place < addresses.size() && addresses.offset(place) == offset; place++) {
                boolean fits = addresses.hasLength(place, record.location().lengthBytes())
                        && addresses.isQuarantined(place) == record.isQuarantined()
                        && addresses.digest(place) == record.digest();
                fitting += fits ? 1 : 0;
            }
        }
        return fitting;
    }
}
