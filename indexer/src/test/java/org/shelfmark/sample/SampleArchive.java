package org.shelfmark.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The archive in {@code docs/sample} of this project.
 *
 * @param directory where it stands
 */
public record SampleArchive(Path directory) {
    private static final Path PLACE = Path.of("docs", "sample");
    private static final String ACTIVE = "history";

    /** Finds the archive from the working directory of a test, which is its module's directory, or from below it. */
    public static SampleArchive find() {
        return findFrom(Path.of("").toAbsolutePath());
    }

    static SampleArchive findFrom(Path start) {
        for (Path at = start; at != null; at = at.getParent()) {
            Path candidate = at.resolve(PLACE);
            if (Files.isRegularFile(candidate.resolve(ACTIVE))) {
                return new SampleArchive(candidate);
            }
        }
        throw new IllegalStateException("no '" + PLACE.resolve(ACTIVE) + "' in '" + start + "' or above it");
    }

    /** The file to which the access point appended. */
    public Path active() {
        return directory.resolve(ACTIVE);
    }

    /** All files in the order in which they were written: the rotated ones by their time, the active one last. */
    public List<Path> files() {
        try (Stream<Path> entries = Files.list(directory)) {
            Stream<Path> histories =
                    entries.filter(file -> isHistory(file.getFileName().toString()));
            return histories
                    .sorted(Comparator.comparing((Path file) -> file.equals(active()))
                            .thenComparing(Path::toString))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list '" + directory + "'", e);
        }
    }

    /** All records in the order in which they were written. */
    public List<SampleRecord> records() {
        List<SampleRecord> records = new ArrayList<>();
        files().forEach(file -> records.addAll(SampleRecord.readAll(file)));
        return List.copyOf(records);
    }

    /** How many records are such. */
    public long count(Predicate<SampleRecord> condition) {
        return records().stream().filter(condition).count();
    }

    /** Copies all files, byte for byte, into an existing directory; for tests that append, rename or cut. */
    public SampleArchive copyTo(Path target) {
        try {
            for (Path file : files()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the sample to '" + target + "'", e);
        }
        return new SampleArchive(target);
    }

    private static boolean isHistory(String name) {
        return name.equals(ACTIVE) || name.matches(ACTIVE + "\\.[0-9]{8}T[0-9]{6}");
    }
}
