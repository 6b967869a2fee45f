package org.shelfmark.ingest;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.archive.Vault;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;

/**
 * Keeps a copy of every sealed file in the vault, within a budget. Belongs to the ingesting thread.
 *
 * <p>The copy is durable and compared with the source before the registry says that it is there; a copy is given up in
 * the registry before it is removed. After a crash in between, the vault has an entry too many, which {@code verify}
 * reports, never one too few.
 */
final class VaultKeeper {
    private final @Nullable Vault vault;
    private final OptionalLong maxBytes;
    private final InstantSource clock;
    private final Map<Integer, Backoff> troubles = new HashMap<>();
    private final List<FileNotice> notices = new ArrayList<>();
    private final Set<String> givenUp = new LinkedHashSet<>();

    /**
     * A keeper.
     *
     * @param vault null to keep nothing
     * @param maxBytes bytes that the copies may take on disk together; the oldest give way
     */
    VaultKeeper(@Nullable Vault vault, OptionalLong maxBytes, InstantSource clock) {
        this.vault = vault;
        this.maxBytes = maxBytes;
        this.clock = clock;
    }

    /**
     * A file that was wholly read.
     *
     * @param position how far that is; durable
     * @param gone whether no name leads to it any more
     */
    record Candidate(ArchiveFile entry, HeldFile file, ReadPosition position, boolean gone) {
        Candidate with(ArchiveFile changed) {
            return new Candidate(changed, file, position, gone);
        }
    }

    /** What became of an attempt: one of the two is there. */
    private record Attempt(
            Candidate candidate,
            @Nullable VaultEntry entry,
            @Nullable IOException failure) {}

    /** Those that are kept by now, with their copies; the others cannot be kept now and must stay unsealed until they can. */
    List<Candidate> keep(List<Candidate> candidates) {
        if (vault == null) {
            return candidates;
        }
        Instant now = clock.instant();
        // copying takes longer than all the rest of sealing, and the staging threads have nothing to do meanwhile
        List<Attempt> attempts = candidates.parallelStream()
                .filter(candidate -> !trouble(candidate).isWaiting(now))
                .map(candidate -> attempt(vault, candidate))
                .toList();
        List<Candidate> kept = new ArrayList<>();
        for (Attempt attempt : attempts) {
            Candidate candidate = attempt.candidate();
            ArchiveFile file = candidate.entry();
            VaultEntry copy = attempt.entry();
            if (copy == null) {
                troubles.put(file.id(), trouble(candidate).failed(now));
                notices.add(new FileNotice(
                        candidate.file().path(),
                        true,
                        "cannot be kept in the vault, and stays open until it can: " + attempt.failure()));
                continue;
            }
            file.vault().filter(old -> !old.name().equals(copy.name())).ifPresent(old -> givenUp.add(old.name()));
            troubles.remove(file.id());
            kept.add(candidate.with(file.keptAs(Optional.of(copy))));
        }
        return kept;
    }

    private Backoff trouble(Candidate candidate) {
        return troubles.getOrDefault(candidate.entry().id(), Backoff.NONE);
    }

    private static Attempt attempt(Vault vault, Candidate candidate) {
        try {
            VaultEntry entry = vault.store(
                    name(candidate.entry()),
                    candidate.file().channel(),
                    candidate.position().end());
            return new Attempt(candidate, entry, null);
        } catch (IOException e) {
            return new Attempt(candidate, null, e);
        }
    }

    private static String name(ArchiveFile entry) {
        return entry.id() + "-" + entry.path().getFileName();
    }

    /** Gives up the oldest copies until all of them fit the budget; their files go with {@link #removeGivenUp}. */
    Registry withinBudget(Registry registry) {
        if (vault == null || maxBytes.isEmpty()) {
            return registry;
        }
        List<ArchiveFile> kept = new ArrayList<>();
        long bytes = 0;
        for (ArchiveFile file : registry.files()) {
            if (file.vault().isPresent()) {
                kept.add(file);
                bytes += file.vault().get().storedBytes();
            }
        }
        kept.sort(Comparator.comparingLong((ArchiveFile file) -> file.first().writtenAt())
                .thenComparingInt(ArchiveFile::id));
        Registry fitting = registry;
        for (ArchiveFile oldest : kept) {
            if (bytes <= maxBytes.getAsLong()) {
                break;
            }
            VaultEntry entry = oldest.vault().orElseThrow();
            bytes -= entry.storedBytes();
            givenUp.add(entry.name());
            fitting = fitting.with(oldest.keptAs(Optional.empty()));
            notices.add(new FileNotice(
                    oldest.path(),
                    false,
                    "is not kept in the vault any more: its " + entry.storedBytes()
                            + " bytes were given up to keep the vault within " + maxBytes.getAsLong()));
        }
        return fitting;
    }

    /**
     * Removes what was given up, unless the registry still names it because a cycle was rolled back. What cannot be removed
     * is tried again by the next cycle.
     *
     * @param durable the registry as committed
     */
    void removeGivenUp(Registry durable) throws IOException {
        if (vault == null || givenUp.isEmpty()) {
            return;
        }
        Set<String> named = new HashSet<>();
        durable.files().forEach(file -> file.vault().ifPresent(entry -> named.add(entry.name())));
        for (String name : List.copyOf(givenUp)) {
            if (!named.contains(name)) {
                vault.remove(name);
            }
            givenUp.remove(name);
        }
    }

    /** What there is to say since the last call. */
    List<FileNotice> takeNotices() {
        List<FileNotice> taken = List.copyOf(notices);
        notices.clear();
        return taken;
    }
}
