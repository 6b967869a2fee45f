package org.shelfmark.archive;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an archive file: {@code history}, or {@code history.20261122T033939} once rotated, with {@code .gz} or
 * {@code .zst} behind it if the site compressed it then.
 *
 * <p>Exactly eight digits, {@code T} and six digits: HTCondor itself also takes {@code history.20261122T033939.bak} for
 * a rotated file; here that is another file. So is {@code history.gz}: an active file is never compressed.
 *
 * @param base name of the active file
 * @param stamp time of the rotation in the writer's local time; empty for the active file
 * @param compression of a rotated file; none for the active one
 */
public record ArchiveName(String base, Optional<String> stamp, Compression compression) {
    private static final Pattern ROTATED = Pattern.compile("(.+)\\.(\\d{8}T\\d{6})");

    /** Reads the name of a file. */
    public static ArchiveName of(Path file) {
        String name = String.valueOf(file.getFileName());
        for (Compression compression : Compression.values()) {
            if (name.endsWith(compression.suffix())) {
                String plain =
                        name.substring(0, name.length() - compression.suffix().length());
                Matcher rotated = ROTATED.matcher(plain);
                if (rotated.matches()) {
                    return new ArchiveName(rotated.group(1), Optional.of(rotated.group(2)), compression);
                }
            }
        }
        return new ArchiveName(name, Optional.empty(), Compression.NONE);
    }

    /** Whether the file was rotated and so is no longer written to. */
    public boolean isRotated() {
        return stamp.isPresent();
    }
}
