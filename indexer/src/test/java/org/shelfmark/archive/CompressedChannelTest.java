package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompressedChannelTest {
    private static final int MEBIBYTE = 1 << 20;

    private static CompressedChannel channel(byte[] compressed, Compression compression) {
        return new CompressedChannel(new BytesChannel(compressed, 9_973), compression, OptionalLong.empty());
    }

    private static byte[] read(CompressedChannel channel, long from, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        channel.position(from);
        while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void severalMembers_areOneContent(Compression compression) throws IOException {
        byte[] one = VaultTest.content(1, 300_000);
        byte[] two = VaultTest.content(2, 1);
        byte[] three = VaultTest.content(3, 200_000);
        byte[] file = joined(List.of(
                Compressed.bytes(compression, one),
                Compressed.bytes(compression, ""),
                Compressed.bytes(compression, two),
                Compressed.bytes(compression, three)));
        byte[] content = joined(List.of(one, two, three));

        try (CompressedChannel channel = channel(file, compression)) {
            assertThat(channel.size()).isEqualTo(content.length);
            assertThat(read(channel, 0, content.length + 1)).isEqualTo(content);
            assertThat(channel.size()).isEqualTo(content.length);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void emptyContent_hasSizeZero(Compression compression) throws IOException {
        try (CompressedChannel channel = channel(Compressed.bytes(compression, ""), compression)) {
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(channel.size()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void randomPlaces_holdTheRightBytes(Compression compression) throws IOException {
        byte[] content = VaultTest.content(7, 9 * MEBIBYTE);
        long seed = 11;
        Random random = new Random(seed);
        try (CompressedChannel channel = channel(Compressed.bytes(compression, content), compression)) {
            for (int step = 0; step < 60; step++) {
                int from = random.nextInt(content.length + 100);
                int length = 1 + random.nextInt(random.nextBoolean() ? 100 : 2 * MEBIBYTE);
                assertThat(Arrays.equals(
                                read(channel, from, length),
                                Arrays.copyOfRange(
                                        content,
                                        Math.min(from, content.length),
                                        Math.min(from + length, content.length))))
                        .as("seed %d, step %d, from %d, length %d", seed, step, from, length)
                        .isTrue();
                if (step % 20 == 10) {
                    assertThat(channel.size()).isEqualTo(content.length);
                }
            }
        }
    }

    /** A reader of records goes back by up to one batch after each; that must not begin the file again. */
    @Test
    void goingBackByAMegabyte_readsTheFileOnlyOnce() throws IOException {
        byte[] content = VaultTest.content(8, 12 * MEBIBYTE);
        byte[] file = Compressed.bytes(Compression.GZIP, content);
        long[] bytesRead = {0};
        BytesChannel counted = new BytesChannel(file, Integer.MAX_VALUE) {
            @Override
            public int read(ByteBuffer to) throws IOException {
                int read = super.read(to);
                bytesRead[0] += Math.max(read, 0);
                return read;
            }
        };
        try (CompressedChannel channel = new CompressedChannel(counted, Compression.GZIP, OptionalLong.empty())) {
            for (int at = 0; at + 2 * MEBIBYTE <= content.length; at += MEBIBYTE) {
                assertThat(Arrays.equals(
                                read(channel, at, 2 * MEBIBYTE), Arrays.copyOfRange(content, at, at + 2 * MEBIBYTE)))
                        .as("at %d", at)
                        .isTrue();
            }
        }
        assertThat(bytesRead[0]).isBetween((long) file.length - 100, (long) file.length);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void fileCutAnywhere_isNeverAShorterWhole(Compression compression) throws IOException {
        byte[] content = SmallRecords.bytes(SmallRecords.records(1, 10));
        byte[] first = Compressed.bytes(compression, content);
        byte[] file = joined(List.of(first, Compressed.bytes(compression, "second")));
        for (int length = 0; length < file.length; length++) {
            if (length == first.length) {
                continue;
            }
            assertNotWhole(Arrays.copyOf(file, length), compression, content, "cut to " + length);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void damagedByteAnywhere_isNeverOtherContent(Compression compression) throws IOException {
        byte[] content = SmallRecords.bytes(SmallRecords.records(1, 10));
        byte[] file = joined(List.of(Compressed.bytes(compression, content), Compressed.bytes(compression, "second")));
        byte[] whole = joined(List.of(content, SmallRecords.bytes("second")));
        int found = 0;
        for (int at = 0; at < file.length; at++) {
            byte[] damaged = file.clone();
            damaged[at] ^= 0x55;
            try (CompressedChannel channel = channel(damaged, compression)) {
                long size = channel.size();
                // time, flags of no meaning and the like
                assertThat(size).as("byte %d", at).isEqualTo(whole.length);
                assertThat(read(channel, 0, whole.length)).as("byte %d", at).isEqualTo(whole);
            } catch (DamagedCompressionException e) {
                found++;
            }
        }
        assertThat(found).isGreaterThan(file.length - 20);
    }

    @ParameterizedTest
    @EnumSource(names = {"GZIP", "ZSTD"})
    void garbageBehindTheLastMember_isDamage(Compression compression) throws IOException {
        byte[] content = SmallRecords.bytes(SmallRecords.records(1, 2));
        byte[] member = Compressed.bytes(compression, content);
        for (String garbage : List.of("\0", "garbage", "\0\0\0\0\0\0\0\0")) {
            assertNotWhole(
                    joined(List.of(member, SmallRecords.bytes(garbage))),
                    compression,
                    content,
                    "behind it: " + garbage);
        }
    }

    private static void assertNotWhole(byte[] file, Compression compression, byte[] content, String what)
            throws IOException {
        try (CompressedChannel channel = channel(file, compression)) {
            String message = "(?s)" + compression.name().toLowerCase(java.util.Locale.ROOT)
                    + " data is damaged or cut off after \\d+ bytes of content: .+";
            for (int times = 0; times < 2; times++) {
                assertThatThrownBy(channel::size)
                        .as(what)
                        .isInstanceOf(DamagedCompressionException.class)
                        .hasMessageMatching(message);
            }
            assertThatThrownBy(() -> read(channel, 0, content.length + 100))
                    .as(what)
                    .isInstanceOf(DamagedCompressionException.class);
        }
    }

    @Test
    void failingRead_isNotCalledDamage() throws IOException {
        byte[] content = VaultTest.content(1, 500_000);
        BytesChannel file = new BytesChannel(Compressed.bytes(Compression.ZSTD, content), 1000);
        try (CompressedChannel channel = new CompressedChannel(file, Compression.ZSTD, OptionalLong.empty())) {
            assertThat(read(channel, 0, 10)).hasSize(10);
            file.failNow(true);
            assertThatThrownBy(channel::size)
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("made up");
            file.failNow(false);
            assertThat(channel.size()).isEqualTo(content.length);
            assertThat(read(channel, 0, content.length)).isEqualTo(content);
        }
        assertThat(file.isOpen()).isFalse();
    }

    @Test
    void contentOfAnotherSizeThanKnown_wasChanged() throws IOException {
        byte[] file = Compressed.bytes(Compression.GZIP, "abc");
        try (CompressedChannel channel =
                new CompressedChannel(new BytesChannel(file, 10), Compression.GZIP, OptionalLong.of(4))) {
            assertThat(channel.size()).isEqualTo(4);
            assertThatThrownBy(() -> read(channel, 0, 10)).hasMessage("the file was changed while it was read");
        }
    }

    @Test
    void gzipHeaderWithEverythingInIt_isPassedOver() throws IOException {
        byte[] plain = Compressed.bytes(Compression.GZIP, "content");
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {0x1F, (byte) 0x8B, 8, 2 + 4 + 8 + 16, 1, 2, 3, 4, 0, 3});
        file.writeBytes(new byte[] {3, 0, 'x', 'y', 'z'});
        file.writeBytes(SmallRecords.bytes("history.20261122T033939\0a comment\0"));
        CRC32 checksum = new CRC32();
        checksum.update(file.toByteArray());
        file.write((int) checksum.getValue());
        file.write((int) checksum.getValue() >> 8);
        int headerEnd = file.size();
        file.writeBytes(Arrays.copyOfRange(plain, 10, plain.length));
        byte[] whole = file.toByteArray();

        try (CompressedChannel channel = channel(whole, Compression.GZIP)) {
            assertThat(read(channel, 0, 100)).isEqualTo(SmallRecords.bytes("content"));
        }
        whole[headerEnd - 1] ^= 1;
        try (CompressedChannel channel = channel(whole, Compression.GZIP)) {
            assertThatThrownBy(channel::size).hasMessageEndingWith("incorrect header check");
        }
    }
}
