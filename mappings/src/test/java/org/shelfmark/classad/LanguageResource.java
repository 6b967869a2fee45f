package org.shelfmark.classad;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Text files beside the tests. */
final class LanguageResource {
    private LanguageResource() {}

    static String text(String name) {
        try (InputStream stream = LanguageResource.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The lines that are neither empty nor headings. */
    static List<String> lines(String name) {
        return text(name)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("# "))
                .toList();
    }

    /** A record with attributes of every type, circles among them. */
    static SampleRecord record() {
        return SampleRecord.of(text("record.txt"));
    }
}
