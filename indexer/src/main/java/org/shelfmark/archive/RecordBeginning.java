package org.shelfmark.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first bytes of what stands at an address, whether it is a whole record or not.
 *
 * @param bytes as in the archive
 * @param isBehindBanner whether a record may begin there: at the beginning of the file, or behind a banner
 */
public record RecordBeginning(byte[] bytes, boolean isBehindBanner) {
    private static final int LOOK_BACK_BYTES = 4096;

    /**
     * Reads it.
     *
     * @param mostBytes how many bytes are wanted
     * @return empty when the file ends before what stood there did
     */
    public static Optional<RecordBeginning> read(SeekableByteChannel channel, RecordLocation location, int mostBytes)
            throws IOException {
        if (channel.size() < location.end()) {
            return Optional.empty();
        }
        int before = (int) Math.min(location.offset(), LOOK_BACK_BYTES);
        int wanted = (int) Math.min(location.lengthBytes(), mostBytes);
        ByteBuffer buffer = ByteBuffer.allocate(before + wanted);
        channel.position(location.offset() - before);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        if (buffer.hasRemaining()) {
            return Optional.empty();
        }
        byte[] bytes = buffer.array();
        return Optional.of(new RecordBeginning(
                Arrays.copyOfRange(bytes, before, bytes.length), before == 0 || endsWithBanner(bytes, before)));
    }

    private static boolean endsWithBanner(byte[] bytes, int end) {
        int line = end - 1;
        while (line > 0 && bytes[line - 1] != '\n') {
            line--;
        }
        return bytes[end - 1] == '\n' && BannerLine.startsAt(bytes, line, end);
    }
}
