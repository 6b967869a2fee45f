package org.shelfmark.ingest;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shelfmark.archive.ArchiveHead;

/** The name of the access point that wrote an archive, where nobody gave one. */
final class SourceName {
    /** Stands where the records do not tell. */
    static final String UNKNOWN = "local";

    private static final Pattern GLOBAL_JOB_ID = Pattern.compile("(?im)^\\s*GlobalJobId\\s*=\\s*\"([^\"#\\r\\n]+)#");

    private SourceName() {}

    /** The schedd in the first record's GlobalJobId. */
    static String of(ArchiveHead.FirstRecord record) {
        Matcher id = GLOBAL_JOB_ID.matcher(new String(record.bytes(), StandardCharsets.UTF_8));
        return id.find() ? id.group(1) : UNKNOWN;
    }
}
