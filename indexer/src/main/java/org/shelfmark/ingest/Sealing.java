package org.shelfmark.ingest;

import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;

/**
 * Moves the positions of finished files from the commit of the job index into the registry.
 *
 * <p>The registry is made durable before the jobs. It may therefore say "wholly read" only of what an earlier commit has
 * made durable; a file is sealed one commit after its last record. Its position leaves the user data in the commit that
 * follows the sealing registry, so at every moment one of the two has it.
 *
 * @param registry to be committed first
 * @param positions to be committed with the documents
 * @param pending whether a file waits for the next commit to be sealed
 */
record Sealing(Registry registry, Positions positions, boolean pending) {

    static Sealing of(Survey survey, Registry registry, Positions durable, Positions next) {
        Registry sealed = registry;
        Positions remaining = next;
        boolean pending = false;
        for (Survey.Pending file : survey.readable()) {
            ArchiveFile entry = file.entry();
            ReadPosition position = registry.position(entry, next);
            if (entry.state() != FileState.ROTATED || position.offset() < file.sizeBytes()) {
                continue;
            }
            if (registry.position(entry, durable).equals(position)
                    && durable.of(entry.id()).isPresent()) {
                sealed = sealed.with(entry.sealed(position));
                remaining = remaining.without(entry.id());
            } else {
                pending = true;
            }
        }
        return new Sealing(sealed, remaining, pending);
    }
}
