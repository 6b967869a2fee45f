package org.shelfmark.verify;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.archive.Vault;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.ArchivePlaces;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Reconciler;
import org.shelfmark.registry.Registry;

/** Compares all files of a registry with their documents, and mends what differs if there is a mender. */
final class IndexComparison {
    /** How often a file may be renamed between being found and being opened, before it is given up. */
    private static final int MAX_RENAMES = 5;

    private final Mapping mapping;
    private final JobDocumentBuilder builder;
    private final ArchiveFileSystem files;
    private final ArchivePlaces places;
    private final Vault vault;
    private final VaultComparison copies;
    private final DirectoryReader reader;
    private final IndexedDocuments documents;
    private final Findings findings;
    private final @Nullable Mender mender;
    private long records;
    private long withoutRecords;

    IndexComparison(
            Mapping mapping,
            JobDocumentBuilder builder,
            ArchiveFileSystem files,
            Vault vault,
            VaultComparison copies,
            DirectoryReader reader,
            IndexedDocuments documents,
            Findings findings,
            @Nullable Mender mender) {
        this.mapping = mapping;
        this.builder = builder;
        this.files = files;
        this.places = new ArchivePlaces(files);
        this.vault = vault;
        this.copies = copies;
        this.reader = reader;
        this.documents = documents;
        this.findings = findings;
        this.mender = mender;
    }

    /** Records read. */
    long records() {
        return records;
    }

    /** Files of which there are only numbers to compare. */
    long withoutRecords() {
        return withoutRecords;
    }

    void run(Registry registry, Positions positions, VerifyProgress progress) throws IOException {
        long total = 0;
        for (ArchiveFile file : registry.files()) {
            total += registry.position(file, positions).end();
        }
        long done = 0;
        for (ArchiveFile file : registry.files()) {
            ReadPosition position = registry.position(file, positions);
            compare(file, position);
            done += position.end();
            progress.compared(done, total);
        }
    }

    private void compare(ArchiveFile file, ReadPosition position) throws IOException {
        Task task = new Task(file, position);
        HeldFile archive = task.open();
        try {
            Optional<VaultEntry> copy = copies.usable(file, archive);
            if (archive != null && (copy.isEmpty() || task.isSame(copy.get(), archive))) {
                task.compare(archive.channel(), Long.MAX_VALUE, archive);
            } else if (copy.isPresent()) {
                try (SeekableByteChannel bytes = vault.open(copy.get())) {
                    task.compare(bytes, copy.get().contentBytes(), null);
                }
            } else {
                task.compareNumbers();
            }
        } finally {
            if (archive != null) {
                archive.close();
            }
        }
    }

    /** One file. */
    private final class Task {
        private final ArchiveFile file;
        private final ReadPosition position;
        private final FileDocuments indexed;

        Task(ArchiveFile file, ReadPosition position) {
            this.file = file;
            this.position = position;
            this.indexed = documents.of(file.id());
        }

        /**
         * The archive file, wherever it is now, if it still holds what was read; null else. A rotation may rename it after it
         * was found and before it is opened, so it is looked for again while it is found elsewhere.
         */
        @Nullable
        HeldFile open() {
            Path path = place();
            for (int attempt = 0; attempt < MAX_RENAMES; attempt++) {
                HeldFile held = openAt(path);
                Path now = place();
                if (held != null || now.equals(path)) {
                    return held;
                }
                path = now;
            }
            return null;
        }

        private Path place() {
            return places.of(file).map(ArchivePlaces.Place::path).orElse(file.path());
        }

        private @Nullable HeldFile openAt(Path path) {
            try {
                HeldFile held = HeldFile.open(files, path);
                try {
                    if (Reconciler.holdsWhatWasRead(held, position)) {
                        return held;
                    }
                } catch (ArchiveAccessException e) {
                    unreadable(-1, e);
                }
                held.close();
            } catch (NoSuchFileException gone) {
                return null;
            } catch (IOException e) {
                unreadable(-1, ArchiveFileSystem.explain(path, e));
            }
            return null;
        }

        private void unreadable(long offset, IOException failure) {
            Finding finding = Finding.of(
                    FindingKind.ARCHIVE_UNREADABLE,
                    file.id(),
                    file.path().toString(),
                    offset,
                    String.valueOf(failure.getMessage()));
            findings.add(mender == null ? finding : finding.leftBecause("archives are only read"));
        }

        boolean isSame(VaultEntry copy, HeldFile archive) {
            try {
                return copies.isSame(file, copy, archive);
            } catch (IOException e) {
                unreadable(-1, e);
                return false;
            }
        }

        /** Looks first and mends then, because what was found counts only if the archive was not changed meanwhile. */
        void compare(SeekableByteChannel bytes, long readable, @Nullable HeldFile archive) throws IOException {
            Findings seen = new Findings();
            long read;
            try {
                read = comparison(reader, seen, null).withRecords(bytes, readable);
            } catch (IOException e) {
                unreadable(-1, e);
                return;
            }
            if (!seen.isEmpty() && archive != null && !Reconciler.holdsWhatWasRead(archive, position)) {
                compareNumbers();
                return;
            }
            records += read;
            if (mender == null || seen.isEmpty()) {
                findings.addAll(seen);
                return;
            }
            try (DirectoryReader mended = mender.mended()) {
                long unused = comparison(mended, findings, mender).withRecords(bytes, readable);
            }
            if (archive != null && !Reconciler.holdsWhatWasRead(archive, position)) {
                throw new IOException(
                        "'" + file.path() + "' was changed while the index was compared with it; nothing was repaired");
            }
        }

        void compareNumbers() throws IOException {
            if (position.records() > 0) {
                withoutRecords++;
            }
            comparison(reader, findings, mender).withoutRecords();
        }

        private FileComparison comparison(DirectoryReader among, Findings into, @Nullable Mender with)
                throws IOException {
            EarlierJobs earlier = new EarlierJobs(among, mapping, file.earlier());
            return new FileComparison(mapping, builder, file, position, indexed, earlier, into, with);
        }
    }
}
