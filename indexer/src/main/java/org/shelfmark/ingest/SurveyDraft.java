package org.shelfmark.ingest;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.shelfmark.archive.ArchiveAccessException;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Positions;
import org.shelfmark.registry.ReadPosition;
import org.shelfmark.registry.Registry;

/** A survey while it is being taken: the registry as it changes, and what there is to say. */
final class SurveyDraft {
    private final Positions positions;
    private final List<FileNotice> notices = new ArrayList<>();
    private final List<Integer> rewritten = new ArrayList<>();
    private Registry registry;

    SurveyDraft(Registry known, Positions positions) {
        this.registry = known;
        this.positions = positions;
    }

    Registry registry() {
        return registry;
    }

    Positions positions() {
        return positions;
    }

    List<FileNotice> notices() {
        return notices;
    }

    /** How far a file has been read. */
    ReadPosition position(ArchiveFile file) {
        return registry.position(file, positions);
    }

    /** Adds or replaces a file; an entry that is already there as it is costs nothing. */
    void put(ArchiveFile file) {
        if (!registry.file(file.id()).filter(file::equals).isPresent()) {
            registry = registry.with(file);
        }
    }

    /** A file was found that is the same to the file system and does not hold what was read of this one. */
    void rewritten(ArchiveFile file) {
        rewritten.add(file.id());
    }

    /** Numbers of such files. */
    List<Integer> rewritten() {
        return rewritten;
    }

    void say(Path path, String text) {
        notices.add(new FileNotice(path, false, text));
    }

    void failed(Path path, ArchiveAccessException failure) {
        notices.add(new FileNotice(path, true, String.valueOf(failure.getMessage())));
    }

    void failed(Path path, String text) {
        notices.add(new FileNotice(path, true, text));
    }
}
