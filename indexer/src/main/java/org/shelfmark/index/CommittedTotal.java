package org.shelfmark.index;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.zip.CRC32;
import org.apache.lucene.index.SegmentInfos;
import org.jspecify.annotations.Nullable;

/**
 * How many jobs the newest commit of an index has, from the file of that commit alone: to load Lucene and open segments takes
 * five times as long as all else that a process does to tell it.
 */
public final class CommittedTotal {
    /** What Lucene begins each file with, and what is behind it in commits of the version that it writes now. */
    private static final int HEADER = 0x3fd76c17;

    private static final String CODEC = "segments";
    private static final int FOOTER_BYTES = 16;
    private static final int CHECKSUM_BYTES = 8;

    private CommittedTotal() {}

    /**
     * The jobs of the newest commit.
     *
     * @param fingerprint of the mapping that the index is to have
     * @return empty where the commit does not tell, because it has documents that are no jobs or an older Shelfmark made it, and
     *     wherever anything is amiss: whoever opens the index says what
     */
    public static OptionalLong of(IndexLayout layout, String fingerprint) {
        if (Files.exists(layout.clusterNote())) {
            return OptionalLong.empty();
        }
        byte[] commit;
        try {
            String newest = newestCommit(layout.jobs());
            if (newest == null || newestCommit(layout.registry()) == null) {
                return OptionalLong.empty();
            }
            commit = Files.readAllBytes(layout.jobs().resolve(newest));
        } catch (IOException | NumberFormatException e) {
            // a writer may have removed it meanwhile, or a file has a name like that of a commit
            return OptionalLong.empty();
        }
        return isWhole(commit)
                ? IndexFormat.jobs(new String(commit, StandardCharsets.ISO_8859_1), fingerprint)
                : OptionalLong.empty();
    }

    /** Null where there is none. */
    private static @Nullable String newestCommit(Path directory) {
        String[] names = directory.toFile().list();
        return names == null ? null : SegmentInfos.getLastCommitSegmentsFileName(names);
    }

    private static boolean isWhole(byte[] commit) {
        ByteBuffer header = ByteBuffer.allocate(2 * Integer.BYTES + 1 + CODEC.length())
                .putInt(HEADER)
                .put((byte) CODEC.length())
                .put(CODEC.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(SegmentInfos.VERSION_10_6)
                .flip();
        int checked = commit.length - CHECKSUM_BYTES;
        if (commit.length < header.limit() + FOOTER_BYTES
                || ByteBuffer.wrap(commit, 0, header.limit()).mismatch(header) >= 0) {
            return false;
        }
        CRC32 checksum = new CRC32();
        checksum.update(commit, 0, checked);
        return ByteBuffer.wrap(commit).getLong(checked) == checksum.getValue();
    }
}
