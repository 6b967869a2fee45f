package org.shelfmark.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.shelfmark.archive.ArchiveFileSystem;
import org.shelfmark.archive.ArchiveHead;
import org.shelfmark.archive.ArchiveName;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.registry.ArchiveFile;
import org.shelfmark.registry.Reconciler;

/**
 * Several open files that all hold what was read of one file of the registry. The longest is that file; of the others
 * each is a copy of its beginning, or goes on differently behind what was read and is a file of its own.
 */
final class Doubles {
    private static final Comparator<Survey.Pending> LONGEST_AND_NAMED =
            Comparator.comparingLong(Survey.Pending::sizeBytes).thenComparing(file -> !file.gone());

    private final ArchiveRequest request;
    private final SurveyDraft draft;
    private final HeldFiles held;

    Doubles(ArchiveRequest request, SurveyDraft draft, HeldFiles held) {
        this.request = request;
        this.draft = draft;
        this.held = held;
    }

    /** The files to read, each of them another file of the registry; copies are let go of. */
    List<Survey.Pending> toldApart(List<Survey.Pending> readable) {
        Map<Integer, List<Survey.Pending>> same = new LinkedHashMap<>();
        for (Survey.Pending file : readable) {
            same.computeIfAbsent(file.entry().id(), id -> new ArrayList<>()).add(file);
        }
        List<Survey.Pending> apart = new ArrayList<>();
        for (List<Survey.Pending> files : same.values()) {
            Survey.Pending longest = Collections.max(files, LONGEST_AND_NAMED);
            apart.add(longest);
            if (files.size() > 1) {
                draft.put(foundAs(longest.entry()));
            }
            for (Survey.Pending file : files) {
                if (!file.equals(longest)) {
                    tellApart(file, longest, apart);
                }
            }
        }
        return apart;
    }

    /** The entry as it is by now, found where the given one was. */
    private ArchiveFile foundAs(ArchiveFile seen) {
        ArchiveFile now = draft.registry().file(seen.id()).orElseThrow();
        return now.found(Path.of(seen.archive()), seen.path(), seen.identity(), seen.state());
    }

    private void tellApart(Survey.Pending file, Survey.Pending longest, List<Survey.Pending> apart) {
        try {
            if (Reconciler.isBeginning(file.file(), longest.file())) {
                drop(file, longest);
                return;
            }
            ArchiveHead head = ArchiveHead.read(file.file());
            // one that was cut to nothing at this moment is met by the next survey
            head.first().ifPresent(first -> apart.add(asAnother(file, head, first.fingerprint())));
        } catch (IOException e) {
            // it stays open, and the next survey tries again
            draft.failed(
                    file.file().path(), ArchiveFileSystem.explain(file.file().path(), e));
        }
    }

    private void drop(Survey.Pending copy, Survey.Pending longest) throws IOException {
        if (copy.gone() || ArchiveName.of(copy.file().path()).isRotated()) {
            held.release(copy.file());
        }
        if (!copy.gone()) {
            draft.say(copy.file().path(), Recognition.copyOf(longest.file().path()));
        }
    }

    private Survey.Pending asAnother(Survey.Pending file, ArchiveHead head, Fingerprint fingerprint) {
        ArchiveFile entry = file.entry();
        List<Integer> beginAlike = draft.registry().withFingerprint(fingerprint).stream()
                .map(ArchiveFile::id)
                .toList();
        ArchiveFile another = Recognition.appeared(
                file.file(), Path.of(entry.archive()), entry.state(), head, beginAlike, request, draft);
        draft.put(another);
        return file.with(another);
    }
}
