package org.shelfmark.sample;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One record as it stands in a file: its place, its bytes, and its attributes as written.
 *
 * <p>A record ends with a line that begins with three stars. That is the whole format where no string holds a newline,
 * and in the sample none does.
 */
public final class SampleRecord {
    private final Path file;
    private final long offset;
    private final byte[] bytes;
    private final SortedMap<String, String> attributes;
    private final String banner;

    private SampleRecord(Path file, long offset, byte[] bytes) {
        this.file = file;
        this.offset = offset;
        this.bytes = bytes;
        SortedMap<String, String> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        String last = "";
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n", -1)) {
            int equals = line.indexOf('=');
            if (line.startsWith("***")) {
                last = line;
            } else if (equals > 0) {
                found.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        this.attributes = Collections.unmodifiableSortedMap(found);
        this.banner = last;
    }

    /** All records of a file; what follows the last banner is left out. */
    public static List<SampleRecord> readAll(Path file) {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + file + "'", e);
        }
        List<SampleRecord> records = new ArrayList<>();
        int start = 0;
        int lineStart = 0;
        for (int at = 0; at < content.length; at++) {
            if (content[at] == '\n') {
                if (new String(content, lineStart, at - lineStart, StandardCharsets.ISO_8859_1).startsWith("***")) {
                    records.add(new SampleRecord(file, start, Arrays.copyOfRange(content, start, at + 1)));
                    start = at + 1;
                }
                lineStart = at + 1;
            }
        }
        return records;
    }

    /** The file it stands in. */
    public Path file() {
        return file;
    }

    /** Position of its first byte. */
    public long offset() {
        return offset;
    }

    /** Number of its bytes, banner included. */
    public long length() {
        return bytes.length;
    }

    /** Its bytes, banner included. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Its banner line, without the newline. */
    public String banner() {
        return banner;
    }

    /** Attribute name, found in any case, to the text right of the equals sign. */
    public Map<String, String> attributes() {
        return attributes;
    }

    /** {@code ClusterId.ProcId}. */
    public String id() {
        return raw("ClusterId") + "." + raw("ProcId");
    }

    /** The text right of the equals sign; empty where the attribute is not written. */
    public String raw(String name) {
        return attributes.getOrDefault(name, "");
    }

    /** The string an attribute holds; empty where it is not written or no string literal. */
    public String text(String name) {
        String raw = raw(name);
        return isString(raw) ? raw.substring(1, raw.length() - 1).replace("\\\"", "\"") : "";
    }

    /** The number an attribute is; empty where it is not written or no number literal. */
    public OptionalDouble number(String name) {
        String raw = raw(name);
        return raw.matches("[-+]?[0-9]*\\.?[0-9]+([eE][-+]?[0-9]+)?")
                ? OptionalDouble.of(Double.parseDouble(raw))
                : OptionalDouble.empty();
    }

    /** The integer an attribute is, exact; empty where it is not written or no integer literal. */
    public OptionalLong integer(String name) {
        String raw = raw(name);
        return raw.matches("[-+]?[0-9]+") ? OptionalLong.of(Long.parseLong(raw)) : OptionalLong.empty();
    }

    /** Whether an attribute is written and not as {@code undefined}. */
    public boolean has(String name) {
        return attributes.containsKey(name) && !raw(name).equalsIgnoreCase("undefined");
    }

    /** Whether an attribute is written as {@code true}. */
    public boolean isTrue(String name) {
        return raw(name).equalsIgnoreCase("true");
    }

    /** Whether the text is one string literal: a quote inside has a backslash before it. */
    private static boolean isString(String raw) {
        if (raw.length() < 2 || !raw.startsWith("\"") || !raw.endsWith("\"")) {
            return false;
        }
        for (int at = 1; at < raw.length() - 1; at++) {
            if (raw.charAt(at) == '"' && raw.charAt(at - 1) != '\\') {
                return false;
            }
        }
        return true;
    }

    /** Id and place. */
    @Override
    public String toString() {
        return id() + " at " + file.getFileName() + ":" + offset;
    }

    /** The bytes of several records one after the other: the content of a file that holds them. */
    public static byte[] join(List<SampleRecord> records) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        records.forEach(record -> joined.writeBytes(record.bytes));
        return joined.toByteArray();
    }
}
