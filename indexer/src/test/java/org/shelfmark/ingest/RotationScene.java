package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shelfmark.archive.SmallRecords;
import org.shelfmark.fault.Faults;
import org.shelfmark.fault.Survival;
import org.shelfmark.index.IndexLayout;

/**
 * A history that was indexed, and what happened to it since: it was appended to and rotated, twice; a rotated file that
 * was sealed was deleted, another one copied; a record is damaged, and the youngest is not whole yet.
 *
 * <p>Archives are only read, so all runs share these, and each begins with its own copy of the index.
 */
final class RotationScene {
    private static final String DELETED = "history.20261122T034000";
    private static final String KEPT = "history.20261122T035000";
    private static final String COPY = "history.20261122T034500";
    private static final String ROTATED = "history.20261122T040000";
    private static final String UNSEEN = "history.20261122T041000";

    final IndexLayout layout;
    final ArchiveRequest request;

    private final Path spool;
    private final Path truth;
    private final Stores.Content indexed;
    private final OptionalLong vaultBytes;

    /** Makes archive and index under a directory. */
    RotationScene(Path directory) throws IOException {
        spool = Files.createDirectories(directory.resolve("spool"));
        truth = Files.createDirectories(directory.resolve("truth"));
        layout = new IndexLayout(Files.createDirectories(directory.resolve("index")));
        request = new ArchiveRequest(List.of(spool), Optional.empty());
        append(DELETED, 1, SmallRecords.records(1, 3));
        append(KEPT, 11, SmallRecords.records(11, 3));
        append("history", 21, SmallRecords.records(21, 4));
        SceneRun before = new SceneRun(this, Stores.Content.NONE, Faults.none(), OptionalLong.empty());
        before.toTheEnd();
        before.end();
        indexed = before.stores().after(Survival.ALL_WRITTEN);

        append(
                "history",
                21,
                SmallRecords.records(25, 2)
                        + SmallRecords.record(27, 0, "this is no attribute")
                        + SmallRecords.record(28, 0));
        Files.move(spool.resolve("history"), spool.resolve(ROTATED));
        append(UNSEEN, 31, SmallRecords.records(31, 3));
        String unfinished = SmallRecords.record(43, 0);
        append("history", 41, SmallRecords.records(41, 2) + unfinished.substring(0, unfinished.length() - 9));
        Files.delete(spool.resolve(DELETED));
        Files.copy(spool.resolve(KEPT), spool.resolve(COPY));
        vaultBytes = OptionalLong.of(bytesOfAllCopies() - 1);
    }

    private void append(String name, int firstCluster, String text) throws IOException {
        for (Path file : List.of(spool.resolve(name), truth.resolve(firstCluster + ".0"))) {
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private long bytesOfAllCopies() throws IOException {
        SceneRun run = new SceneRun(this, indexed, Faults.none(), OptionalLong.empty());
        run.toTheEnd();
        run.end();
        long bytes = 0;
        for (byte[] copy : run.stores().after(Survival.ALL_WRITTEN).vault().values()) {
            bytes += copy.length;
        }
        assertThat(bytes).isGreaterThan(1);
        return bytes;
    }

    /** A run from what was indexed before all that. The vault has not quite room for all, so the oldest copy must go. */
    SceneRun begin(Faults faults) throws IOException {
        return begin(indexed, faults);
    }

    /** A run from what another one left. */
    SceneRun begin(Stores.Content left, Faults faults) throws IOException {
        return new SceneRun(this, left, faults, vaultBytes);
    }

    /** A registry's text, in which the file that has a copy stands where it stands in another text. */
    String withTheOriginalOf(String expected, String found) {
        Pattern place = Pattern.compile("(?m)^11\\.0: SEALED, names (.*?), source .*?, inode ([0-9]+) of");
        Matcher wanted = place.matcher(expected);
        assertThat(wanted.find()).isTrue();
        Matcher present = place.matcher(found);
        if (!present.find() || !present.group(1).equals("[" + COPY + ", " + KEPT + "]")) {
            return found;
        }
        return found.replace(present.group(), wanted.group());
    }

    /** All that was ever written to the file that began with a job, whatever became of it. */
    Path written(String firstJob) {
        return truth.resolve(firstJob);
    }
}
