package org.shelfmark.ingest;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.shelfmark.archive.ArchiveName;

/**
 * Reads the time in the name of a rotated file, which is the schedd's local time.
 *
 * @param zone where the schedd is
 */
record RotationTimes(ZoneId zone) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT);

    /**
     * Whether a file's name says that it was rotated at a moment. In the hour in which clocks are put back a name stands for
     * two moments.
     */
    boolean isRotatedAt(Path path, long epochSecond) {
        return ArchiveName.of(path)
                .stamp()
                .filter(stamp -> means(stamp, epochSecond))
                .isPresent();
    }

    private boolean means(String stamp, long epochSecond) {
        try {
            LocalDateTime local = LocalDateTime.parse(stamp, STAMP);
            for (ZoneOffset offset : zone.getRules().getValidOffsets(local)) {
                if (local.toEpochSecond(offset) == epochSecond) {
                    return true;
                }
            }
            return false;
        } catch (DateTimeParseException e) {
            // fourteen digits that are no date: a name that no schedd gave
            return false;
        }
    }
}
