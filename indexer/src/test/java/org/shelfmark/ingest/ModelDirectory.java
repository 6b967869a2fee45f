package org.shelfmark.ingest;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.ArchiveDisk;

/** A directory of archives on a disk, and beside it what was written there: the model never reads the disk. */
final class ModelDirectory {
    static final String ACTIVE = "history";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

    /** A record that is being written. */
    private record Pending(ModelRecord record, ModelFile file) {}

    private final ArchiveDisk disk;
    private final SetClock clock;
    private final List<String> log;
    private int directories = 1;
    private Path path;
    private int nextCluster = 1;
    private @Nullable Pending pending;

    /** All files with a name, sorted. */
    final TreeMap<String, ModelFile> named = new TreeMap<>();
    /** Names of compressed files that are not whole. */
    final Set<String> damaged = new HashSet<>();
    /** Files without a name that a running ingester holds open. */
    final List<ModelFile> unnamed = new ArrayList<>();
    /** Files that were deleted, to be restored. */
    private final List<ModelFile> deleted = new ArrayList<>();

    final List<ModelRecord> records = new ArrayList<>();
    /** First jobs of files of which something may be lost. */
    final Set<Integer> harmed = new HashSet<>();
    /** Names of files that went, whatever was in them. */
    final Set<String> harmedNames = new HashSet<>();
    /** How often nobody looked for a time. */
    int ingestersGone;
    /** Whole records of files that nobody saw and that were overwritten by a rotation, by the name they had. */
    private final Map<String, List<ModelRecord>> overwritten = new TreeMap<>();
    /** Whether an active file went that was known, and may be taken for the one that was overwritten. */
    private boolean activeWent;
    /** Those of them whose loss the file that has the name now tells of. */
    final List<ModelRecord> toldOf = new ArrayList<>();
    /** Where fragments ever began. */
    final Set<Long> fragments = new HashSet<>();
    /** Whether an ingester runs. */
    boolean alive;

    ModelDirectory(ArchiveDisk disk, SetClock clock, List<String> log) throws IOException {
        this.disk = disk;
        this.clock = clock;
        this.log = log;
        this.path = disk.root().resolve("spool1");
        disk.makeDirectory(path);
    }

    Path path() {
        return path;
    }

    void tick() {
        clock.advance(Duration.ofSeconds(1));
    }

