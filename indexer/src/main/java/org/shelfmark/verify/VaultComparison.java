package org.shelfmark.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.archive.Vault;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Registry;

/** Checks the copies in the vault: each is there, is what was stored, and is what its archive file still holds. */
final class VaultComparison {
    private static final int COMPARE_BYTES = 1 << 18;

    private final Vault vault;
    private final Newest newest;
    private final Findings findings;
    private final @Nullable Mender mender;
    private long checked;

    /** The registry as it is now: a writer may have given up a copy since the commit that is looked at. */
    interface Newest {
        Registry registry() throws IOException;
    }

    VaultComparison(Vault vault, Newest newest, Findings findings, @Nullable Mender mender) {
        this.vault = vault;
        this.newest = newest;
        this.findings = findings;
        this.mender = mender;
    }

    /** Copies that were read. */
    long checked() {
        return checked;
    }

    /**
     * The copy of a file, if it is what was stored.
     *
     * @param archive the file itself; null when it is not there
     */
    Optional<VaultEntry> usable(ArchiveFile file, @Nullable HeldFile archive) throws IOException {
        if (file.vault().isEmpty()) {
            return Optional.empty();
        }
        VaultEntry entry = file.vault().get();
        checked++;
        try {
            vault.check(entry);
            return Optional.of(entry);
        } catch (IOException damage) {
            Optional<VaultEntry> now = newest.registry().file(file.id()).flatMap(ArchiveFile::vault);
            if (now.equals(file.vault())) {
                report(file, entry, archive, String.valueOf(damage.getMessage()));
            }
            return Optional.empty();
        }
    }

    private void report(ArchiveFile file, VaultEntry entry, @Nullable HeldFile archive, String damage)
            throws IOException {
        boolean missing = !vault.names().contains(entry.name());
        Finding finding = Finding.of(
                missing ? FindingKind.VAULT_MISSING : FindingKind.VAULT_DAMAGED,
                file.id(),
                file.path().toString(),
                -1,
                damage);
        if (mender == null) {
            findings.add(finding);
        } else if (archive != null && archive.sizeBytes() >= entry.contentBytes()) {
            findings.add(
                    mender.keepAgain(file, entry, archive)
                            ? finding.mendedBy("kept again from the archive")
                            : finding.leftBecause("the archive does not hold any more what had been kept"));
        } else if (missing) {
            mender.forgetCopy(file);
            findings.add(finding.mendedBy("the registry does not name it any more; the full records are gone"));
        } else {
            findings.add(finding.leftBecause(
                    "the archive is gone, too; records in undamaged frames can still be read from the copy"));
        }
    }

    /** Reports where an archive file is not what was kept of it; whether it is. */
    boolean isSame(ArchiveFile file, VaultEntry entry, HeldFile archive) throws IOException {
        long difference;
        try (SeekableByteChannel copy = vault.open(entry)) {
            difference = firstDifference(archive.channel(), copy, entry.contentBytes());
        }
        if (difference < 0) {
            return true;
        }
        Finding finding = Finding.of(
                FindingKind.ARCHIVE_CHANGED,
                file.id(),
                file.path().toString(),
                difference,
                "the archive is not what vault entry '" + entry.name() + "' keeps of it, which was compared when it was"
                        + " stored");
        findings.add(
                mender == null
                        ? finding
                        : finding.leftBecause("archives are only read; the documents are those of the copy"));
        return false;
    }

    private static long firstDifference(SeekableByteChannel one, SeekableByteChannel other, long length)
            throws IOException {
        ByteBuffer left = ByteBuffer.allocate(COMPARE_BYTES);
        ByteBuffer right = ByteBuffer.allocate(COMPARE_BYTES);
        for (long at = 0; at < length; at += COMPARE_BYTES) {
            int bytes = (int) Math.min(COMPARE_BYTES, length - at);
            fill(one, at, left, bytes);
            fill(other, at, right, bytes);
            int difference = Arrays.mismatch(left.array(), 0, left.position(), right.array(), 0, right.position());
            if (difference >= 0) {
                return at + difference;
            }
        }
        return -1;
    }

    private static void fill(SeekableByteChannel from, long at, ByteBuffer buffer, int bytes) throws IOException {
        buffer.clear().limit(bytes);
        from.position(at);
        while (buffer.hasRemaining() && from.read(buffer) >= 0) {}
    }

    /** Reports the copies that neither the registry of the commit names nor the present one. */
    void unnamed(Registry committed, Registry present, boolean mayRemove) throws IOException {
        Set<String> named = new HashSet<>();
        for (Registry registry : List.of(committed, present)) {
            registry.files().forEach(file -> file.vault().ifPresent(entry -> named.add(entry.name())));
        }
        for (String name : vault.names()) {
            if (!named.contains(name)) {
                Finding finding = Finding.of(
                        FindingKind.VAULT_UNNAMED, 0, name, -1, "a copy in the vault that the registry does not name");
                if (mender != null && mayRemove) {
                    mender.removeCopy(name);
                    findings.add(finding.mendedBy("removed"));
                } else {
                    findings.add(
                            mender == null
                                    ? finding
                                    : finding.leftBecause("kept, because the registry had to be rebuilt"));
                }
            }
        }
    }
}
