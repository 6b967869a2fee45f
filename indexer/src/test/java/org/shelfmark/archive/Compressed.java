package org.shelfmark.archive;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Compressed files as sites make them: by Java's own gzip and by zstd in one go. */
public final class Compressed {
    private Compressed() {}

    /** One gzip member or one zstd frame with a checksum. */
    public static byte[] bytes(Compression compression, byte[] content) throws IOException {
        return switch (compression) {
            case NONE -> content;
            case GZIP -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
                    gzip.write(content);
                }
                yield out.toByteArray();
            }
            case ZSTD -> {
                byte[] frame = new byte[(int) Zstd.compressBound(content.length)];
                int length = (int) Zstd.compressByteArray(frame, 0, frame.length, content, 0, content.length, 3, true);
                yield java.util.Arrays.copyOf(frame, length);
            }
        };
    }

    /** The same of text. */
    public static byte[] bytes(Compression compression, String content) throws IOException {
        return bytes(compression, SmallRecords.bytes(content));
    }

    /** Writes a file of one member or frame. */
    public static Path write(Path file, Compression compression, String content) throws IOException {
        return Files.write(file, bytes(compression, content));
    }
}
