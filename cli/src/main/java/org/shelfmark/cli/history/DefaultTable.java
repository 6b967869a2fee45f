package org.shelfmark.cli.history;

import java.time.ZoneId;

/** The table that is printed when nothing else is asked for. */
final class DefaultTable {
    private static final String DESCRIPTION = """
            SELECT
              ClusterId AS " ID         " WIDTH AUTO PRINTAS JOB_ID
              Owner AS OWNER WIDTH -14 PRINTAS OWNER OR ??
              QDate AS "  SUBMITTED" WIDTH 11 PRINTAS QDATE OR ??
              RemoteWallClockTime ?: (RemoteUserCpu ?: 0) AS "  RUN_TIME  " WIDTH 12 PRINTF %T
              JobStatus AS ST PRINTAS JOB_STATUS
              CompletionDate AS "  COMPLETED" WIDTH 11 PRINTAS QDATE
              Cmd AS CMD WIDTH 0 PRINTAS JOB_DESCRIPTION
            """;

    private DefaultTable() {}

    static void addTo(PrintMask mask, ZoneId zone) {
        PrintFormatFile read = new PrintFormatFile(DESCRIPTION, mask, zone);
        if (!read.complaints().isEmpty()) {
            throw new IllegalStateException("the default table: " + read.complaints());
        }
    }
}
