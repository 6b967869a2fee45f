package org.shelfmark.ingest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A record that a schedd wrote or began to write, and what must become of it. */
final class ModelRecord {
    /** Cut here and followed by another record, it cannot be told where that begins ({@code CIn} may be a name). */
    static final int AMBIGUOUS_CUT = "In = \"/dev/null\"\nC".length();

    final int cluster;
    final byte[] bytes;
    final long writtenAt;
    /** Where it was written, and all copies that hold it whole. */
    final List<ModelFile> homes = new ArrayList<>();

    boolean whole;
    /** It stood in a file that was open to a running ingester, or there to be opened, at a cycle that nothing disturbed. */
    boolean readable;

    /**
     * A record as HTCondor writes it: attributes by the length of their names.
     *
     * @param offset for the banner
     */
    ModelRecord(int cluster, int argumentBytes, long offset, long writtenAt) {
        this.cluster = cluster;
        this.writtenAt = writtenAt;
        this.bytes = ("In = \"/dev/null\"\nCmd = \"/bin/true\"\nArgs = \"" + "x".repeat(argumentBytes)
                        + "\"\nOwner = \"alice\"\nProcId = 0\nExitCode = 0\nClusterId = " + cluster
                        + "\nJobStatus = 4\nGlobalJobId = \"ap1.pool.test#" + cluster
                        + ".0#1795317000\"\nCompletionDate = " + writtenAt + "\n*** Offset = " + offset
                        + " ClusterId = " + cluster + " ProcId = 0 Owner = \"alice\" CompletionDate = " + writtenAt
                        + " CurrentTime = " + writtenAt + "\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** A length near the given one at which the record may be cut. */
    static int cut(int length) {
        return length == AMBIGUOUS_CUT ? length + 1 : length;
    }
}
