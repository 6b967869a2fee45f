package org.shelfmark.ingest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Gap;
import org.shelfmark.registry.RecordStamp;
import org.shelfmark.registry.Registry;

/** Entries for files of which nothing could be read: they were there, and that is all that is known. */
final class LostFiles {
    private LostFiles() {}

    /**
     * An entry with one gap that is the whole file.
     *
     * @param sizeBytes how long it was, if anybody saw
     */
    static ArchiveFile entry(
            Registry registry,
            ArchiveRequest request,
            Path active,
            Path path,
            OptionalLong sizeBytes,
            String reason,
            long now) {
        RecordStamp before = RecordStamp.UNKNOWN;
        String source = request.source().orElse(SourceName.UNKNOWN);
        for (ArchiveFile file : registry.files()) {
            if (file.archive().equals(active.toString())) {
                source = file.source();
                before = file.first().writtenAt() >= before.writtenAt() ? file.first() : before;
            }
        }
        Gap gap = new Gap(0, sizeBytes, OptionalLong.empty(), before, now, reason);
        return new ArchiveFile(
                registry.nextId(),
                source,
                active.toString(),
                List.of(path.toString()),
                new FileIdentity(FileIdentity.NONE.device(), FileIdentity.NONE.inode(), sizeBytes.orElse(0)),
                Fingerprint.NONE,
                RecordStamp.UNKNOWN,
                FileState.LOST,
                Optional.empty(),
                List.of(gap),
                List.of(),
                now,
                Optional.empty());
    }
}
