package org.shelfmark.cli;

import java.util.List;
import org.shelfmark.search.Responses;

/** What of the archives was gone before it could be read, a row for each gap. */
final class GapTable {
    private GapTable() {}

    static Table of(Responses.Files answer) {
        Table table = new Table(List.of(
                "source",
                "path",
                "former_paths",
                "from",
                "to",
                "estimated_records",
                "job_before",
                "time_before",
                "job_after",
                "time_after",
                "noticed",
                "reason"));
        for (Responses.File file : answer.files()) {
            for (Responses.Gap gap : file.gaps()) {
                table.add(List.of(
                        Table.Cell.of(file.source()),
                        Table.Cell.of(file.path()),
                        Table.Cell.of(String.join(", ", file.formerPaths())),
                        Table.Cell.of(gap.from()),
                        Table.Cell.orUnknown(gap.to()),
                        Table.Cell.orUnknown(gap.estimatedRecords()),
                        Table.Cell.of(gap.jobBefore()),
                        Table.Cell.of(gap.timeBefore()),
                        Table.Cell.of(gap.jobAfter()),
                        Table.Cell.of(gap.timeAfter()),
                        Table.Cell.of(gap.noticed()),
                        Table.Cell.of(gap.reason())));
            }
        }
        return table;
    }
}
