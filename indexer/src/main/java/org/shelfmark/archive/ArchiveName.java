package org.shelfmark.archive;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an archive file: {@code history}, or {@code history.20261122T033939} once rotated.
 *
 * <p>Exactly eight digits, {@code T} and six digits: HTCondor itself also takes {@code history.20261122T033939.gz} or
 * {@code .bak} for a rotated file; here those are other files.
 *
 * @param base name of the active file
 * @param stamp time of the rotation in the writer's local time; empty for the active file
 */
public record ArchiveName(String base, Optional<String> stamp) {
    private static final Pattern ROTATED = Pattern.compile("(.+)\\.(\\d{8}T\\d{6})");

    /** Reads the name of a file. */
    public static ArchiveName of(Path file) {
        String name = String.valueOf(file.getFileName());
        Matcher rotated = ROTATED.matcher(name);
        return rotated.matches()
                ? new ArchiveName(rotated.group(1), Optional.of(rotated.group(2)))
                : new ArchiveName(name, Optional.empty());
    }

    /** Whether the file was rotated and so is no longer written to. */
    public boolean isRotated() {
        return stamp.isPresent();
    }
}
