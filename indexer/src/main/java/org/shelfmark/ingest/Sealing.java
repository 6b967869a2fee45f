package org.shelfmark.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;

/**
 * Moves the positions of finished files from the commit of the job index into the registry.
 *
 * <p>The registry is made durable before the jobs. It may therefore say "wholly read" only of what an earlier commit has
 * made durable; a file is sealed one commit after its last record, when its copy in the vault is durable, too. Its position
 * leaves the user data in the commit that follows the sealing registry, so at every moment one of the two has it.
 *
 * @param registry to be committed first
 * @param positions to be committed with the documents
 * @param finished files that need not be held open once this is committed
 * @param pending whether a file waits for the next commit to be sealed
 */
record Sealing(Registry registry, Positions positions, List<HeldFile> finished, boolean pending) {

    /**
     * Seals what can be sealed.
     *
     * @param durable positions of the last commit
     * @param next positions of the commit to come
     * @param now in seconds since 1970
     */
    static Sealing of(Survey survey, Registry registry, Positions durable, Positions next, VaultKeeper vault, long now)
            throws IOException {
        List<VaultKeeper.Candidate> candidates = new ArrayList<>();
        boolean pending = false;
        for (Survey.Pending file : survey.readable()) {
            ArchiveFile entry = registry.file(file.entry().id()).orElseThrow();
            ReadPosition position = registry.position(entry, next);
            boolean rotated = file.gone() || entry.state() == FileState.ROTATED;
            if (!rotated || !file.quiet() || position.end() < file.file().sizeBytes()) {
                continue;
            }
            if (registry.position(entry, durable).equals(position) && !position.equals(ReadPosition.START)) {
                candidates.add(new VaultKeeper.Candidate(entry, file.file(), position, file.gone()));
            } else {
                pending = true;
            }
        }
        Registry sealed = registry;
        Positions remaining = next;
        List<HeldFile> finished = new ArrayList<>();
        for (VaultKeeper.Candidate kept : vault.keep(candidates)) {
            ArchiveFile entry = kept.entry();
            sealed = sealed.with(kept.gone() ? entry.readTo(kept.position()).gone(now) : entry.sealed(kept.position()));
            remaining = remaining.without(entry.id());
            finished.add(kept.file());
        }
        for (ArchiveFile file : sealed.files()) {
            if (!file.isThere() && file.read().isPresent()) {
                remaining = remaining.without(file.id());
            }
        }
        return new Sealing(sealed, remaining, finished, pending);
    }
}
