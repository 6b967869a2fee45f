package org.shelfmark.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.VaultSettings;
import org.shelfmark.search.SearchException;
import picocli.CommandLine.Option;

/** The options of every command that indexes. */
final class IndexingOptions {
    @Option(
            names = "--source",
            paramLabel = "NAME",
            description = "Name of the access point. Default: the schedd in the first record's GlobalJobId.")
    private @Nullable String source;

    @Option(
            names = "--vault",
            paramLabel = "DIR",
            description = "Keep copies of the archive files here. Default: 'vault' in the index directory.")
    private @Nullable Path vault;

    @Option(
            names = "--no-vault",
            description = "Keep no copies of the archive files: a full record is gone when its file is.")
    private boolean noVault;

    @Option(
            names = "--vault-size",
            paramLabel = "SIZE",
            converter = ByteSize.Converter.class,
            description = "Let the copies take this much at the most, for example 200GB; the oldest make room. Default:"
                    + " no limit.")
    private @Nullable ByteSize vaultSize;

    @Option(
            names = "--follow-links",
            description = "Also index archives that are symbolic links. Default: links are left alone.")
    private boolean followLinks;

    /**
     * What to index, and how.
     *
     * @param mayAppear whether a history that is not there yet is waited for
     */
    IndexingPlan plan(List<Path> histories, IngestSettings cycles, boolean mayAppear) {
        return new IndexingPlan(
                new ArchiveRequest(histories, Optional.ofNullable(source), mayAppear),
                cycles,
                vaultSettings(),
                followLinks);
    }

    private VaultSettings vaultSettings() {
        if (!noVault) {
            return new VaultSettings(
                    true,
                    Optional.ofNullable(vault),
                    vaultSize == null ? OptionalLong.empty() : OptionalLong.of(vaultSize.bytes()));
        }
        if (vault != null || vaultSize != null) {
            throw new SearchException(
                    SearchException.Kind.BAD_REQUEST,
                    "--no-vault and " + (vault == null ? "--vault-size" : "--vault")
                            + " contradict each other; give one of them");
        }
        return VaultSettings.NONE;
    }

    /** The names of those that were given. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (source != null) {
            given.add("--source");
        }
        if (vault != null) {
            given.add("--vault");
        }
        if (noVault) {
            given.add("--no-vault");
        }
        if (vaultSize != null) {
            given.add("--vault-size");
        }
        if (followLinks) {
            given.add("--follow-links");
        }
        return given;
    }
}
