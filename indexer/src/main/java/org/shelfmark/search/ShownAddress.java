package org.shelfmark.search;

import java.util.Locale;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.registry.ArchiveFile;

/** Where the record of a job stands, as an answer says it. Nothing is read for it but the registry. */
final class ShownAddress {
    private ShownAddress() {}

    /** The address of a record that is indexed, its job live or archived. */
    static Responses.Address of(IndexSnapshot snapshot, RecordAddress address) {
        ArchiveFile file = JobLookup.file(snapshot, address);
        return new Responses.Address(
                address.source(),
                file.path().toString(),
                file.id(),
                address.location().offset(),
                address.location().lengthBytes(),
                file.state().name().toLowerCase(Locale.ROOT),
                file.vault().map(VaultEntry::name).orElse(null),
                CoverageReader.time(file.goneSince()));
    }

    /** The address of a record that the index does not have yet. */
    static Responses.Address of(TailScan.Found behind) {
        return new Responses.Address(
                behind.source(),
                behind.file(),
                null,
                behind.offset(),
                behind.record().bytes().length,
                null,
                null,
                null);
    }
}
