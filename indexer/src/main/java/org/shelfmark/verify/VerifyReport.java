package org.shelfmark.verify;

import java.util.List;
import java.util.Map;

/**
 * What was compared and what was found.
 *
 * @param files archive files of the registry
 * @param filesWithoutRecords those of them whose records are nowhere any more: only their numbers were compared
 * @param records records read from archives and vault
 * @param documents documents of the index
 * @param vaultEntries copies in the vault that were read
 * @param found how many findings of each kind there are, notes included; kinds without any are left out
 * @param wrong findings that are no notes and were not put right
 * @param mended findings that were put right
 * @param findings the findings, at most {@link Findings#MAX_OF_A_KIND} of a kind
 */
public record VerifyReport(
        long files,
        long filesWithoutRecords,
        long records,
        long documents,
        long vaultEntries,
        Map<FindingKind, Long> found,
        long wrong,
        long mended,
        List<Finding> findings) {
    /** Copies the collections. */
    public VerifyReport {
        found = Map.copyOf(found);
        findings = List.copyOf(findings);
    }
}
