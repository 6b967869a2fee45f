package org.shelfmark.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page, in the forms in which it is sent.
 *
 * @param mediaType with the character set where it is text
 * @param plain as it is
 * @param packed compressed, where that makes it shorter
 */
record PageFile(String mediaType, Form plain, Optional<Form> packed) {
    /** What a browser does not interpret. */
    static final String UNKNOWN = "application/octet-stream";

    private static final Map<String, String> MEDIA_TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("map", "application/json"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("md", "text/plain; charset=utf-8"),
            Map.entry("LICENSE", "text/plain; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"));

    /**
     * Bytes as they are sent.
     *
     * @param tag theirs alone: a strong tag stands for one form
     */
    record Form(byte[] bytes, EntityTag tag) {
        private static Form of(byte[] bytes) {
            return new Form(bytes, EntityTag.strong(bytes));
        }
    }

    /** A file of a name, which says what it is. */
    static PageFile of(String name, byte[] bytes) {
        String extension = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('/')) + 1);
        byte[] packed = packed(bytes);
        return new PageFile(
                MEDIA_TYPES.getOrDefault(extension, UNKNOWN),
                Form.of(bytes),
                packed.length < bytes.length ? Optional.of(Form.of(packed)) : Optional.empty());
    }

    /** The form for a request with such a header {@code Accept-Encoding}, or empty text without one. */
    Form accepted(String encodings) {
        return acceptsGzip(encodings) ? packed.orElse(plain) : plain;
    }

    private static boolean acceptsGzip(String encodings) {
        for (String part : encodings.split(",", -1)) {
            String encoding = part.replace(" ", "");
            if (encoding.equalsIgnoreCase("gzip") || encoding.matches("(?i)gzip;q=(1.*|0\\.0*[1-9].*)")) {
                return true;
            }
        }
        return false;
    }

    private static byte[] packed(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new Smallest(packed)) {
            gzip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written to", e);
        }
        return packed.toByteArray();
    }

    private static final class Smallest extends GZIPOutputStream {
        Smallest(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
