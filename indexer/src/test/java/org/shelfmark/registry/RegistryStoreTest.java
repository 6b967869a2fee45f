package org.shelfmark.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.index.FullDisk;

class RegistryStoreTest {
    private final Directory directory = new ByteBuffersDirectory();
    private final RegistryStore store = new RegistryStore(directory);

    @AfterEach
    void close() throws IOException {
        directory.close();
    }

    static ArchiveFile file(int id, FileState state) {
        return new ArchiveFile(
                id,
                "ap1",
                "/spool/history",
                List.of("/spool/history." + id),
                new FileIdentity(1, id, 100),
                new Fingerprint("0" + id),
                RecordStamp.UNKNOWN,
                state,
                Optional.empty(),
                List.of(),
                List.of(),
                0,
                Optional.empty());
    }

    private static ArchiveFile random(int id, Random random) {
        String[] texts = {"plain", "with \"quotes\" and \\", "Straße/批次 🚀", "line\nbreak\ttab", "", " blank "};
        List<String> paths = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            paths.add("/" + texts[random.nextInt(texts.length)]);
        }
        List<Gap> gaps = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            gaps.add(new Gap(
                    random.nextLong(1L << 40),
                    random.nextBoolean() ? OptionalLong.of(random.nextLong(1L << 50)) : OptionalLong.empty(),
                    random.nextBoolean() ? OptionalLong.of(random.nextLong(1L << 50)) : OptionalLong.empty(),
                    new RecordStamp(texts[random.nextInt(texts.length)], random.nextInt()),
                    random.nextInt(),
                    texts[random.nextInt(texts.length)]));
        }
        return new ArchiveFile(
                id,
                texts[random.nextInt(texts.length)],
                "/" + texts[random.nextInt(texts.length)],
                paths,
                new FileIdentity(random.nextLong(), random.nextLong(), random.nextLong(1L << 60)),
                new Fingerprint(Long.toHexString(random.nextLong())),
                new RecordStamp(texts[random.nextInt(texts.length)], random.nextLong()),
                random.nextBoolean() ? FileState.LOST : FileState.ROTATED,
                random.nextBoolean() ? Optional.of(ReadPositionTest.random(random)) : Optional.empty(),
                gaps,
                random.nextBoolean() ? List.of() : List.of(random.nextInt(), random.nextInt()),
                random.nextLong(),
                random.nextBoolean()
                        ? Optional.of(new VaultEntry(
                                texts[random.nextInt(texts.length)],
                                random.nextLong(1L << 50),
                                random.nextLong(1L << 40),
                                "ab"))
                        : Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomRegistry_comesBack(long seed) throws IOException {
        Random random = new Random(seed);
        Registry registry = Registry.EMPTY;
        for (int i = 0; i < 60; i++) {
            registry = registry.with(random(1 + random.nextInt(1_000_000), random));
        }

        store.save(registry);

        assertThat(store.load()).as("seed %d", seed).isEqualTo(registry);
    }

    @ParameterizedTest
    @EnumSource(FileState.class)
    void everyState_comesBack(FileState state) throws IOException {
        store.save(Registry.EMPTY.with(file(1, state)));
        assertThat(store.load().file(1).orElseThrow().state()).isEqualTo(state);
    }

    @Test
    void nothingSaved_isEmpty() throws IOException {
        assertThat(store.load()).isEqualTo(Registry.EMPTY);
    }

    @Test
    void save_replacesEverythingByOneSegment() throws IOException {
        for (int i = 1; i <= 5; i++) {
            Registry registry = Registry.EMPTY.with(file(i, FileState.ACTIVE)).with(file(10, FileState.SEALED));
            store.save(registry);
            assertThat(store.load()).isEqualTo(registry);
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                assertThat(reader.leaves()).hasSize(1);
                assertThat(reader.numDeletedDocs()).isZero();
            }
        }
        int files = directory.listAll().length;
        store.save(Registry.EMPTY.with(file(1, FileState.ACTIVE)));
        assertThat(directory.listAll().length).isEqualTo(files);
        store.save(Registry.EMPTY);
        assertThat(store.load()).isEqualTo(Registry.EMPTY);
    }

    @Test
    void saveThatFailsAtAnyByte_leavesTheOldRegistry() throws IOException {
        Registry old = Registry.EMPTY.with(file(1, FileState.ACTIVE));
        Registry next = old.with(file(2, FileState.SEALED));
        FullDisk.Room room = new FullDisk.Room();
        RegistryStore onFullDisk = new RegistryStore(new FullDisk(directory, room));
        onFullDisk.save(old);
        room.limitTo(Long.MAX_VALUE);
        onFullDisk.save(next);
        long needed = room.written();
        room.free();
        onFullDisk.save(old);
        for (long limit = 0; limit < needed; limit += 7) {
            room.limitTo(limit);
            assertThatThrownBy(() -> onFullDisk.save(next))
                    .as("room for %d bytes", limit)
                    .isInstanceOf(IOException.class);
            assertThat(store.load()).as("room for %d bytes", limit).isEqualTo(old);
            room.free();
        }
        onFullDisk.save(next);
        assertThat(store.load()).isEqualTo(next);
    }

    @Test
    void registry_findsFilesAndNumbersThem() {
        Registry registry = Registry.EMPTY.with(file(3, FileState.ACTIVE)).with(file(1, FileState.DELETED));

        assertThat(Registry.EMPTY.nextId()).isEqualTo(1);
        assertThat(registry.nextId()).isEqualTo(4);
        assertThat(registry.files()).map(ArchiveFile::id).containsExactly(1, 3);
        assertThat(registry.withFingerprint(new Fingerprint("03"))).containsExactly(file(3, FileState.ACTIVE));
        assertThat(registry.withFingerprint(new Fingerprint("99"))).isEmpty();
        assertThat(registry.file(2)).isEmpty();
    }

    @Test
    void position_isTheCommittedOneBeforeTheSealedOne() {
        ReadPosition sealed = new ReadPosition(10, 10, 0, 1, 0, 0, 0, Optional.empty());
        ReadPosition committed = new ReadPosition(20, 20, 0, 2, 0, 0, 0, Optional.empty());
        ArchiveFile file = file(1, FileState.ROTATED);

        assertThat(Registry.EMPTY.position(file, Positions.NONE)).isEqualTo(ReadPosition.START);
        assertThat(Registry.EMPTY.position(file.sealed(sealed), Positions.NONE)).isEqualTo(sealed);
        assertThat(Registry.EMPTY.position(file.sealed(sealed), Positions.NONE.with(1, committed)))
                .isEqualTo(committed);
    }

    @Test
    void fileFoundAgain_remembersItsNamesNewestFirst() {
        ArchiveFile file = file(1, FileState.ACTIVE)
                .found(Path.of("/spool/history"), Path.of("/b"), new FileIdentity(1, 1, 200), FileState.ROTATED)
                .found(
                        Path.of("/spool/history"),
                        Path.of("/spool/history.1"),
                        new FileIdentity(1, 1, 300),
                        FileState.ROTATED);

        assertThat(file.paths()).containsExactly("/spool/history.1", "/b");
        assertThat(file.identity().sizeBytes()).isEqualTo(300);
        assertThat(file.state()).isEqualTo(FileState.ROTATED);
    }

    @Test
    void gap_isAddedAndMarksTheFileLost() {
        Gap gap = new Gap(10, OptionalLong.of(20), OptionalLong.empty(), RecordStamp.UNKNOWN, 30, "deleted");
        ArchiveFile file = file(1, FileState.ROTATED).withGap(gap).withGap(gap);

        assertThat(file.gaps()).containsExactly(gap, gap);
        assertThat(file.gone(7).state()).isEqualTo(FileState.LOST);
        assertThat(file.gone(7).goneSince()).isEqualTo(7);
        assertThat(file(1, FileState.ROTATED).gone(7).state()).isEqualTo(FileState.DELETED);
    }
}
