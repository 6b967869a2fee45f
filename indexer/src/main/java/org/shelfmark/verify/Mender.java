package org.shelfmark.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.shelfmark.archive.HeldFile;
import org.shelfmark.archive.Vault;
import org.shelfmark.archive.VaultEntry;
import org.shelfmark.document.Columns;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;

/** Stages what puts an index right; nothing counts before {@link #commit}. */
final class Mender {
    private final JobIndexWriter writer;
    private final DirectoryReader reader;
    private final Vault vault;
    private final List<String> unnamed = new ArrayList<>();
    private Registry registry;
    private Positions positions;
    private boolean changed;

    /**
     * Mends what a writer wrote.
     *
     * @param reader the documents that were found wrong
     */
    Mender(JobIndexWriter writer, DirectoryReader reader, Vault vault, Registry registry, Positions positions) {
        this.writer = writer;
        this.reader = reader;
        this.vault = vault;
        this.registry = registry;
        this.positions = positions;
    }

    /** The documents as mended so far; to be closed by the caller. */
    DirectoryReader mended() throws IOException {
        return writer.staged();
    }

    /** Indexes a record in the place of whatever documents its address has. */
    void put(int fileId, boolean hasDocuments, ExpectedRecord record) throws IOException {
        if (hasDocuments) {
            drop(fileId, record.location().offset());
        }
        writer.add(record.document());
        changed = true;
    }

    /** Drops all documents at an address. */
    void drop(int fileId, long offset) throws IOException {
        writer.remove(at(fileId, offset));
        changed = true;
    }

    /** Drops all documents of a file. */
    void dropFile(int fileId) throws IOException {
        writer.remove(NumericDocValuesField.newSlowExactQuery(Columns.FILE, fileId));
        changed = true;
    }

    /** Drops all documents at an address but one. */
    void keepOne(int fileId, long offset, int documents) throws IOException {
        ScoreDoc[] hits = new IndexSearcher(reader).search(at(fileId, offset), documents).scoreDocs;
        for (int extra = 1; extra < hits.length; extra++) {
            writer.remove(reader, hits[extra].doc);
        }
        changed = true;
    }

    private static Query at(int fileId, long offset) {
        return new BooleanQuery.Builder()
                .add(NumericDocValuesField.newSlowExactQuery(Columns.FILE, fileId), Occur.FILTER)
                .add(NumericDocValuesField.newSlowExactQuery(Columns.OFFSET, offset), Occur.FILTER)
                .build();
    }

    /** Puts a position right, wherever it is kept. */
    void correct(int fileId, ReadPosition position) {
        if (positions.of(fileId).isPresent()) {
            positions = positions.with(fileId, position);
        } else {
            registry = registry.with(registry.file(fileId).orElseThrow().readTo(position));
        }
        changed = true;
    }

    /** Takes a position away that belongs to no file. */
    void forgetPosition(int fileId) {
        positions = positions.without(fileId);
        changed = true;
    }

    /** Lets the registry know a file, with its position unless the entry has it. */
    void enter(ArchiveFile file, ReadPosition position) {
        registry = registry.with(file);
        positions = file.read().isPresent() ? positions.without(file.id()) : positions.with(file.id(), position);
        changed = true;
    }

    /**
     * Keeps a file in the vault again.
     *
     * @param lost what cannot be used of it any more
     * @return whether the file still is what had been kept
     */
    boolean keepAgain(ArchiveFile file, VaultEntry lost, HeldFile archive) throws IOException {
        VaultEntry entry = vault.store(lost.name(), archive.channel(), lost.contentBytes());
        if (!entry.sha256().equals(lost.sha256())) {
            vault.remove(entry.name());
            return false;
        }
        nameCopy(file.id(), Optional.of(entry));
        if (!entry.name().equals(lost.name())) {
            unnamed.add(lost.name());
        }
        return true;
    }

    /** Does not name a copy any more. */
    void forgetCopy(ArchiveFile file) {
        nameCopy(file.id(), Optional.empty());
    }

    private void nameCopy(int fileId, Optional<VaultEntry> entry) {
        registry = registry.with(registry.file(fileId).orElseThrow().keptAs(entry));
        changed = true;
    }

    /** Removes a copy once it is durable that nobody names it. */
    void removeCopy(String name) {
        unnamed.add(name);
    }

    /** The files as mended so far. */
    Registry registry() {
        return registry;
    }

    /** The positions as mended so far. */
    Positions positions() {
        return positions;
    }

    /** Makes everything durable, then removes the copies that are not named any more. */
    void commit() throws IOException {
        if (changed) {
            writer.commit(registry, positions);
        }
        for (String name : unnamed) {
            vault.remove(name);
        }
    }
}
