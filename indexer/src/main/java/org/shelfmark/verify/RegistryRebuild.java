package org.shelfmark.verify;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.lucene.index.DirectoryReader;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.archive.RecordBatch;
import org.shelfmark.archive.RecordReader;
import org.shelfmark.archive.Vault;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.RecordMark;
import org.shelfmark.registry.RecordStamp;
import org.shelfmark.registry.Registry;

/**
 * Makes entries of the registry out of the documents, the commit's positions, the archives on disk and the vault. What
 * no other place knows is not there any more: gaps, and former names.
 */
final class RegistryRebuild {
    private static final String UNKNOWN_PATH = "(unknown)";

    private final ArchiveFileSystem files;
    private final Vault vault;
    private final Mapping mapping;
    private final JobDocumentBuilder builder;
    private final DirectoryReader reader;
    private final Positions committed;
    private final List<ArchiveSet> histories;
    private final long now;

    RegistryRebuild(
            ArchiveFileSystem files,
            Vault vault,
            Mapping mapping,
            JobDocumentBuilder builder,
            DirectoryReader reader,
            Positions committed,
            List<ArchiveSet> histories,
            long now) {
        this.files = files;
        this.vault = vault;
        this.mapping = mapping;
        this.builder = builder;
        this.reader = reader;
        this.committed = committed;
        this.histories = List.copyOf(histories);
        this.now = now;
    }

    /**
     * An entry.
     *
     * @param position how far the file is read
     * @param isFound whether its archive or a copy of it was found
     */
    record Rebuilt(ArchiveFile entry, ReadPosition position, boolean isFound) {}

    /** The bytes of a file, and what they are read from. */
    private record Bytes(SeekableByteChannel channel, Closeable owner) implements Closeable {
        @Override
        public void close() throws IOException {
            owner.close();
        }
    }

    /** Entries of lost files, in the order of their numbers. */
    List<Rebuilt> rebuild(Registry known, List<LostFile> lost) throws IOException {
        FileFinder finder = new FileFinder(files, vault, builder);
        Map<Integer, FileFinder.OnDisk> onDisk = finder.onDisk(histories, known, lost);
        List<Rebuilt> rebuilt = new ArrayList<>();
        Registry all = known;
        List<LostFile> withoutBytes = new ArrayList<>();
        for (LostFile file : lost) {
            Rebuilt entry = rebuild(file, onDisk.get(file.id()), finder.inVault(file), all, withoutBytes);
            rebuilt.add(entry);
            all = all.with(entry.entry());
            if (!entry.isFound()) {
                withoutBytes.add(file);
            }
        }
        return rebuilt;
    }

    /** Files before this one that begin like it, or of which nobody can say that they do not. */
    private List<Integer> earlier(
            LostFile file, SeekableByteChannel bytes, First first, Registry before, List<LostFile> withoutBytes)
            throws IOException {
        TreeSet<Integer> earlier = new TreeSet<>();
        if (!first.fingerprint().equals(Fingerprint.NONE)) {
            before.withFingerprint(first.fingerprint()).forEach(other -> earlier.add(other.id()));
        }
        ExpectedRecord record = new RecordWalk(bytes, builder, "", 0, Long.MAX_VALUE).next();
        for (LostFile other : withoutBytes) {
            boolean sameSource =
                    other.documents().source().equals(file.documents().source());
            if (sameSource && record != null && other.mayBeginWith(record)) {
                earlier.add(other.id());
            }
        }
        earlier.removeIf(id -> id >= file.id());
        return List.copyOf(earlier);
    }

    private Rebuilt rebuild(
            LostFile file,
            FileFinder.@Nullable OnDisk onDisk,
            Optional<VaultEntry> copy,
            Registry before,
            List<LostFile> withoutBytes)
            throws IOException {
        Path path = onDisk != null ? onDisk.path() : formerPath(file, copy);
        Path active = onDisk != null ? onDisk.active() : formerActive(path);
        boolean rotated = onDisk == null || ArchiveName.of(path).isRotated();
        Optional<Bytes> opened = open(onDisk, copy);
        if (opened.isEmpty()) {
            ReadPosition position = committed.of(file.id()).orElseGet(() -> positionByDocuments(file));
            ArchiveFile entry = entry(file, active, path, Fingerprint.NONE, RecordStamp.UNKNOWN, FileIdentity.NONE);
            return new Rebuilt(entry.readTo(position).gone(now), position, false);
        }
        try (Bytes bytes = opened.get()) {
            First first = first(bytes.channel());
            List<Integer> earlier = earlier(file, bytes.channel(), first, before, withoutBytes);
            Optional<ReadPosition> known = committed.of(file.id());
            ReadPosition position =
                    known.isPresent() ? known.get() : positionByRecords(file, bytes.channel(), earlier, rotated);
            FileIdentity identity = onDisk != null ? onDisk.identity() : FileIdentity.NONE;
            ArchiveFile entry = entry(file, active, path, first.fingerprint(), first.stamp(), identity)
                    .continuing(earlier)
                    .keptAs(copy);
            if (onDisk == null) {
                return new Rebuilt(entry.readTo(position).gone(now), position, true);
            }
            boolean sealed = rotated && known.isEmpty() && position.end() == identity.sizeBytes();
            return new Rebuilt(sealed ? entry.sealed(position) : entry, position, true);
        }
    }

