package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentInfos;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.BytesChannel;
import org.shelfmark.archive.FetchResult;
import org.shelfmark.archive.RecordFetcher;
import org.shelfmark.archive.Vault;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.document.JobReader;
import org.shelfmark.document.RecordAddress;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.FileState;
import org.shelfmark.registry.Gap;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;
import org.shelfmark.registry.RegistryStore;

/** A commit compared with what the model knows. */
final class ModelComparison {
    private final ModelDirectory model;
    private final Registry registry;
    private final Positions positions;
    private final @Nullable Vault vault;
    private final Map<Integer, RecordAddress> jobs = new HashMap<>();
    private final Set<RecordAddress> damaged = new HashSet<>();
    private final Map<Integer, Integer> documentsOfFile = new HashMap<>();
    private final Map<Integer, Integer> damagedOfFile = new HashMap<>();

    ModelComparison(ModelDirectory model, Directory index, Directory registry, @Nullable Vault vault, Mapping mapping)
            throws IOException {
        this.model = model;
        this.vault = vault;
        this.registry = new RegistryStore(registry).load();
        this.positions =
                Positions.fromUserData(SegmentInfos.readLatestCommit(index).getUserData());
        try (DirectoryReader reader = DirectoryReader.open(index)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                JobReader documents = new JobReader(mapping, leaf.reader());
                Bits live = leaf.reader().getLiveDocs();
                for (int document = 0; document < leaf.reader().maxDoc(); document++) {
                    if (live == null || live.get(document)) {
                        add(documents, document);
                    }
                }
            }
        }
    }

    private void add(JobReader documents, int document) throws IOException {
        RecordAddress address = documents.address(document);
        documentsOfFile.merge(address.fileId(), 1, Integer::sum);
        if (documents.key(document).cluster() instanceof IntegerValue cluster) {
            RecordAddress other = jobs.put((int) cluster.value(), address);
            assertThat(other)
                    .as("the second document of job " + cluster.value() + " besides " + address)
                    .isNull();
        } else {
            damagedOfFile.merge(address.fileId(), 1, Integer::sum);
            assertThat(damaged.add(address)).as("quarantined twice: " + address).isTrue();
        }
    }

    void compare(boolean atTheEnd) throws IOException {
        compareRegistry();
        compareJobs();
        compareDamaged(atTheEnd);
        compareGaps(atTheEnd);
        if (atTheEnd) {
            compareVault();
        }
    }

    private void compareRegistry() {
        positions
                .byFile()
                .forEach((id, position) -> assertThat(registry.file(id))
                        .as("file %d, which has a position", id)
                        .isPresent());
        documentsOfFile
                .keySet()
                .forEach(id -> assertThat(registry.file(id))
                        .as("file %d, which has documents", id)
                        .isPresent());
        for (ArchiveFile file : registry.files()) {
            ReadPosition position = registry.position(file, positions);
            assertThat(position.records())
                    .as("documents before the position of %s", file)
                    .isEqualTo(documentsOfFile.getOrDefault(file.id(), 0).longValue());
            assertThat(position.quarantined())
                    .as("quarantined before the position of %s", file)
                    .isEqualTo(damagedOfFile.getOrDefault(file.id(), 0).longValue());
            if (file.state() == FileState.SEALED) {
                assertThat(file.read()).as("position of sealed %s", file).isPresent();
                assertThat(file.vault().isPresent())
                        .as("vault entry of %s", file)
                        .isEqualTo(vault != null);
            }
        }
    }

    private void compareJobs() {
        for (ModelRecord record : model.records) {
            RecordAddress address = jobs.get(record.cluster);
            if (record.readable) {
                assertThat(address)
                        .as("document of job %d, which was readable", record.cluster)
                        .isNotNull();
            }
            if (address != null) {
                assertThat(record.homes)
                        .as("places of job %d, which is at %s", record.cluster, address)
                        .anyMatch(home -> stands(record, home, address));
            }
        }
        assertThat(jobs.keySet())
                .isSubsetOf(model.records.stream().map(record -> record.cluster).toList());
    }

    private static boolean stands(ModelRecord record, ModelFile home, RecordAddress address) {
        return home.everHeld(
                record, address.location().offset(), address.location().lengthBytes());
    }

    private void compareDamaged(boolean atTheEnd) {
        for (RecordAddress address : damaged) {
            assertThat(model.fragments)
                    .as("fragments that were written; quarantined: %s", address)
                    .contains(address.location().offset());
        }
        if (atTheEnd) {
            model.named.forEach((name, file) -> {
                if (!model.damaged.contains(name)) {
                    checkFragments(name, file);
                }
            });
        }
    }

    /** Every run of fragments in a file that is there is quarantined; one at the end of the active file may go on. */
    private void checkFragments(String name, ModelFile file) {
        if (file.first().isEmpty()) {
            return;
        }
        List<ModelFile.Piece> pieces = file.pieces();
        for (int piece = 0; piece < pieces.size(); piece++) {
            boolean begins = !pieces.get(piece).isWhole()
                    && (piece == 0 || pieces.get(piece - 1).isWhole());
            boolean mayGoOn = name.equals(ModelDirectory.ACTIVE)
                    && pieces.subList(piece, pieces.size()).stream().noneMatch(ModelFile.Piece::isWhole);
            boolean followed = pieces.subList(piece, pieces.size()).stream().anyMatch(ModelFile.Piece::isWhole);
            if (begins
                    && !mayGoOn
                    && !jobs.containsKey(pieces.get(piece).record().cluster)
                    && (followed || !isCopied(file))) {
                long offset = pieces.get(piece).offset();
                assertThat(damaged)
                        .as("quarantined; a fragment stands in %s at %d", name, offset)
                        .anyMatch(address -> address.location().offset() == offset);
            }
        }
    }

    /** Whether another file begins with all that a file holds. */
    private boolean isCopied(ModelFile file) {
        return model.named.values().stream().anyMatch(other -> other != file && other.beginsLike(file));
    }

    private void compareGaps(boolean atTheEnd) {
        for (ArchiveFile file : registry.files()) {
            for (Gap gap : file.gaps()) {
                boolean hasCause = file.first().job().isEmpty()
                        ? file.paths().stream().anyMatch(path -> model.harmedNames.contains(plainName(path)))
                        : model.harmed.contains(clusterOf(file));
                // nobody looked while it went, and nobody can know whether others followed it and went, too
                boolean mayHaveSuccessors = gap.reason().contains("may be others that followed it")
                        && gap.toByte().isEmpty()
                        && model.ingestersGone > 0;
                assertThat(hasCause || mayHaveSuccessors)
                        .as("whether there is a cause for %s of %s", gap, file)
                        .isTrue();
            }
        }
        if (!atTheEnd) {
            return;
        }
        for (ModelRecord record : model.records) {
            if (record.whole && !jobs.containsKey(record.cluster)) {
                checkLost(record);
            }
        }
    }

    private static String plainName(String path) {
        return path.substring(path.lastIndexOf('/') + 1).replace(".gz", "");
    }

    private static int clusterOf(ArchiveFile file) {
        String job = file.first().job();
        return Integer.parseInt(job.substring(0, job.indexOf('.')));
    }

    private void checkLost(ModelRecord record) {
        if (model.toldOf.contains(record)) {
            assertThat(registry.files())
                    .as("gaps; job %d was overwritten by a rotation", record.cluster)
                    .anyMatch(file -> file.gaps().stream().anyMatch(gap -> isUnbounded(gap)));
        }
        for (ModelFile home : record.homes) {
            if (!home.known || home.late || home.hasDouble() || home.unnoticeable.contains(record)) {
                continue;
            }
            int first = home.firstKnown;
            assertThat(registry.files())
                    .as("gaps; job %d was lost with the file that began with job %d", record.cluster, first)
                    .anyMatch(file -> !file.first().job().isEmpty()
                            && clusterOf(file) == first
                            && file.gaps().stream().anyMatch(gap -> mayContain(gap, home, record)));
        }
    }

    private static boolean isUnbounded(Gap gap) {
        return gap.toByte().isEmpty() || gap.reason().contains("more may have been appended");
    }

    private static boolean mayContain(Gap gap, ModelFile home, ModelRecord record) {
        return gap.noticedAt() >= record.writtenAt
                && (isUnbounded(gap) || home.everHeldBefore(record, gap.toByte().getAsLong()));
    }

    private void compareVault() throws IOException {
        for (ArchiveFile file : registry.files()) {
            byte[] content = contentOf(file);
            if (content == null) {
                continue;
            }
            for (ModelRecord record : model.records) {
                RecordAddress address = jobs.get(record.cluster);
                if (address != null && address.fileId() == file.id()) {
                    compareKept(file, content, address, record);
                }
            }
        }
    }

    private void compareKept(ArchiveFile file, byte[] content, RecordAddress address, ModelRecord record)
            throws IOException {
        FetchResult result =
                RecordFetcher.fetch(file.path(), new BytesChannel(content, Integer.MAX_VALUE), address.location());
        // a file that grew after it was sealed, and was cut before it was sealed again, is kept as it was when it was
        // sealed
        boolean grewSince = !file.isThere()
                && content.length < registry.position(file, positions).end();
        if (grewSince && !(result instanceof FetchResult.Found)) {
            return;
        }
        assertThat(result)
                .as("what stands where job %d should, at %s of %s", record.cluster, address, file)
                .isInstanceOfSatisfying(
                        FetchResult.Found.class,
                        found -> assertThat(Arrays.equals(found.bytes(), record.bytes))
                                .as("whether it is job %d", record.cluster)
                                .isTrue());
    }

    /** What the vault has of a file; compared with the file itself where it is there. */
    private byte @Nullable [] contentOf(ArchiveFile file) throws IOException {
        String name = String.valueOf(file.path().getFileName());
        // what cannot be decompressed may be the file or another
        boolean isDamaged = file.isThere() && model.damaged.contains(name);
        ModelFile onDisk = file.isThere() && !isDamaged ? model.named.get(name) : null;
        if (file.isThere() && !isDamaged) {
            assertThat(onDisk).as("file on disk for %s", file).isNotNull();
        }
        boolean mayBeOlder = file.isThere() && file.state() != FileState.SEALED;
        if (vault == null || file.vault().isEmpty() || mayBeOlder) {
            return onDisk == null ? null : onDisk.bytes();
        }
        vault.check(file.vault().get());
        try (SeekableByteChannel channel = vault.open(file.vault().get())) {
            ByteBuffer buffer = ByteBuffer.allocate((int) channel.size());
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            if (onDisk != null) {
                assertThat(Arrays.equals(buffer.array(), onDisk.bytes()))
                        .as("whether the vault has the content of %s", file)
                        .isTrue();
            }
            return buffer.array();
        }
    }
}
