package org.shelfmark.verify;

import java.util.OptionalLong;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.document.ArchivedRecord;
import org.shelfmark.document.JobDigest;
import org.shelfmark.document.JobKey;
import org.shelfmark.document.RecordAddress;

/** What the index has of one archive file. */
final class FileDocuments {
    private final AddressList addresses = new AddressList();
    private final String source;
    private long quarantined;
    private long firstEnded;
    private long lastEnded;
    private OptionalLong fragment = OptionalLong.empty();

    FileDocuments(String source) {
        this.source = source;
    }

    void addJob(RecordAddress address, JobKey key) {
        addresses.add(address.location().offset(), address.location().lengthBytes(), false, JobDigest.of(key));
        if (key.ended() instanceof IntegerValue ended) {
            addEnd(ended.value());
        }
    }

    void addArchived(ArchivedRecord record) {
        addresses.addArchived(record.location().offset(), record.location().lengthBytes(), record.digest());
        addEnd(record.ended());
    }

    /** Whether summaries stand for some of them. */
    boolean hasArchived() {
        for (int place = 0; place < addresses.size(); place++) {
            if (addresses.isArchived(place)) {
                return true;
            }
        }
        return false;
    }

    private void addEnd(long ended) {
        if (ended != 0) {
            firstEnded = firstEnded == 0 ? ended : Math.min(firstEnded, ended);
            lastEnded = Math.max(lastEnded, ended);
        }
    }

    void addQuarantined(RecordAddress address) {
        addresses.add(address.location().offset(), address.location().lengthBytes(), true, 0);
        quarantined++;
    }

    /** One of the documents is that of an unfinished record at the end of the file. */
    void fragmentAt(long offset) {
        fragment = OptionalLong.of(offset);
    }

    /** Sorted by offset once all documents were looked at. */
    AddressList addresses() {
        return addresses;
    }

    /** Name of the access point. */
    String source() {
        return source;
    }

    long quarantined() {
        return quarantined;
    }

    /** In seconds since 1970; 0 when none is known. */
    long firstEnded() {
        return firstEnded;
    }

    long lastEnded() {
        return lastEnded;
    }

    OptionalLong fragment() {
        return fragment;
    }

    /** End of the last record that has a document and is no unfinished one. */
    long endOfRecords() {
        long end = 0;
        for (int place = addresses.size() - 1; place >= 0 && end == 0; place--) {
            if (fragment.isEmpty() || fragment.getAsLong() != addresses.offset(place)) {
                end = addresses.offset(place) + addresses.lengthBytes(place);
            }
        }
        return end;
    }
}
