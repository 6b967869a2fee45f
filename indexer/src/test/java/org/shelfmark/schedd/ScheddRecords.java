package org.shelfmark.schedd;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

/**
 * Records without end, numbered from 1: those of the sample one after the other and again, each with a cluster of its own.
 * Every seventh has a long attribute, so that bodies of every length up to some 25,000 bytes occur.
 */
public final class ScheddRecords {
    private static final int FIRST_CLUSTER = 1_000_000;
    private static final Pattern CLUSTER = Pattern.compile("(?m)^ClusterId = [0-9]+$");
    private static final Pattern GLOBAL_ID = Pattern.compile("(?m)^(GlobalJobId = \"[^#\"]*#)[0-9]+");
    private static final Pattern BANNER =
            Pattern.compile("\\*\\*\\* Offset = -?[0-9]+ ClusterId = [0-9]+ (.*) CurrentTime = [0-9]+");

    private final List<Form> forms = new ArrayList<>();

    /** What is the same each time a record of the sample comes again. */
    private record Form(String body, String bannerMiddle, String proc) {}

    /** Takes the records of an archive. */
    public ScheddRecords(SampleArchive sample) {
        for (SampleRecord record : sample.records()) {
            String text = new String(record.bytes(), StandardCharsets.ISO_8859_1);
            Matcher banner = BANNER.matcher(record.banner());
            if (!banner.matches()) {
                throw new IllegalArgumentException("no banner that a schedd would write: " + record.banner());
            }
            forms.add(
                    new Form(text.substring(0, text.lastIndexOf("\n***") + 1), banner.group(1), record.raw("ProcId")));
        }
    }

    /** The {@code cluster.proc} of a record. */
    public String id(int number) {
        return clusterOf(number) + "." + form(number).proc();
    }

    /** The cluster of a record. */
    public static int clusterOf(int number) {
        return FIRST_CLUSTER + number;
    }

    /** All bytes before the banner. */
    public byte[] body(int number) {
        String body = CLUSTER.matcher(form(number).body()).replaceFirst("ClusterId = " + clusterOf(number));
        body = GLOBAL_ID.matcher(body).replaceFirst("$1" + clusterOf(number));
        if (number % 7 == 0) {
            body = "LongText = \"" + "text ".repeat(number * 37 % 4000) + "\"\n" + body;
        }
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * The banner line.
     *
     * @param offset what it says of the place of the banner before it
     * @param time when it is appended, in seconds since 1970
     */
    public byte[] banner(int number, long offset, long time) {
        return ("*** Offset = " + offset + " ClusterId = " + clusterOf(number) + " "
                        + form(number).bannerMiddle() + " CurrentTime = " + time + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    private Form form(int number) {
        return forms.get(number % forms.size());
    }
}
