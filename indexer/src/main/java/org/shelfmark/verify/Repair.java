package org.shelfmark.verify;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveSet;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.archive.Vault;
import org.shelfmark.document.JobDocumentBuilder;
import org.shelfmark.index.IndexLayout;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.index.RegistryUnusableException;
import org.shelfmark.index.WriterSettings;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.ArchivePlaces;
import org.shelfmark.registry.Registry;
import org.shelfmark.registry.RegistryStore;

/** One repair: the registry first, then the documents of every file. */
final class Repair {
    private final IndexLayout layout;
    private final ArchiveFileSystem files;
    private final Mapping mapping;
    private final InstantSource clock;
    private final JobDocumentBuilder builder;
    private final Findings findings = new Findings();

    Repair(IndexLayout layout, ArchiveFileSystem files, Mapping mapping, InstantSource clock) {
        this.layout = layout;
        this.files = files;
        this.mapping = mapping;
        this.clock = clock;
        this.builder = new JobDocumentBuilder(mapping, clock);
    }

    VerifyReport run(List<Path> given, VerifyProgress progress) throws IOException {
        List<ArchiveSet> histories = ArchiveSet.discover(files, given);
        try (JobIndexWriter writer = JobIndexWriter.openForRepair(layout, mapping, WriterSettings.ofThisProcess());
                DirectoryReader reader = writer.staged();
                Vault vault = openVault()) {
            if (!Verifier.checkSegments(reader, findings)) {
                return new VerifyReport(
                        0, 0, 0, 0, 0, findings.found(), findings.wrong(), findings.mended(), findings.kept());
            }
            IndexedDocuments documents = IndexedDocuments.read(reader, mapping);
            Mender mender = new Mender(writer, reader, vault, writer.registry(), writer.positions());
            RegistryRebuild rebuild = new RegistryRebuild(
                    files,
                    vault,
                    mapping,
                    builder,
                    reader,
                    writer.positions(),
                    histories,
                    clock.instant().getEpochSecond());
            Optional<RegistryUnusableException> damage = writer.registryDamage();
            if (damage.isPresent()) {
                if (given.isEmpty()) {
                    throw new IllegalArgumentException(
                            "the registry must be rebuilt; name the archives that were indexed, as for 'index'");
                }
                restore(damage.get(), documents, rebuild, mender);
            } else {
                enterUnknown(documents, rebuild, mender, vault);
            }
            Registry registry = mender.registry();
            VaultComparison copies = new VaultComparison(vault, () -> registry, findings, mender);
            IndexComparison comparison =
                    new IndexComparison(mapping, builder, files, vault, copies, reader, documents, findings, mender);
            comparison.run(registry, mender.positions(), progress);
            copies.unnamed(registry, mender.registry(), damage.isEmpty());
            mender.commit();
            rewriteDamagedRegistry(damage.isPresent(), mender.registry());
            return Verifier.report(findings, registry, comparison, copies, documents);
        }
    }

    private Vault openVault() throws IOException {
        Path directory = layout.vault();
        return Files.isDirectory(directory) ? Vault.open(directory) : Vault.openForReading(directory);
    }

    private void restore(
            RegistryUnusableException damage, IndexedDocuments documents, RegistryRebuild rebuild, Mender mender)
            throws IOException {
        List<LostFile> lost = new ArrayList<>();
        documents.byFile().forEach((id, found) -> lost.add(new LostFile(id, found)));
        int notFound = 0;
        for (RegistryRebuild.Rebuilt file : rebuild.rebuild(Registry.EMPTY, lost)) {
            enter(file, documents, mender);
            notFound += file.isFound() ? 0 : 1;
        }
        for (int id : mender.positions().byFile().keySet()) {
            if (mender.registry().file(id).isEmpty()) {
                mender.forgetPosition(id);
            }
        }
        findings.add(Finding.of(FindingKind.REGISTRY_UNUSABLE, 0, "registry", -1, String.valueOf(damage.getMessage()))
                .mendedBy("rebuilt with " + lost.size() + " files, " + notFound
                        + " of which were not found; gaps and former names that it knew are lost"));
    }

