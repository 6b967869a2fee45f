package org.shelfmark.verify;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.archive.Vault;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.archive.VaultEntryException;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.registry.Registry;

/** Finds out which file on disk, and which copy in the vault, is which file of the index. */
final class FileFinder {
    private final ArchiveFileSystem files;
    private final Vault vault;
    private final JobDocumentBuilder builder;

    FileFinder(ArchiveFileSystem files, Vault vault, JobDocumentBuilder builder) {
        this.files = files;
        this.vault = vault;
        this.builder = builder;
    }

    /**
     * A file on disk.
     *
     * @param active path of the active file of its history
     */
    record OnDisk(Path path, Path active, FileIdentity identity) {}

    /**
     * Looks through histories.
     *
     * @param known files that are spoken for
     * @return file id to file; those that were not found are left out
     */
    Map<Integer, OnDisk> onDisk(List<ArchiveSet> histories, Registry known, Collection<LostFile> lost)
            throws IOException {
        Map<Integer, OnDisk> found = new HashMap<>();
        for (ArchiveSet history : histories) {
            for (Path path : history.files()) {
                try (HeldFile held = HeldFile.open(files, path)) {
                    boolean taken = known.files().stream().anyMatch(file -> file.isThere() && held.is(file.identity()));
                    Optional<LostFile> match = taken ? Optional.empty() : match(path, held.channel(), lost);
                    if (match.isPresent()) {
                        FileIdentity now = new FileIdentity(
                                held.identity().device(), held.identity().inode(), held.sizeBytes());
                        // of two copies the longer one is the archive
                        found.merge(
                                match.get().id(),
                                new OnDisk(path, history.active(), now),
                                (one, other) -> other.identity().sizeBytes()
                                                > one.identity().sizeBytes()
                                        ? other
                                        : one);
                    }
                } catch (IOException e) {
                    throw ArchiveFileSystem.explain(path, e);
                }
            }
        }
        return found;
    }

    private Optional<LostFile> match(Path path, SeekableByteChannel bytes, Collection<LostFile> lost)
            throws IOException {
        ExpectedRecord first = new RecordWalk(bytes, builder, "", 0, Long.MAX_VALUE).next();
        if (first == null) {
            return Optional.empty();
        }
        List<LostFile> likely = new ArrayList<>();
        List<LostFile> unlikely = new ArrayList<>();
        for (LostFile file : lost) {
            (file.mayBeginWith(first) ? likely : unlikely).add(file);
        }
        Optional<LostFile> match = longest(path, bytes, likely);
        return match.isPresent() ? match : longest(path, bytes, unlikely);
    }

    /** Of files that begin alike, one may be the beginning of the other. */
    private Optional<LostFile> longest(Path path, SeekableByteChannel bytes, List<LostFile> lost) throws IOException {
        Optional<LostFile> longest = Optional.empty();
        for (LostFile file : lost) {
            boolean longer = longest.isEmpty()
                    || file.documents().endOfRecords()
                            > longest.get().documents().endOfRecords();
            if (longer && file.isIn(path, bytes, builder)) {
                longest = Optional.of(file);
            }
        }
        return longest;
    }

    /** The longest copy of a file that is whole. Copies are called by the file's number and name. */
    Optional<VaultEntry> inVault(LostFile file) throws IOException {
        Optional<VaultEntry> longest = Optional.empty();
        for (String name : vault.names()) {
            Optional<VaultEntry> entry = name.startsWith(file.id() + "-") ? described(name) : Optional.empty();
            if (entry.isPresent()) {
                boolean longer = longest.isEmpty()
                        || entry.get().contentBytes() > longest.get().contentBytes();
                longest = longer && isIn(file, entry.get()) ? entry : longest;
            }
        }
        return longest;
    }

    /** Nobody can tell any more what a damaged copy was: it stays where it is, and is reported as named by nobody. */
    private Optional<VaultEntry> described(String name) throws IOException {
        try {
            return Optional.of(vault.describe(name));
        } catch (VaultEntryException damaged) {
            return Optional.empty();
        }
    }

    private boolean isIn(LostFile file, VaultEntry entry) throws IOException {
        try (SeekableByteChannel bytes = vault.open(entry)) {
            return file.isIn(Path.of(entry.name()), bytes, builder);
        }
    }
}