    private String stamped() {
        return ACTIVE + "." + STAMP.format(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    private void noteFragments(ModelFile file) {
        file.pieces().stream().filter(piece -> !piece.isWhole()).forEach(piece -> fragments.add(piece.offset()));
    }

    private void say(String text) {
        log.add("    " + text);
    }

    private void add(ModelFile file, int sizeSeed) {
        ModelRecord record = newRecord(file, sizeSeed);
        file.begin(record, record.bytes.length);
    }

    private ModelRecord newRecord(ModelFile file, int sizeSeed) {
        ModelRecord record = new ModelRecord(
                nextCluster++,
                sizeSeed * 7 % 90,
                file.offsetForBanner(),
                clock.instant().getEpochSecond());
        records.add(record);
        return record;
    }

    private ModelFile active() {
        return named.computeIfAbsent(ACTIVE, name -> new ModelFile());
    }

    /** Appends what the model has and the disk has not yet. */
    private void flush(String name, ModelFile file, long from) throws IOException {
        byte[] bytes = file.bytes();
        noteFragments(file);
        disk.append(path.resolve(name), java.util.Arrays.copyOfRange(bytes, (int) from, bytes.length));
        say("append to " + name + ": " + from + " to " + bytes.length + ", last job "
                + file.pieces().get(file.pieces().size() - 1).record().cluster);
    }

    void append(int count, int sizeSeed) throws IOException {
        stopWriter();
        ModelFile file = active();
        long from = file.size();
        for (int record = 0; record < count; record++) {
            add(file, sizeSeed + record * 13);
        }
        flush(ACTIVE, file, from);
    }

    /** Makes the active file if there is none. */
    void appendFirst(int sizeSeed) throws IOException {
        if (!named.containsKey(ACTIVE)) {
            append(1, sizeSeed);
        }
    }

    void tear(int sizeSeed, int much) throws IOException {
        if (pending != null) {
            goOn(much, false);
            return;
        }
        ModelFile file = active();
        long from = file.size();
        ModelRecord record = newRecord(file, sizeSeed);
        int length = ModelRecord.cut(1 + much % (record.bytes.length - 1));
        file.begin(record, Math.min(length, record.bytes.length - 1));
        pending = new Pending(record, file);
        flush(ACTIVE, file, from);
    }

    void finish() throws IOException {
        goOn(0, true);
    }

    private void goOn(int much, boolean all) throws IOException {
        Pending now = pending;
        String name = now == null ? null : nameOf(now.file());
        if (now == null || name == null || name.endsWith(".gz")) {
            pending = null;
            return;
        }
        ModelFile file = now.file();
        List<ModelFile.Piece> pieces = file.pieces();
        if (pieces.isEmpty() || pieces.get(pieces.size() - 1).record() != now.record()) {
            pending = null;
            return;
        }
        ModelFile.Piece last = pieces.get(pieces.size() - 1);
        int rest = now.record().bytes.length - last.length();
        int length = all || rest == 1 ? rest : 1 + much % (rest - 1);
        int cut = all ? now.record().bytes.length : ModelRecord.cut(last.length() + length);
        file.late |= !name.equals(ACTIVE);
        long from = file.size();
        file.goOn(cut - last.length());
        flush(name, file, from);
        if (cut == now.record().bytes.length) {
            pending = null;
        }
    }

    void stopWriter() {
        pending = null;
    }

    private @Nullable String nameOf(ModelFile file) {
        for (Map.Entry<String, ModelFile> entry : named.entrySet()) {
            if (entry.getValue() == file) {
                return entry.getKey();
            }
        }
        return null;
    }

    /** Renames the active file to the name of this second. */
    void rotate() throws IOException {
        ModelFile file = named.get(ACTIVE);
        if (file == null) {
            return;
        }
        String name = stamped();
        say("rotate to " + name);
        ModelFile victim = named.get(name);
        if (victim != null) {
            List<ModelRecord> lost = new ArrayList<>(overwritten.getOrDefault(name, List.of()));
            unlinked(name, victim);
            // whoever comes after a known file may have been the only one
            if (!victim.perhapsSeen) {
                victim.pieces().stream().filter(ModelFile.Piece::isWhole).forEach(piece -> lost.add(piece.record()));
                overwritten.put(name, lost);
            }
        }
        disk.rename(path.resolve(ACTIVE), path.resolve(name));
        named.remove(ACTIVE);
        named.put(name, file);
    }

    /** A file lost its name; the directory has forgotten it when this returns. */
    private void unlinked(String name, ModelFile file) {
        named.remove(name);
        damaged.remove(name);
        harmedNames.add(name.replace(".gz", ""));
        // it may have been seen before it was rotated
        harmedNames.add(ACTIVE);
        overwritten.remove(name);
        activeWent |= name.equals(ACTIVE) || (file.perhapsSeen && !file.atRest);
        deleted.add(file.copy(file.size()));
        if (file.atRest) {
            return;
        }
        if (alive && file.held) {
            unnamed.add(file);
        } else {
            harm(file);
        }
    }

    private void harm(ModelFile file) {
        file.first().ifPresent(first -> harmed.add(first.cluster));
    }

    /** The ingester is gone, and with it what only it had. */
    void ingesterGone() {
        ingestersGone++;
        alive = false;
        unnamed.forEach(this::harm);
        unnamed.clear();
        named.values().forEach(ModelFile::letGo);
    }

    private List<String> names() {
        return List.copyOf(named.keySet());
    }

    private List<String> rotatedNames() {
        return named.keySet().stream().filter(name -> !name.equals(ACTIVE)).toList();
    }

    void delete(int which) throws IOException {
        List<String> names = rotatedNames();
        if (!names.isEmpty()) {
            delete(names.get(which % 2 == 0 ? 0 : which % names.size()));
        }
    }

    void deleteActive() throws IOException {
        if (named.containsKey(ACTIVE)) {
            delete(ACTIVE);
        }
    }

    private void delete(String name) throws IOException {
        say("delete " + name);
        disk.delete(path.resolve(name));
        ModelFile file = named.get(name);
        if (file != null) {
            unlinked(name, file);
        }
    }

    private ModelFile fileNamed(String name) {
        return Objects.requireNonNull(named.get(name), name);
    }

    private @Nullable String plain(int which) {
        List<String> names =
                names().stream().filter(name -> !name.endsWith(".gz")).toList();
        return names.isEmpty() ? null : names.get(which % names.size());
    }

    void truncate(int which, int much) throws IOException {
        String name = plain(which);
        if (name != null) {
            ModelFile file = fileNamed(name);
            truncate(name, file, much % 5 == 0 ? 0 : file.cutNear(much * 31L % (file.size() + 1)));
        }
    }

    private void truncate(String name, ModelFile file, long length) throws IOException {
        say("cut " + name + " from " + file.size() + " to " + length);
        harm(file);
        harmedNames.add(name.replace(".gz", ""));
        unnoticed(file, length);
        if (pending != null && pending.file() == file) {
            pending = null;
        }
        disk.truncate(path.resolve(name), length);
        ModelFile before = file.copy(file.size());
        ModelFile.Piece first = file.pieces().stream()
                .filter(ModelFile.Piece::isWhole)
                .findFirst()
                .orElse(null);
        if (first != null && first.end() > length) {
            startAnew(name, file, file.copy(length));
        } else {
            file.cut(length);
        }
        noteFragments(fileNamed(name));
        deleted.add(before);
    }

    /** Where what was read is still there, or nobody knew the file, nothing tells that there was more. */
    private static void unnoticed(ModelFile file, long length) {
        for (ModelFile.Piece piece : file.pieces()) {
            if (piece.end() > length && (length >= file.readEnd || !file.known)) {
                file.unnoticeable.add(piece.record());
            }
        }
    }

    /** The same file on disk, but another content with another first record. */
    private void startAnew(String name, ModelFile before, ModelFile after) {
        before.disturb();
        activeWent |= name.equals(ACTIVE);
        after.held = before.held;
        after.perhapsHeld = before.perhapsHeld;
        overwritten.remove(name);
        named.put(name, after);
    }

    void copyTruncate() throws IOException {
        ModelFile file = named.get(ACTIVE);
        if (file != null) {
            copy(ACTIVE, file.size());
            truncate(ACTIVE, file, 0);
        }
    }

    void replaceInPlace(int which, int much) throws IOException {
        String name = plain(which);
        if (name == null) {
            return;
        }
        ModelFile before = fileNamed(name);
        ModelFile.Piece first = before.pieces().stream().findFirst().orElse(null);
        ModelFile after =
                much % 4 == 3 && first != null && first.isWhole() ? before.copy(first.end()) : new ModelFile();
        for (int record = 0; record <= much % 3; record++) {
            add(after, much + record * 17);
        }
        if (after.size() == before.size() && !name.equals(ACTIVE)) {
            // of a sealed file only inode and size are looked at
            add(after, much);
        }
        say("write " + name + " anew: " + before.size() + " to " + after.size());
        harm(before);
        harmedNames.add(name.replace(".gz", ""));
        boolean beginsAlike = before.first().equals(after.first());
        if (beginsAlike) {
            unnoticed(before, after.pieces().get(0).end());
        }
        deleted.add(before);
        startAnew(name, before, after);
        after.known = before.known && beginsAlike;
        after.formerly = beginsAlike ? before : null;
        after.firstKnown = before.firstKnown;
        after.late = before.late || !name.equals(ACTIVE);
        disk.write(path.resolve(name), after.bytes());
    }

    void replaceByRename(int which, int much) throws IOException {
        String name = plain(which);
        if (name == null) {
            return;
        }
        ModelFile after = new ModelFile();
        for (int record = 0; record <= much % 3; record++) {
            add(after, much + record * 17);
        }
        say("replace " + name + " by a file of " + after.size());
        Path aside = path.resolve("aside");
        disk.write(aside, after.bytes());
        disk.rename(aside, path.resolve(name));
        unlinked(name, fileNamed(name));
        named.put(name, after);
    }

    void copy(int which, int much) throws IOException {
        String name = plain(which);
        if (name != null) {
            ModelFile file = fileNamed(name);
            copy(name, much % 2 == 0 ? file.size() : file.cutNear(much * 31L % (file.size() + 1)));
        }
    }

    private void copy(String name, long length) throws IOException {
        place(fileNamed(name).copy(length), "copy " + name);
    }

    void restore(int which, int much) throws IOException {
        if (!deleted.isEmpty()) {
            ModelFile file = deleted.get(which % deleted.size());
            place(file.copy(much % 2 == 0 ? file.size() : file.cutNear(much * 31L % (file.size() + 1))), "restore");
        }
    }

    /** A file appears under a rotated name of its own. */
    private void place(ModelFile file, String what) throws IOException {
        tick();
        String name = stamped();
        say(what + " to " + name + ": " + file.size() + " bytes, first job "
                + file.first().map(first -> first.cluster).orElse(0));
        noteFragments(file);
        file.named();
        disk.write(path.resolve(name), file.bytes());
        named.put(name, file);
    }

    void compress(int which, int how) throws IOException {
        for (String name : List.copyOf(damaged)) {
            String original = name.substring(0, name.length() - 3);
            if (named.containsKey(original)) {
                compress(original, true, true);
                return;
            }
        }
        List<String> names =
                rotatedNames().stream().filter(name -> !name.endsWith(".gz")).toList();
        if (!names.isEmpty()) {
            compress(names.get(which % names.size()), how % 3 != 2, how % 3 == 1);
        }
    }

    private void compress(String name, boolean whole, boolean instead) throws IOException {
        ModelFile file = fileNamed(name);
        String compressed = name + ".gz";
        say("compress " + name + (whole ? "" : ", not to the end") + (instead ? " and delete it" : ""));
        if (named.containsKey(compressed) && !damaged.contains(compressed)) {
            return;
        }
        disk.compress(path.resolve(compressed), file.bytes(), whole);
        ModelFile copy = file.copy(file.size());
        named.put(compressed, copy);
        if (whole) {
            damaged.remove(compressed);
        } else {
            damaged.add(compressed);
        }
        if (instead) {
            copy.takePlaceOf(file);
            noteWithoutRecord(name, file);
            disk.delete(path.resolve(name));
            named.remove(name);
        }
    }

    /** Nothing tells that a file without a whole record stands somewhere else now. */
    private void noteWithoutRecord(String name, ModelFile file) {
        if (file.first().isEmpty()) {
            harmedNames.add(name.replace(".gz", ""));
            harmedNames.add(ACTIVE);
        }
    }

    void move(boolean sameInodes) throws IOException {
        directories++;
        Path target = disk.root().resolve("spool" + directories);
        say("move to " + target + (sameInodes ? "" : ", to other inodes"));
        if (sameInodes) {
            disk.moveDirectory(path, target);
        } else {
            disk.makeDirectory(target);
            for (Map.Entry<String, ModelFile> entry : named.entrySet()) {
                ModelFile file = entry.getValue();
                String name = entry.getKey();
                if (name.endsWith(".gz")) {
                    disk.compress(target.resolve(name), file.bytes(), !damaged.contains(name));
                } else {
                    disk.write(target.resolve(name), file.bytes());
                }
                disk.delete(path.resolve(name));
                noteWithoutRecord(name, file);
                // whoever holds the old one reads it to its end and need not know how this one goes on
                file.known &= !(alive && file.perhapsHeld);
                file.letGo();
            }
            disk.removeDirectory(path);
        }
        path = target;
    }

    /** A cycle begins or ends, whatever becomes of it. */
    void perhapsSeen() {
        named.forEach((name, file) -> file.perhapsSeen(!name.equals(ACTIVE)));
    }

    /** What an undisturbed cycle of a running ingester must have read. */
    void cycled(boolean readAll) {
        for (Map.Entry<String, ModelFile> entry : named.entrySet()) {
            if (!damaged.contains(entry.getKey())) {
                seen(entry.getValue(), readAll, !entry.getKey().equals(ACTIVE));
            }
        }
        for (ModelFile file : unnamed) {
            seen(file, readAll, false);
        }
        overwritten.forEach((name, lost) -> {
            if (!activeWent && named.containsKey(name) && isToldOfBy(fileNamed(name))) {
                toldOf.addAll(lost);
            }
        });
        overwritten.clear();
        activeWent = false;
    }

    /** Unless a copy of it is taken for it, which has another name. */
    private static boolean isToldOfBy(ModelFile survivor) {
        return survivor.first().isPresent() && !survivor.hasDouble();
    }

    private static void seen(ModelFile file, boolean readAll, boolean rotated) {
        file.held = true;
        file.mayBeLetGo = rotated;
        if (!file.known && file.first().isPresent()) {
            file.known = true;
            file.firstKnown = file.first().get().cluster;
        }
        if (readAll) {
            file.atRest = rotated && file.size() == file.wholeEnd();
            file.readEnd = Math.max(file.readEnd, file.wholeEnd());
            for (ModelFile.Piece piece : file.pieces()) {
                piece.record().readable |= piece.isWhole();
            }
        }
    }
}