    private void enter(RegistryRebuild.Rebuilt file, IndexedDocuments documents, Mender mender) {
        mender.enter(file.entry(), file.position());
        if (!file.isFound()) {
            int count = documents.of(file.entry().id()).addresses().size();
            findings.add(Finding.of(
                    FindingKind.FILE_NOT_FOUND,
                    file.entry().id(),
                    "",
                    -1,
                    "neither the archive of " + count + " documents nor a copy of it was found; if it is indexed under"
                            + " another path later, its jobs are counted again"));
        }
    }

    /** Documents of an unknown file are dropped if another file has all of them, and no summary counts one of them; else the file is entered again. */
    private void enterUnknown(IndexedDocuments documents, RegistryRebuild rebuild, Mender mender, Vault vault)
            throws IOException {
        TreeSet<Integer> unknown = new TreeSet<>(documents.byFile().keySet());
        unknown.addAll(mender.positions().byFile().keySet());
        unknown.removeAll(mender.registry().byId().keySet());
        List<LostFile> lost = new ArrayList<>();
        for (int id : unknown) {
            Finding finding = Verifier.unknown(id, documents);
            LostFile file = new LostFile(id, documents.of(id));
            if (file.documents().addresses().size() == 0) {
                mender.forgetPosition(id);
                findings.add(finding.mendedBy("the position is forgotten"));
                continue;
            }
            Optional<ArchiveFile> owner = owner(file, mender.registry(), vault);
            if (owner.isPresent() && !file.documents().hasArchived()) {
                mender.dropFile(id);
                mender.forgetPosition(id);
                findings.add(finding.mendedBy("dropped: their records stand in file "
                        + owner.get().id() + ", '" + owner.get().path() + "'"));
            } else {
                lost.add(file);
            }
        }
        for (RegistryRebuild.Rebuilt file : rebuild.rebuild(mender.registry(), lost)) {
            findings.add(Verifier.unknown(file.entry().id(), documents)
                    .mendedBy(
                            file.isFound()
                                    ? "entered again, as '" + file.entry().path() + "'"
                                    : "entered again, without a path"));
            enter(file, documents, mender);
        }
    }

    private Optional<ArchiveFile> owner(LostFile lost, Registry registry, Vault vault) throws IOException {
        ArchivePlaces places = new ArchivePlaces(files);
        for (ArchiveFile file : registry.files()) {
            Optional<Path> path = places.of(file).map(ArchivePlaces.Place::path);
            if (path.isPresent()) {
                try (HeldFile held = HeldFile.open(files, path.get())) {
                    if (lost.isIn(path.get(), held.channel(), builder) && lost.isWhollyIn(held.channel(), builder)) {
                        return Optional.of(file);
                    }
                }
            } else if (file.vault().isPresent()
                    && vault.names().contains(file.vault().get().name())) {
                try (SeekableByteChannel bytes = vault.open(file.vault().get())) {
                    if (lost.isIn(file.path(), bytes, builder) && lost.isWhollyIn(bytes, builder)) {
                        return Optional.of(file);
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** A registry that could be read, of whose files Lucene says that they are damaged, is written anew. */
    private void rewriteDamagedRegistry(boolean wasRebuilt, Registry registry) throws IOException {
        if (wasRebuilt) {
            return;
        }
        List<String> damages = Verifier.registryDamages(layout);
        if (!damages.isEmpty()) {
            try (Directory directory = FSDirectory.open(layout.registry())) {
                new RegistryStore(directory).save(registry);
            }
            for (String damage : damages) {
                findings.add(Finding.of(FindingKind.LUCENE_DAMAGE, 0, "registry", -1, damage)
                        .mendedBy("the registry was written anew"));
            }
        }
    }
}
