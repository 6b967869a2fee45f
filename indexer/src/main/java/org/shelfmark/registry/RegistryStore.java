package org.shelfmark.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.StoredFields;
import org.apache.lucene.store.Directory;
import org.shelfmark.archive.FileIdentity;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.VaultEntry;

/**
 * Keeps the registry in a Lucene index of its own: one segment, one document a file, written anew as a whole. A commit
 * either replaces all of it or nothing.
 */
public final class RegistryStore {
    private static final String FIELD = "file";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Directory directory;

    /** Keeps it in a directory. */
    public RegistryStore(Directory directory) {
        this.directory = directory;
    }

    /** The registry as committed; empty before the first commit. */
    public Registry load() throws IOException {
        if (!DirectoryReader.indexExists(directory)) {
            return Registry.EMPTY;
        }
        Map<Integer, ArchiveFile> files = new HashMap<>();
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            StoredFields stored = reader.storedFields();
            for (int document = 0; document < reader.maxDoc(); document++) {
                ArchiveFile file = file(stored.document(document).get(FIELD));
                files.put(file.id(), file);
            }
        }
        return new Registry(files);
    }

    /** Replaces the registry; durable when the call returns, unchanged when it throws. */
    public void save(Registry registry) throws IOException {
        IndexWriterConfig config = new IndexWriterConfig()
                .setOpenMode(IndexWriterConfig.OpenMode.CREATE)
                .setMergePolicy(NoMergePolicy.INSTANCE)
                .setCommitOnClose(false);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (ArchiveFile file : registry.files()) {
                Document document = new Document();
                document.add(new StoredField(FIELD, text(file)));
                writer.addDocument(document);
            }
            writer.commit();
        }
    }

    /** A file as text, which {@link #file} reads back. */
    public static String text(ArchiveFile file) {
        ObjectNode json = JSON.createObjectNode();
        json.put("id", file.id());
        json.put("source", file.source());
        json.put("archive", file.archive());
        ArrayNode paths = json.putArray("paths");
        file.paths().forEach(paths::add);
        json.put("device", file.identity().device());
        json.put("inode", file.identity().inode());
        json.put("size", file.identity().sizeBytes());
        json.put("fingerprint", file.fingerprint().hex());
        put(json.putObject("first"), file.first());
        json.put("state", file.state().name());
        file.read().ifPresent(position -> json.put("read", position.toText()));
        ArrayNode gaps = json.putArray("gaps");
        file.gaps().forEach(gap -> put(gaps.addObject(), gap));
        ArrayNode earlier = json.putArray("earlier");
        file.earlier().forEach(earlier::add);
        json.put("gone_since", file.goneSince());
        file.vault()
                .ifPresent(entry -> json.putObject("vault")
                        .put("name", entry.name())
                        .put("content", entry.contentBytes())
                        .put("stored", entry.storedBytes())
                        .put("sha256", entry.sha256()));
        return json.toString();
    }

    private static void put(ObjectNode json, RecordStamp stamp) {
        json.put("job", stamp.job()).put("written", stamp.writtenAt());
    }

    private static void put(ObjectNode json, Gap gap) {
        json.put("from", gap.fromByte());
        gap.toByte().ifPresent(to -> json.put("to", to));
        gap.estimatedRecords().ifPresent(records -> json.put("records", records));
        put(json.putObject("before"), gap.before());
        json.put("noticed", gap.noticedAt()).put("reason", gap.reason());
    }

    /**
     * The file of a text.
     *
     * @throws IOException when it is none
     */
    public static ArchiveFile file(String text) throws IOException {
        try {
            JsonNode json = JSON.readTree(text);
            List<String> paths = new ArrayList<>();
            json.required("paths").forEach(path -> paths.add(path.asText()));
            List<Gap> gaps = new ArrayList<>();
            json.required("gaps").forEach(gap -> gaps.add(gap(gap)));
            List<Integer> earlier = new ArrayList<>();
            json.required("earlier").forEach(id -> earlier.add(id.asInt()));
            return new ArchiveFile(
                    json.required("id").asInt(),
                    json.required("source").asText(),
                    json.required("archive").asText(),
                    paths,
                    new FileIdentity(
                            json.required("device").asLong(),
                            json.required("inode").asLong(),
                            json.required("size").asLong()),
                    new Fingerprint(json.required("fingerprint").asText()),
                    stamp(json.required("first")),
                    FileState.valueOf(json.required("state").asText()),
                    json.has("read")
                            ? Optional.of(ReadPosition.parse(json.get("read").asText()))
                            : Optional.empty(),
                    gaps,
                    earlier,
                    json.required("gone_since").asLong(),
                    json.has("vault") ? Optional.of(vaultEntry(json.get("vault"))) : Optional.empty());
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IOException("the registry holds an entry that cannot be read: " + text, e);
        }
    }

    private static RecordStamp stamp(JsonNode json) {
        return new RecordStamp(
                json.required("job").asText(), json.required("written").asLong());
    }

    private static Gap gap(JsonNode json) {
        return new Gap(
                json.required("from").asLong(),
                json.has("to") ? OptionalLong.of(json.get("to").asLong()) : OptionalLong.empty(),
                json.has("records") ? OptionalLong.of(json.get("records").asLong()) : OptionalLong.empty(),
                stamp(json.required("before")),
                json.required("noticed").asLong(),
                json.required("reason").asText());
    }

    private static VaultEntry vaultEntry(JsonNode json) {
        return new VaultEntry(
                json.required("name").asText(),
                json.required("content").asLong(),
                json.required("stored").asLong(),
                json.required("sha256").asText());
    }
}
