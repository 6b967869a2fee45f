package org.shelfmark.archive;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Records of a few lines, and the simplest possible way to take an archive apart. */
public final class SmallRecords {
    private SmallRecords() {}

    /** A whole record of a job that ended by itself, with more body lines where given. */
    public static String record(int cluster, int proc, String... lines) {
        long completed = 1_795_318_000L + cluster;
        StringBuilder text = new StringBuilder();
        text.append("Owner = \"alice\"\nProcId = ").append(proc).append('\n');
        for (String line : lines) {
            text.append(line).append('\n');
        }
        return text.append("ExitCode = 0\nClusterId = ")
                .append(cluster)
                .append("\nJobStatus = 4\nCompletionDate = ")
                .append(completed)
                .append("\nGlobalJobId = \"ap1.pool.test#")
                .append(cluster)
                .append('.')
                .append(proc)
                .append("#1795317000\"\n")
                .append(banner(cluster, proc))
                .toString();
    }

    /** The banner line of such a record. */
    public static String banner(int cluster, int proc) {
        long completed = 1_795_318_000L + cluster;
        return "*** Offset = 0 ClusterId = " + cluster + " ProcId = " + proc + " Owner = \"alice\" CompletionDate = "
                + completed + " CurrentTime = " + completed + "\n";
    }

    /** Records of consecutive clusters. */
    public static String records(int firstCluster, int count) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(record(firstCluster + i, 0));
        }
        return text.toString();
    }

    /** UTF-8. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The whole records of a file without strings over several lines, by looking at every line's first three bytes. */
    static List<byte[]> split(byte[] file) {
        List<byte[]> records = new ArrayList<>();
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (byte b : file) {
            line.write(b);
            if (b == '\n') {
                byte[] whole = line.toByteArray();
                line.reset();
                record.writeBytes(whole);
                if (whole.length > 3 && whole[0] == '*' && whole[1] == '*' && whole[2] == '*') {
                    records.add(record.toByteArray());
                    record.reset();
                }
            }
        }
        return records;
    }

    /** Where such records stand. */
    static List<RecordLocation> locations(List<byte[]> records) {
        List<RecordLocation> locations = new ArrayList<>();
        long at = 0;
        for (byte[] record : records) {
            locations.add(new RecordLocation(at, record.length));
            at += record.length;
        }
        return locations;
    }

    /** Everything up to a length. */
    static byte[] cut(byte[] file, int length) {
        return Arrays.copyOf(file, length);
    }
}
