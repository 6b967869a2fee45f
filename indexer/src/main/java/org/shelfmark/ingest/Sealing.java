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
        Registry sealed = registry;
        Positions remaining = next;
        List<HeldFile> finished = new ArrayList<>();
        boolean pending = false;
        for (Survey.Pending file : survey.readable()) {
            ArchiveFile entry = registry.file(file.entry().id()).orElseThrow();
            ReadPosition position = registry.position(entry, next);
            boolean rotated = file.gone() || entry.state() == FileState.ROTATED;
            if (!rotated || !file.quiet() || position.end() < file.file().sizeBytes()) {
                continue;
            }
            if (!registry.position(entry, durable).equals(position) || position.equals(ReadPosition.START)) {
                pending = true;
                continue;
            }
            ArchiveFile kept = vault.keep(entry, file.file(), position.end());
            if (kept == null) {
                continue;
            }
            sealed = sealed.with(file.gone() ? kept.readTo(position).gone(now) : kept.sealed(position));
            remaining = remaining.without(entry.id());
            finished.add(file.file());
        }
        for (ArchiveFile file : sealed.files()) {
            if (!file.isThere() && file.read().isPresent()) {
                remaining = remaining.without(file.id());
            }
        }
        return new Sealing(sealed, remaining, finished, pending);
    }
}
