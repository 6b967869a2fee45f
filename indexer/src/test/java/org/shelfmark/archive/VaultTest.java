package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.NIOFSDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultTest {
    private static final int FRAME = 256 * 1024;
    private static final String NAME = "history.20261122T033939";

    @TempDir
    private Path directory;

    private Vault vault = unopened();

    private static Vault unopened() {
        try {
            return Vault.open(new ByteBuffersDirectory());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void openVault() throws IOException {
        vault = Vault.open(new NIOFSDirectory(directory.resolve("vault")), FRAME);
    }

    @AfterEach
    void closeVault() throws IOException {
        vault.close();
    }

    /** Text of few words, so that it compresses, without any period. */
    static byte[] content(long seed, int length) {
        Random random = new Random(seed);
        byte[] content = new byte[length];
        for (int at = 0; at < length; at++) {
            content[at] = (byte) "Owner=alice\n0123456789".charAt(random.nextInt(22));
        }
        return content;
    }

    private VaultEntry store(String name, byte[] content) throws IOException {
        return vault.store(name, new BytesChannel(content, 10_007), content.length);
    }

    private Path file(VaultEntry entry) {
        return directory.resolve("vault").resolve(entry.name() + ".zst");
    }

    private static byte[] readAll(SeekableByteChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) channel.size());
        while (buffer.hasRemaining()) {
            assertThat(channel.read(buffer)).isPositive();
        }
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        return buffer.array();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME + FRAME / 2})
    void content_comesBackByteForByte(int length) throws IOException {
        byte[] content = content(length, length);

        VaultEntry entry = store(NAME, content);

        byte[] stored = Files.readAllBytes(file(entry));
        assertThat(entry).isEqualTo(new VaultEntry(NAME, length, stored.length, sha256(content)));
        vault.check(entry);
        try (SeekableByteChannel channel = vault.open(entry)) {
            assertThat(channel.size()).isEqualTo(length);
            assertThat(readAll(channel)).isEqualTo(content);
        }
        try (InputStream independent = new ZstdInputStream(new ByteArrayInputStream(stored))) {
            assertThat(independent.readAllBytes()).isEqualTo(content);
        }
    }

    /** The layout of the seekable format's description, read here by its own few lines. */
    @Test
    void storedFile_endsWithASeekTable() throws IOException {
        byte[] content = content(5, 2 * FRAME + 77);
        byte[] stored = Files.readAllBytes(file(store(NAME, content)));

        ByteBuffer table = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        table.position(stored.length - 9 - 3 * 8 - 8);
        int tableStart = table.position();
        assertThat(table.getInt()).isEqualTo(0x184D2A5E);
        assertThat(table.getInt()).isEqualTo(3 * 8 + 9);
        int storedStart = 0;
        int contentStart = 0;
        for (int length : new int[] {FRAME, FRAME, 77}) {
            int storedBytes = table.getInt();
            assertThat(table.getInt()).isEqualTo(length);
            byte[] frame = Arrays.copyOfRange(stored, storedStart, storedStart + storedBytes);
            try (InputStream alone = new ZstdInputStream(new ByteArrayInputStream(frame))) {
                assertThat(alone.readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(content, contentStart, contentStart + length));
            }
            storedStart += storedBytes;
            contentStart += length;
        }
        assertThat(storedStart).isEqualTo(tableStart);
        assertThat(table.getInt()).isEqualTo(3);
        assertThat(table.get()).isZero();
        assertThat(table.getInt()).isEqualTo(0x8F92EAB1);
        assertThat(table.hasRemaining()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomPlaces_holdTheRightBytes(long seed) throws IOException {
        byte[] content = content(seed, 3 * FRAME + 12_345);
        VaultEntry entry = store(NAME, content);
        Random random = new Random(seed);
        try (SeekableByteChannel channel = vault.open(entry)) {
            for (int step = 0; step < 300; step++) {
                int from = random.nextInt(content.length);
                int length =
                        Math.min(random.nextInt(random.nextBoolean() ? 100 : 2 * FRAME) + 1, content.length - from);
                ByteBuffer found = ByteBuffer.allocate(length);
                channel.position(from);
                while (found.hasRemaining()) {
                    assertThat(channel.read(found)).isPositive();
                }
                assertThat(found.array())
                        .as("seed %d, step %d, from %d", seed, step, from)
                        .isEqualTo(Arrays.copyOfRange(content, from, from + length));
                assertThat(channel.position()).isEqualTo(from + length);
            }
        }
    }

    @Test
    void channel_isReadOnlyAndKnowsItsEnd() throws IOException {
        SeekableByteChannel channel = vault.open(store(NAME, content(1, 100)));

        assertThat(channel.position(1000).read(ByteBuffer.allocate(10))).isEqualTo(-1);
        assertThat(channel.position()).isEqualTo(1000);
        assertThat(channel.position(0).read(ByteBuffer.allocate(0))).isZero();
        assertThatIllegalArgumentException().isThrownBy(() -> channel.position(-1));
        assertThatThrownBy(() -> channel.write(ByteBuffer.allocate(1))).isInstanceOf(NonWritableChannelException.class);
        assertThatThrownBy(() -> channel.truncate(1)).isInstanceOf(NonWritableChannelException.class);
        assertThat(channel.isOpen()).isTrue();
        channel.close();
        channel.close();
        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(() -> channel.read(ByteBuffer.allocate(1))).isInstanceOf(ClosedChannelException.class);
        assertThatThrownBy(channel::size).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void beginningOfALongerSource_isStoredWithoutTheRest() throws IOException {
        byte[] content = content(9, 1000);
        BytesChannel source = new BytesChannel(content, 64);
        source.position(500);

        VaultEntry entry = vault.store(NAME, source, 600);

        try (SeekableByteChannel channel = vault.open(entry)) {
            assertThat(readAll(channel)).isEqualTo(Arrays.copyOf(content, 600));
        }
    }

    @Test
    void shorterSource_isRefusedWithBothSizes() throws IOException {
        VaultEntry old = store(NAME, content(1, 10));
        assertThatThrownBy(() -> vault.store(NAME, new BytesChannel(content(2, FRAME + 5), 1000), FRAME + 6))
                .isInstanceOf(IOException.class)
                .hasMessage("vault entry '" + NAME + "-2' needs 262150 bytes, but its source has 262149");
        assertThat(vault.names()).containsExactly(NAME);
        assertThat(filesInVault()).containsExactly(NAME + ".zst");
        vault.check(old);
    }

    private List<String> filesInVault() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("vault"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void sourceThatChangesWhileItIsCopied_isNotStored() throws IOException {
        byte[] content = content(1, 1000);
        SeekableByteChannel changing = new BytesChannel(content, 1000) {
            @Override
            public int read(ByteBuffer to) throws IOException {
                int read = super.read(to);
                content[999]++;
                return read;
            }
        };
        assertThatThrownBy(() -> vault.store(NAME, changing, 1000))
                .isInstanceOf(VaultEntryException.class)
                .hasMessage("vault entry '" + NAME + "' does not read back as its source at byte 999");
        assertThat(filesInVault()).isEmpty();
    }

    @Test
    void sameContentUnderTheSameName_isTheSameEntry() throws IOException {
        byte[] content = content(1, FRAME + 10);
        VaultEntry first = store(NAME, content);
        assertThat(store(NAME, content)).isEqualTo(first);
        assertThat(vault.names()).containsExactly(NAME);
    }

    @Test
    void otherContentUnderATakenName_leavesTheOldEntryUntilItIsRemoved() throws IOException {
        byte[] longer = content(1, 2000);
        VaultEntry old = store(NAME, Arrays.copyOf(longer, 1000));
        byte[] sameLength = content(2, 1000);

        VaultEntry grown = store(NAME, longer);
        VaultEntry other = store(NAME, sameLength);

        assertThat(grown.name()).isEqualTo(NAME + "-2");
        assertThat(other.name()).isEqualTo(NAME + "-3");
        vault.check(old);
        vault.check(grown);
        vault.check(other);
        vault.remove(NAME);
        assertThat(vault.names()).containsExactly(NAME + "-2", NAME + "-3");
        assertThat(vault.sizeBytes()).isEqualTo(grown.storedBytes() + other.storedBytes());
    }

    @Test
    void damagedEntryUnderATakenName_isNotTakenForTheContent() throws IOException {
        byte[] content = content(1, 1000);
        VaultEntry damaged = store(NAME, content);
        byte[] stored = Files.readAllBytes(file(damaged));
        stored[stored.length / 2] ^= 1;
        Files.write(file(damaged), stored);

        VaultEntry again = store(NAME, content);

        assertThat(again.name()).isEqualTo(NAME + "-2");
        vault.check(again);
    }

    @Test
    void removedEntry_isMissingButAnOpenChannelReadsOn() throws IOException {
        byte[] content = content(1, 3 * FRAME);
        VaultEntry entry = store(NAME, content);
        try (SeekableByteChannel channel = vault.open(entry)) {
            vault.remove(NAME);
            vault.remove(NAME);
            assertThat(vault.names()).isEmpty();
            assertThat(vault.sizeBytes()).isZero();
            assertThat(readAll(channel)).isEqualTo(content);
        }
        assertThatThrownBy(() -> vault.open(entry))
                .isInstanceOf(VaultEntryException.class)
                .hasMessage("vault entry '" + NAME + "' is missing");
    }

    @Test
    void otherSize_isToldWithBothSizes() throws IOException {
        VaultEntry entry = store(NAME, content(1, 1000));
        VaultEntry longer = new VaultEntry(NAME, 1001, entry.storedBytes(), entry.sha256());
        assertThatThrownBy(() -> vault.open(longer))
                .isInstanceOf(VaultEntryException.class)
                .hasMessage("vault entry '" + NAME + "' has content of another size: 1000 bytes, not 1001");
        Files.write(file(entry), Arrays.copyOf(Files.readAllBytes(file(entry)), 100));
        assertThatThrownBy(() -> vault.open(entry))
                .isInstanceOf(VaultEntryException.class)
                .hasMessage("vault entry '" + NAME + "' has another size: 100 bytes, not " + entry.storedBytes());
    }

    @Test
    void otherContentOfTheSameSizes_isFoundByTheCheck() throws IOException {
        VaultEntry entry = store(NAME, content(1, 1000));
        VaultEntry expected = new VaultEntry(NAME, 1000, entry.storedBytes(), sha256(content(2, 1000)));
        assertThatThrownBy(() -> vault.check(expected))
                .isInstanceOf(VaultEntryException.class)
                .hasMessageContaining("has other content: its SHA-256 is " + entry.sha256());
    }

    /** Every byte of the table, of the frames' beginnings and ends, and some between; each with three kinds of damage. */
    @Test
    void damagedByteAnywhere_isAnErrorOrHarmless() throws IOException {
        byte[] content = content(4, FRAME + 5000);
        VaultEntry entry = store(NAME, content);
        byte[] stored = Files.readAllBytes(file(entry));
        int table = stored.length - 17 - 2 * 8;
        Random random = new Random(17);
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < 32; at++) {
            places.add(at);
            places.add(table - 1 - at);
        }
        for (int at = table; at < stored.length; at++) {
            places.add(at);
        }
        random.ints(60, 32, table - 32).forEach(places::add);
        int found = 0;
        for (int at : places) {
            for (int damage : new int[] {1, 0x80, 0xFF}) {
                byte[] damaged = stored.clone();
                damaged[at] ^= (byte) damage;
                Files.write(file(entry), damaged);
                try (SeekableByteChannel channel = vault.open(entry)) {
                    assertThat(Arrays.equals(readAll(channel), content))
                            .as("byte %d of %d, damage %d", at, stored.length, damage)
                            .isTrue();
                } catch (VaultEntryException e) {
                    assertThat(e.entry()).isEqualTo(NAME);
                    assertThat(e).hasMessageStartingWith("vault entry '" + NAME + "' ");
                    found++;
                }
            }
        }
        assertThat(found).isGreaterThan(places.size() * 29 / 10);
    }

    @Test
    void damagedFrame_doesNotHideTheOthers() throws IOException {
        byte[] content = content(4, 3 * FRAME);
        VaultEntry entry = store(NAME, content);
        byte[] stored = Files.readAllBytes(file(entry));
        stored[stored.length / 2] ^= 1;
        Files.write(file(entry), stored);

        try (SeekableByteChannel channel = vault.open(entry)) {
            for (int whole : new int[] {0, 0, 2, 2}) {
                ByteBuffer buffer = ByteBuffer.allocate(FRAME);
                assertThat(channel.position((long) whole * FRAME).read(buffer)).isEqualTo(FRAME);
                assertThat(buffer.array()).isEqualTo(Arrays.copyOfRange(content, whole * FRAME, (whole + 1) * FRAME));
                assertThatThrownBy(() -> channel.position(FRAME + 5).read(ByteBuffer.allocate(10)))
                        .isInstanceOf(VaultEntryException.class)
                        .hasMessageContaining("is damaged: frame 1 at byte ");
            }
        }
        assertThatThrownBy(() -> vault.check(entry)).isInstanceOf(VaultEntryException.class);
    }

    @Test
    void nameOfAnySigns_staysInsideTheVault() throws IOException {
        List<String> names = List.of("../évil/history 1", "a%2Fb", ".zst", "x+y", "x y");
        for (String name : names) {
            VaultEntry entry = store(name, content(name.hashCode(), 50));
            assertThat(entry.name()).isEqualTo(name);
            vault.check(entry);
        }
        assertThat(vault.names()).containsExactlyInAnyOrderElementsOf(names);
        assertThat(filesInVault()).hasSize(names.size());
        assertThatIllegalArgumentException().isThrownBy(() -> store("", content(1, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> store("x".repeat(201), content(1, 1)));
    }

    @Test
    void leftoverOfACrash_isRemovedByTheWriterOnly() throws IOException {
        store(NAME, content(1, 10));
        Path leftover = Files.writeString(directory.resolve("vault/history_unfinished_0.tmp"), "half");

        try (Vault reader = Vault.openForReading(directory.resolve("vault"))) {
            assertThat(reader.names()).containsExactly(NAME);
        }
        assertThat(leftover).exists();
        Vault.open(directory.resolve("vault")).close();
        assertThat(filesInVault()).containsExactly(NAME + ".zst");
    }

    @Test
    void missingDirectory_isEmptyToAReaderAndNotMade() throws IOException {
        try (Vault reader = Vault.openForReading(directory.resolve("none"))) {
            assertThat(reader.names()).isEmpty();
            assertThatThrownBy(() -> reader.open(new VaultEntry(NAME, 1, 1, "")))
                    .isInstanceOf(VaultEntryException.class);
        }
        assertThat(directory.resolve("none")).doesNotExist();
    }

    @Test
    void readersBesideAWriter_seeOnlyWholeEntries() throws IOException, InterruptedException, ExecutionException {
        byte[] kept = content(1, 2 * FRAME + 1);
        VaultEntry entry = store("kept", kept);
        List<Future<Integer>> readers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
            for (int reader = 0; reader < 2; reader++) {
                readers.add(pool.submit(() -> {
                    int rounds = 0;
                    do {
                        vault.check(entry);
                        assertThat(vault.names()).contains("kept").noneMatch(name -> name.contains(".tmp"));
                        assertThat(vault.sizeBytes()).isGreaterThanOrEqualTo(entry.storedBytes());
                        rounds++;
                    } while (rounds < 20);
                    return rounds;
                }));
            }
            for (int round = 0; round < 20; round++) {
                store("changing", content(round, FRAME + round));
                vault.remove("changing");
            }
            for (Future<Integer> reader : readers) {
                assertThat(reader.get()).isEqualTo(20);
            }
        }
    }
}
