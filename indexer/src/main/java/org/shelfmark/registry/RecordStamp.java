package org.shelfmark.registry;

import org.shelfmark.archive.BannerLine;

/**
 * Which record it was and when it was written, by its banner: what people need to know of the two sides of a gap.
 *
 * @param job {@code cluster.proc}; empty when the banner does not say
 * @param writtenAt when it was appended, in seconds since 1970; 0 when the banner does not say
 */
public record RecordStamp(String job, long writtenAt) {
    /** Nothing is known. */
    public static final RecordStamp UNKNOWN = new RecordStamp("", 0);

    /** What a banner says. Files older than HTCondor 24.0.23 only have the completion date, which comes close. */
    public static RecordStamp of(BannerLine banner) {
        long written = banner.number("currenttime")
                .orElse(banner.number("completiondate").orElse(0));
        if (banner.number("clusterid").isEmpty() || banner.number("procid").isEmpty()) {
            return new RecordStamp("", written);
        }
        return new RecordStamp(
                banner.number("clusterid").getAsLong() + "."
                        + banner.number("procid").getAsLong(),
                written);
    }
}
