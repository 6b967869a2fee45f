package org.shelfmark.archive;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;

/** How a rotated file was compressed by the site, as the end of its name says. */
public enum Compression {
    /** Not at all. */
    NONE(""),
    /** By gzip, one member or several. */
    GZIP(".gz"),
    /** By zstd, one frame or several. */
    ZSTD(".zst");

    private final String suffix;

    Compression(String suffix) {
        this.suffix = suffix;
    }

    /** What stands behind the time of rotation in the name. */
    public String suffix() {
        return suffix;
    }

    /** Decompresses a stream to its very end; what is damaged or cut inside a member or frame is an exception. */
    InputStream decompress(InputStream compressed) throws IOException {
        return switch (this) {
            case NONE -> compressed;
            case GZIP -> new GzipStream(compressed);
            case ZSTD -> new ZstdInputStreamNoFinalizer(compressed);
        };
    }
}
