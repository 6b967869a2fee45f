package org.shelfmark.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where the parts of an index stand.
 *
 * @param root the directory given by {@code --index}
 */
public record IndexLayout(Path root) {
    /** The Lucene index of the jobs. */
    public Path jobs() {
        return root.resolve("jobs");
    }

    /** The sidecar with one document per archive file. */
    public Path registry() {
        return root.resolve("registry");
    }

    /** Where copies of sealed archive files are kept: in the index, unless a note says where else. */
    public Path vault() throws IOException {
        return Files.isRegularFile(vaultNote()) ? Path.of(Files.readString(vaultNote())) : root.resolve("vault");
    }

    /** Notes for all readers that the copies are kept in another directory. */
    public void keepVaultIn(Path directory) throws IOException {
        Path note = vaultNote();
        Path unfinished = root.resolve("vault.location.new");
        Files.createDirectories(root);
        Files.writeString(unfinished, directory.toAbsolutePath().normalize().toString());
        Files.move(unfinished, note, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Notes for all readers whether archives that are symbolic links were indexed, and so must be read. */
    public void followLinks(boolean follow) throws IOException {
        if (follow) {
            Files.writeString(linksNote(), "");
        } else {
            Files.deleteIfExists(linksNote());
        }
    }

    /** Whether archives that are symbolic links were indexed. */
    public boolean followsLinks() {
        return Files.isRegularFile(linksNote());
    }

    private Path linksNote() {
        return root.resolve("links.followed");
    }

    private Path vaultNote() {
        return root.resolve("vault.location");
    }

    /** Says that the jobs are in a cluster, and as which shipper they were brought there. */
    public Path clusterNote() {
        return root.resolve("cluster.json");
    }

    /**
     * Refuses a directory whose jobs are in a cluster: without them it says that archives are read of which it has no job.
     *
     * @throws IndexUnusableException with the remedy named
     */
    void requireOwnJobs() throws IndexUnusableException {
        if (Files.exists(clusterNote())) {
            throw new IndexUnusableException("the jobs of '" + root + "' are in an OpenSearch cluster; add"
                    + " --backend opensearch --opensearch-url URL, or name another directory with --index");
        }
    }

    /** Names the process that writes, while one does. */
    Path writerNote() {
        return root.resolve("writer.pid");
    }

    /** Whether there is anything at all. */
    boolean exists() {
        return Files.isDirectory(jobs());
    }
}
