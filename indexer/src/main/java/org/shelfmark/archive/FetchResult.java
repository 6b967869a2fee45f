package org.shelfmark.archive;

import java.nio.file.Path;

/** What stands at an address. */
public sealed interface FetchResult {

    /**
     * A whole record, banner included.
     *
     * @param bytes exactly as in the archive
     * @param bannerStart index of its banner line
     */
    record Found(byte[] bytes, int bannerStart) implements FetchResult {
        /** A record that was kept elsewhere; its last line is the banner. */
        public static Found of(byte[] record) {
            int bannerStart = Math.max(0, record.length - 1);
            while (bannerStart > 0 && record[bannerStart - 1] != '\n') {
                bannerStart--;
            }
            return new Found(record, bannerStart);
        }
    }

    /**
     * The file is not there any more.
     *
     * @param file where it was
     */
    record Missing(Path file) implements FetchResult {}

    /**
     * The file is there but no record stands at the address: the archive was changed.
     *
     * @param file the file
     * @param reason what stands there instead
     */
    record Changed(Path file, String reason) implements FetchResult {}
}
