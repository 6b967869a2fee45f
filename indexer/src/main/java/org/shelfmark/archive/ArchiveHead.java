package org.shelfmark.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the beginning of a file tells: that it is a job history, and which one.
 *
 * @param identity device, inode and size when it was opened
 * @param first the first record's place and fingerprint; empty while no record is whole
 */
public record ArchiveHead(FileIdentity identity, Optional<FirstRecord> first) {
    private static final int LOOK_BYTES = 4096;

    /**
     * The first whole record.
     *
     * @param fingerprint of the record
     * @param bytes the record itself, its first mebibyte at the most
     * @param banner its banner
     */
    public record FirstRecord(Fingerprint fingerprint, byte[] bytes, BannerLine banner) {}

    /**
     * Looks at a file.
     *
     * @throws ArchiveAccessException when it cannot be read or is no job history, with the reason in words
     */
    public static ArchiveHead read(ArchiveFileSystem files, Path file) throws ArchiveAccessException {
        try (HeldFile held = HeldFile.open(files, file)) {
            return read(held);
        } catch (IOException e) {
            throw ArchiveFileSystem.explain(file, e);
        }
    }

    /**
     * Looks at a file that is held open.
     *
     * @throws ArchiveAccessException when it cannot be read or is no job history, with the reason in words
     */
    public static ArchiveHead read(HeldFile held) throws ArchiveAccessException {
        Path file = held.path();
        SeekableByteChannel channel = held.channel();
        try {
            FileIdentity identity =
                    new FileIdentity(held.identity().device(), held.identity().inode(), channel.size());
            refuseOtherFormats(file, channel);
            RecordReader reader = new RecordReader(channel, 0);
            return switch (reader.next()) {
                case RecordBatch batch -> {
                    BannerLine banner = BannerLine.parse(batch.bytes(), batch.bannerStart(0), batch.end(0));
                    refuseOtherTypes(file, banner);
                    yield new ArchiveHead(
                            identity,
                            Optional.of(new FirstRecord(
                                    Fingerprint.of(batch.bytes(), 0, batch.end(0)),
                                    java.util.Arrays.copyOf(batch.bytes(), Math.min(batch.end(0), 1 << 20)),
                                    banner)));
                }
                case ReadResult.Oversized oversized -> {
                    byte[] head = new byte[1 << 20];
                    channel.position(0);
                    ByteBuffer buffer = ByteBuffer.wrap(head);
                    while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
                    yield new ArchiveHead(
                            identity,
                            Optional.of(new FirstRecord(
                                    Fingerprint.of(head, 0, buffer.position()),
                                    head,
                                    new BannerLine("", java.util.Map.of()))));
                }
                case ReadResult.Tail tail -> new ArchiveHead(identity, Optional.empty());
            };
        } catch (IOException e) {
            throw ArchiveFileSystem.explain(file, e);
        }
    }

    private static void refuseOtherTypes(Path file, BannerLine banner) throws ArchiveAccessException {
        if (!banner.type().isEmpty() && !banner.type().equals("JOB")) {
            throw new ArchiveAccessException(
                    file,
                    "'" + file + "' holds " + banner.type()
                            + " records, not jobs; accepted: the file named by HISTORY");
        }
    }

    private static void refuseOtherFormats(Path file, SeekableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(LOOK_BYTES);
        channel.position(0);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        int length = buffer.position();
        byte[] head = buffer.array();
        String compression = compression(head, length);
        if (!compression.isEmpty()) {
            throw new ArchiveAccessException(
                    file, "'" + file + "' is compressed (" + compression + "); decompress it first");
        }
        int at = 0;
        while (at < length) {
            int lineEnd = ByteSearch.indexOf(head, (byte) '\n', at, length);
            String line = new String(head, at, Math.min(lineEnd - at, 200), StandardCharsets.UTF_8).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                if (lineEnd < length
                        && !line.startsWith("***")
                        && !looksLikeAttribute(line)
                        && FirstLine.find(head, at, lineEnd) < 0) {
                    String shown = line.length() > 60 ? line.substring(0, 60) + "..." : line;
                    throw new ArchiveAccessException(
                            file,
                            "'" + file + "' is not a job history: its first line is \"" + printable(shown)
                                    + "\"; accepted are lines 'Attribute = value' and records ended by '*** ...'");
                }
                return;
            }
            at = lineEnd + 1;
        }
    }

    private static boolean looksLikeAttribute(String line) {
        return line.matches("(?s)[A-Za-z_][A-Za-z0-9_]*\\s*=.*");
    }

    private static String printable(String text) {
        return text.replaceAll("[\\p{Cntrl}]", "?");
    }

    private static String compression(byte[] head, int length) {
        if (length >= 2 && (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B) {
            return "gzip";
        }
        if (length >= 4
                && (head[0] & 0xFF) == 0x28
                && (head[1] & 0xFF) == 0xB5
                && head[2] == 0x2F
                && (head[3] & 0xFF) == 0xFD) {
            return "zstd";
        }
        if (length >= 4 && (head[0] & 0xFF) == 0xFD && head[1] == '7' && head[2] == 'z' && head[3] == 'X') {
            return "xz";
        }
        return length >= 3 && head[0] == 'B' && head[1] == 'Z' && head[2] == 'h' ? "bzip2" : "";
    }
}
