package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.lucene.index.LeafReaderContext;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.archive.Vault;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.fault.Faults;
import org.shelfmark.fault.FaultyDirectory;
import org.shelfmark.fault.Survival;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.index.ReaderOn;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.sample.SampleRecord;

/**
 * What a reader sees of a scene, in words that do not depend on the order in which files were numbered, nor on when
 * something was noticed.
 *
 * @param jobs documents and positions, one line a file
 * @param registry what is known of each file, one line a file
 */
record SceneState(String jobs, String registry) {

    /**
     * Looks, and makes sure that what is seen is whole: documents are exactly the whole records before the positions, each
     * once and of a known file, and every copy that the registry names is in the vault and equals what was written.
     */
    static SceneState of(RotationScene scene, Stores stores) throws IOException {
        FaultyDirectory jobs = copy(stores.jobs());
        FaultyDirectory registry = copy(stores.registry());
        try (SnapshotSource source = ReaderOn.directories(scene.layout, Shelf.MAPPING, jobs, registry);
                IndexSnapshot snapshot = source.acquire();
                Vault vault = Vault.open(copy(stores.vault()))) {
            Map<Integer, List<String>> documents = new TreeMap<>();
            List<RecordAddress> found = documents(snapshot, documents);
            List<RecordAddress> expected = new ArrayList<>();
            List<String> jobLines = new ArrayList<>();
            List<String> fileLines = new ArrayList<>();
            assertThat(snapshot.registry().byId().keySet())
                    .as("known files")
                    .containsAll(snapshot.positions().byFile().keySet())
                    .containsAll(documents.keySet());
            for (ArchiveFile file : snapshot.registry().files()) {
                ReadPosition position = snapshot.registry().position(file, snapshot.positions());
                expected.addAll(recordsBefore(scene, file, position));
                if (file.vault().isPresent()) {
                    assertKept(scene, file, vault, file.vault().get());
                }
                if (position.offset() > 0) {
                    jobLines.add(file.first().job() + ": to " + position.end() + " of " + position.sizeBytes() + ", "
                            + position.records() + " records, " + position.quarantined() + " quarantined, ended "
                            + position.firstEnded() + " to " + position.lastEnded() + ", last " + position.last()
                            + ", documents " + documents.get(file.id()));
                }
                fileLines.add(file.first().job() + ": " + told(file));
            }
            assertThat(found).as("documents").isEqualTo(expected);
            jobLines.sort(Comparator.naturalOrder());
            fileLines.sort(Comparator.naturalOrder());
            return new SceneState(String.join("\n", jobLines), String.join("\n", fileLines));
        }
    }

    private static FaultyDirectory copy(FaultyDirectory directory) throws IOException {
        return new FaultyDirectory("copy", Faults.none(), directory.after(Survival.ALL_WRITTEN));
    }

    private static List<RecordAddress> documents(IndexSnapshot snapshot, Map<Integer, List<String>> byFile)
            throws IOException {
        Map<RecordAddress, String> keys = new HashMap<>();
        List<RecordAddress> addresses = new ArrayList<>();
        for (LeafReaderContext leaf : snapshot.searcher().getIndexReader().leaves()) {
            JobReader reader = new JobReader(Shelf.MAPPING, leaf.reader());
            for (int document = 0; document < leaf.reader().maxDoc(); document++) {
                RecordAddress address = reader.address(document);
                addresses.add(address);
                keys.put(address, reader.key(document).toString());
            }
        }
        addresses.sort(Comparator.comparingInt(RecordAddress::fileId)
                .thenComparingLong(address -> address.location().offset()));
        for (RecordAddress address : addresses) {
            byFile.computeIfAbsent(address.fileId(), id -> new ArrayList<>())
                    .add(address.location() + " " + keys.get(address));
        }
        return addresses;
    }

    private static List<RecordAddress> recordsBefore(RotationScene scene, ArchiveFile file, ReadPosition position) {
        List<RecordAddress> records = new ArrayList<>();
        for (SampleRecord record :
                SampleRecord.readAll(scene.written(file.first().job()))) {
            if (record.offset() < position.offset()) {
                records.add(new RecordAddress(
                        file.source(), file.id(), new RecordLocation(record.offset(), record.length())));
            }
        }
        assertThat(position.records()).as("records of %s", file.path()).isEqualTo(records.size());
        return records;
    }

    private static void assertKept(RotationScene scene, ArchiveFile file, Vault vault, VaultEntry entry)
            throws IOException {
        byte[] written = Files.readAllBytes(scene.written(file.first().job()));
        assertThat(entry.sha256()).as("copy of %s", file.path()).isEqualTo(sha256(Arrays.copyOf(written, (int)
                entry.contentBytes())));
        vault.check(entry);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String told(ArchiveFile file) {
        List<String> names = new ArrayList<>();
        file.paths().forEach(path -> names.add(String.valueOf(Path.of(path).getFileName())));
        List<String> gaps = new ArrayList<>();
        file.gaps().forEach(gap -> gaps.add(gap.fromByte() + " to " + gap.toByte() + ": " + gap.reason()));
        return file.state() + (file.goneSince() > 0 ? " gone" : "") + ", names " + names + ", source " + file.source()
                + ", inode " + file.identity().inode() + " of "
                + file.identity().sizeBytes() + ", first "
                + file.fingerprint().hex() + ", read " + file.read() + ", gaps " + gaps + ", earlier "
                + file.earlier()
                + ", kept "
                + file.vault().map(entry -> entry.contentBytes() + " " + entry.sha256());
    }
}
