package org.shelfmark.verify;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.Vault;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.IndexSnapshot;
import org.shelfmark.index.IndexUnusableException;
import org.shelfmark.index.RegistryUnusableException;
import org.shelfmark.index.SnapshotSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.Registry;

/** Compares an index with its archives and its vault. Belongs to one thread. */
public final class Verifier {
    private static final String REGISTRY = "registry";
    private static final String JOBS = "jobs";
    private static final int MAX_ATTEMPTS = 1000;

    private final IndexLayout layout;
    private final ArchiveFileSystem files;
    private final Mapping mapping;
    private final InstantSource clock;

    /** A verifier of one index; opens nothing yet. */
    public Verifier(IndexLayout layout, ArchiveFileSystem files, Mapping mapping, InstantSource clock) {
        this.layout = layout;
        this.files = files;
        this.mapping = mapping;
        this.clock = clock;
    }

    /**
     * Compares the newest commit; changes nothing and takes no lock.
     *
     * @throws IndexUnusableException when there is no index, or one of another version or mapping
     * @throws IOException when reading the index fails; an archive or a copy that cannot be read is a finding
     */
    public VerifyReport check(VerifyProgress progress) throws IOException {
        Findings findings = new Findings();
        try (SnapshotSource source = SnapshotSource.open(layout, mapping);
                IndexSnapshot snapshot = settled(source);
                Vault vault = Vault.openForReading(layout.vault())) {
            DirectoryReader reader = (DirectoryReader) snapshot.searcher().getIndexReader();
            checkRegistryFiles(findings);
            if (!checkSegments(reader, findings)) {
                return report(findings);
            }
            IndexedDocuments documents = IndexedDocuments.read(reader, mapping);
            unknownFiles(snapshot, documents).forEach(id -> findings.add(unknown(id, documents)));
            VaultComparison copies = new VaultComparison(vault, () -> newest(source), findings, null);
            IndexComparison comparison = new IndexComparison(
                    mapping,
                    new JobDocumentBuilder(mapping, clock),
                    files,
                    vault,
                    copies,
                    reader,
                    documents,
                    findings,
                    null);
            comparison.run(snapshot.registry(), snapshot.positions(), progress);
            copies.unnamed(snapshot.registry(), newest(source), false);
            return report(findings, snapshot.registry(), comparison, copies, documents);
        } catch (RegistryUnusableException unusable) {
            findings.add(Finding.of(FindingKind.REGISTRY_UNUSABLE, 0, REGISTRY, -1, text(unusable)));
            checkJobsAlone(findings);
        } catch (IndexUnusableException unusable) {
            throw unusable;
        } catch (CorruptIndexException | EOFException | NoSuchFileException | FileNotFoundException damage) {
            findings.add(Finding.of(FindingKind.LUCENE_DAMAGE, 0, JOBS, -1, text(damage)));
        }
        return report(findings);
    }

    /**
     * Compares the index and puts right what can be; every finding says what was done. It is the one writer meanwhile.
     *
     * @param histories where archive files are looked for when the registry must be rebuilt, as for {@code index}
     * @throws IndexUnusableException when there is no index, another process writes it, or it is of another version or
     *     mapping
     * @throws ArchiveAccessException when one of the histories cannot be used
     * @throws IllegalArgumentException when the registry must be rebuilt and no history was given
     * @throws IOException when reading or writing fails; the documents are as they were
     */
    public VerifyReport repair(List<Path> histories, VerifyProgress progress) throws IOException {
        return new Repair(layout, files, mapping, clock).run(histories, progress);
    }

    /**
     * A commit with the registry that belongs to it. The registry of a snapshot is read after its documents were opened
     * and may be that of a later commit by then, unless that commit is still the newest one.
     */
    private static IndexSnapshot settled(SnapshotSource source) throws IOException {
        IndexSnapshot snapshot = source.acquire();
        for (int attempt = 1; attempt < MAX_ATTEMPTS; attempt++) {
            IndexSnapshot next = source.acquire();
            if (next.equals(snapshot)) {
                next.close();
                return snapshot;
            }
            snapshot.close();
            snapshot = next;
        }
        snapshot.close();
        throw new IOException("the index was committed " + MAX_ATTEMPTS + " times while it was being opened");
    }

    private static Registry newest(SnapshotSource source) throws IOException {
        try (IndexSnapshot now = source.acquire()) {
            return now.registry();
        }
    }

    private static Set<Integer> unknownFiles(IndexSnapshot snapshot, IndexedDocuments documents) {
        TreeSet<Integer> unknown = new TreeSet<>(documents.byFile().keySet());
        unknown.addAll(snapshot.positions().byFile().keySet());
        unknown.removeAll(snapshot.registry().byId().keySet());
        return unknown;
    }

    static Finding unknown(int id, IndexedDocuments documents) {
        int count = documents.of(id).addresses().size();
        return Finding.of(
                FindingKind.UNKNOWN_FILE,
                id,
                "",
                -1,
                count == 0
                        ? "the commit has a position of a file that the registry does not know"
                        : count + " documents are of a file that the registry does not know");
    }

    /** Whether documents and columns can be read. */
    static boolean checkSegments(DirectoryReader reader, Findings findings) {
        List<String> damages = SegmentCheck.damages(reader);
        for (String damage : damages) {
            Finding finding = Finding.of(FindingKind.LUCENE_DAMAGE, 0, JOBS, -1, damage);
            findings.add(
                    finding.leftBecause("nothing else was compared; index the archives again into a new directory"));
        }
        return damages.isEmpty();
    }

    /** What Lucene says of the registry, beside a writer that writes it anew with every commit. */
    private void checkRegistryFiles(Findings findings) throws IOException {
        for (String damage : registryDamages(layout)) {
            findings.add(Finding.of(FindingKind.LUCENE_DAMAGE, 0, REGISTRY, -1, damage));
        }
    }

    static List<String> registryDamages(IndexLayout layout) throws IOException {
        try (Directory directory = FSDirectory.open(layout.registry())) {
            if (!DirectoryReader.indexExists(directory)) {
                return List.of();
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                return SegmentCheck.damages(reader);
            }
        }
    }

    private void checkJobsAlone(Findings findings) throws IOException {
        if (!Files.isDirectory(layout.jobs())) {
            return;
        }
        try (Directory directory = FSDirectory.open(layout.jobs());
                DirectoryReader reader = DirectoryReader.open(directory)) {
            boolean unused = checkSegments(reader, findings);
        }
    }

    private static VerifyReport report(Findings findings) {
        return new VerifyReport(
                0, 0, 0, 0, 0, Map.copyOf(findings.found()), findings.wrong(), findings.mended(), findings.kept());
    }

    static VerifyReport report(
            Findings findings,
            Registry registry,
            IndexComparison comparison,
            VaultComparison copies,
            IndexedDocuments documents) {
        return new VerifyReport(
                registry.files().size(),
                comparison.withoutRecords(),
                comparison.records(),
                documents.count(),
                copies.checked(),
                findings.found(),
                findings.wrong(),
                findings.mended(),
                findings.kept());
    }

    private static String text(IOException failure) {
        return String.valueOf(failure.getMessage());
    }
}
