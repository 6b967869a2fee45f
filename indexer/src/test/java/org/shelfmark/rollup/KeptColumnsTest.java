package org.shelfmark.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shelfmark.document.Columns;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.sample.SampleArchive;

class KeptColumnsTest {
    private static final Mapping MAPPING = Mapping.htcondorJob();
    private static final Path DOCUMENT =
            SampleArchive.find().directory().resolve("../archiving.md").normalize();

    /** What the document says, in the second column of its table, of how values are kept. */
    private static String keeping(KeptColumn column) {
        return switch (column.keeping()) {
            case KeptColumn.Keeping.OneByRow one -> "the one value of the row";
            case KeptColumn.Keeping.Counted counted -> "how many jobs have each value";
            case KeptColumn.Keeping.Tallied tallied -> "count, least, greatest, sum, sum of squares, and a sketch";
            case KeptColumn.Keeping.Binned binned ->
                "the same, and how many jobs lie in each "
                        + (binned.width() == 900 ? "quarter of an hour" : "interval of " + binned.width() + " %");
        };
    }

    /** The fields by how they are kept; names of codes have the column of the codes. */
    private static Map<String, Set<String>> kept() {
        Map<String, Set<String>> kept = new HashMap<>();
        for (KeptColumn column : KeptColumns.of(MAPPING, List.of()).all()) {
            for (FieldMapping field : MAPPING.fields()) {
                boolean readsColumn = field.hasColumn() || field.source() instanceof FieldSource.Codes;
                if (readsColumn && Columns.of(MAPPING, field).equals(column.name())) {
                    kept.computeIfAbsent(keeping(column), keeping -> new TreeSet<>())
                            .add(field.name());
                }
            }
        }
        return kept;
    }

    @Test
    void documentsTable_hasEachKeptColumnInItsRow() throws IOException {
        Map<String, Set<String>> documented = new HashMap<>();
        Matcher row = Pattern.compile("(?m)^\\| (`[a-z].*?) \\| (.*?) \\|").matcher(Files.readString(DOCUMENT));
        while (row.find() && !row.group(2).startsWith("`")) {
            String keeping = row.group(2).equals("the same") ? "how many jobs have each value" : row.group(2);
            Set<String> names = documented.computeIfAbsent(keeping, key -> new TreeSet<>());
            Matcher name = Pattern.compile("`([a-z_]+)`").matcher(row.group(1));
            while (name.find()) {
                assertThat(names.add(name.group(1))).as(name.group(1)).isTrue();
            }
        }

        assertThat(documented).isEqualTo(kept());
    }

    @Test
    void documentsListOfWhatIsDropped_hasNothingThatIsKept() throws IOException {
        Matcher dropped =
                Pattern.compile("(?s)\\*\\*Dropped\\*\\*(.*?)A job's record").matcher(Files.readString(DOCUMENT));
        assertThat(dropped.find()).isTrue();
        Set<String> kept = new TreeSet<>();
        kept().values().forEach(kept::addAll);
        Matcher name = Pattern.compile("`([a-z_]+)`").matcher(dropped.group(1));
        int names = 0;
        while (name.find()) {
            names++;
            assertThat(MAPPING.named(name.group(1))).as(name.group(1)).isPresent();
            assertThat(kept).doesNotContain(name.group(1));
        }
        assertThat(names).isGreaterThan(10);
    }

    @Test
    void namedAttributes_tellRowsApart_asFieldsDo() {
        List<KeptColumn> kept = KeptColumns.of(MAPPING, List.of("SAMProject", "JobBatchName", "host", "samproject"))
                .oneByRow();

        assertThat(kept)
                .extracting(KeptColumn::spelling)
                .containsExactly("jobstatus", "exit", "by_signal", "signal", "failed", "samproject", "batch", "host");
    }
}