    private static ArchiveFile entry(
            LostFile file, Path active, Path path, Fingerprint fingerprint, RecordStamp first, FileIdentity identity) {
        FileState state = ArchiveName.of(path).isRotated() ? FileState.ROTATED : FileState.ACTIVE;
        return ArchiveFile.appeared(
                file.id(), file.documents().source(), active, path, identity, fingerprint, first, state);
    }

    private Optional<Bytes> open(FileFinder.@Nullable OnDisk onDisk, Optional<VaultEntry> copy) throws IOException {
        if (onDisk != null) {
            HeldFile held = HeldFile.open(files, onDisk.path());
            return Optional.of(new Bytes(held.channel(), held));
        }
        if (copy.isPresent()) {
            SeekableByteChannel channel = vault.open(copy.get());
            return Optional.of(new Bytes(channel, channel));
        }
        return Optional.empty();
    }

    /** A copy's name tells the file's last name; which directory that was in, only a history of that name can tell. */
    private Path formerPath(LostFile file, Optional<VaultEntry> copy) {
        if (copy.isEmpty()) {
            return Path.of(UNKNOWN_PATH);
        }
        String name = copy.get().name().substring((file.id() + "-").length());
        String base = ArchiveName.of(Path.of(name)).base();
        List<Path> places = histories.stream()
                .map(ArchiveSet::active)
                .filter(active -> active.endsWith(base))
                .distinct()
                .toList();
        return places.size() == 1 ? places.get(0).resolveSibling(name) : Path.of(UNKNOWN_PATH, name);
    }

    private static Path formerActive(Path path) {
        return path.resolveSibling(ArchiveName.of(path).base());
    }

    private record First(Fingerprint fingerprint, RecordStamp stamp) {}

    private static First first(SeekableByteChannel bytes) throws IOException {
        if (new RecordReader(bytes, 0).next() instanceof RecordBatch batch) {
            BannerLine banner = BannerLine.parse(batch.bytes(), batch.bannerStart(0), batch.end(0));
            return new First(Fingerprint.of(batch.bytes(), 0, batch.end(0)), RecordStamp.of(banner));
        }
        return new First(Fingerprint.NONE, RecordStamp.UNKNOWN);
    }

    private static ReadPosition positionByDocuments(LostFile file) {
        FileDocuments documents = file.documents();
        long end = documents.endOfRecords();
        AddressList addresses = documents.addresses();
        long unfinished = documents.fragment().isPresent() ? addresses.lengthBytes(addresses.size() - 1) : 0;
        return position(documents, end, unfinished, Optional.empty());
    }

    /**
     * A file without a position in the commit was sealed or gone, so it was read to the end of its last document, and
     * over those behind it that an earlier file had given.
     */
    private ReadPosition positionByRecords(
            LostFile file, SeekableByteChannel bytes, List<Integer> earlierFiles, boolean rotated) throws IOException {
        FileDocuments documents = file.documents();
        EarlierJobs earlier = new EarlierJobs(reader, mapping, earlierFiles);
        RecordWalk walk = new RecordWalk(bytes, builder, documents.source(), file.id(), Long.MAX_VALUE);
        long reached = 0;
        for (ExpectedRecord record = walk.next(); record != null; record = walk.next()) {
            if (record.location().end() > documents.endOfRecords() && !earlier.have(record)) {
                break;
            }
            reached = record.location().end();
        }
        RecordWalk again = new RecordWalk(bytes, builder, documents.source(), file.id(), reached);
        for (ExpectedRecord record = again.next(); record != null; ) {
            record = again.next();
        }
        long tail = bytes.size() - again.end();
        boolean isRecorded =
                documents.fragment().isPresent() && documents.fragment().getAsLong() == again.end();
        boolean isEnd = tail > 0 && rotated && (isRecorded || again.isBlank(again.end(), tail));
        return position(documents, again.end(), isEnd ? tail : 0, again.lastMark());
    }

    private static ReadPosition position(
            FileDocuments documents, long end, long unfinished, Optional<RecordMark> last) {
        return new ReadPosition(
                end,
                end + unfinished,
                unfinished,
                documents.addresses().size(),
                documents.quarantined(),
                documents.firstEnded(),
                documents.lastEnded(),
                last);
    }
}
