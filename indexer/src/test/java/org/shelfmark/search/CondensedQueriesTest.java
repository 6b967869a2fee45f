package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.document.Columns;
import org.shelfmark.query.CondensedCondition;
import org.shelfmark.query.CondensedQuery;
import org.shelfmark.query.JobCount;
import org.shelfmark.query.QueryException;
import org.shelfmark.query.Spread;

/** Of condensed jobs a query means as many as the index finds of the jobs themselves, within the bounds that are told. */
class CondensedQueriesTest {
    private static final int GROUPS = 12;
    private static final int QUERIES = 40;

    private static final List<String> VALUES = List.of(
            "3",
            "3.0",
            ">1",
            "<=3",
            "1..100",
            "-1..137",
            "9007199254740993",
            "<9007199254740993",
            ">1e300",
            "\"alice\"",
            "\"3\"",
            "al*",
            "*",
            "?o*",
            "true",
            "false",
            "\"TARGET.Memory\"",
            "*env*",
            "time*",
            "3,alice",
            "\"\"");
    private static final List<String> TIMES = List.of(
            ">=2026-11-22", "..2026-11-22T03:40:02", "2026-11-22T03:40:01..2026-11-22T03:40:03", "*", "<2026-11-22");
    private static final List<String> BARE = List.of(
            "alice",
            "Kelvin",
            "a",
            "ali*",
            "3",
            "\"a b\"",
            "\"b c\"",
            "is:failed",
            "is:ok",
            "is:removed",
            "status:completed",
            "has:status",
            "has:args",
            "args:alice",
            "ran:2026-11-22",
            "id:3",
            "id:ap1#4.0",
            "source:AP1",
            "universe:docker",
            "*");

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("shelfmark.thorough") ? 100 : 6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void valuesOfUsualKinds_boundsHoldTheTrueCount(long seed) throws Exception {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        String text = new RandomArchive(random, 20 + random.nextInt(20)).text();
        try (CondensedShelf shelf = new CondensedShelf(records(text))) {
            for (int i = 0; i < GROUPS; i++) {
                CondensedGroup group = shelf.group(random);
                for (int j = 0; j < QUERIES; j++) {
                    int depth = random.nextInt(4);
                    check(shelf, group, RandomQuery.make(random, depth).text(), true, depth == 0, seed);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void valuesOfEveryKind_boundsHoldTheTrueCount(long seed) throws Exception {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        ConstrainedArchive archive = new ConstrainedArchive(random);
        List<String> records = new ArrayList<>();
        for (int cluster = 1; cluster <= 40; cluster++) {
            records.add(archive.record(cluster).text());
        }
        try (CondensedShelf shelf = new CondensedShelf(records)) {
            for (int i = 0; i < GROUPS; i++) {
                CondensedGroup group = shelf.group(random);
                for (int j = 0; j < QUERIES; j++) {
                    try {
                        check(shelf, group, query(random, random.nextInt(4)), false, false, seed);
                    } catch (QueryException refused) {
                        // not every value can be asked of every attribute
                    }
                }
            }
        }
    }

    private static List<String> records(String text) {
        List<String> records = new ArrayList<>();
        StringBuilder record = new StringBuilder();
        for (String line : text.lines().toList()) {
            record.append(line).append('\n');
            if (line.startsWith("***")) {
                records.add(record.toString());
                record.setLength(0);
            }
        }
        return records;
    }

    private static String query(Random random, int depth) {
        if (depth == 0) {
            String name = RandomArchive.pick(random, ConstrainedArchive.NAMES);
            boolean time = name.equals("CompletionDate") || name.equals("QDate");
            return switch (random.nextInt(6)) {
                case 0 -> RandomArchive.pick(random, BARE);
                case 1 -> "has:" + name.toLowerCase(Locale.ROOT);
                default -> name + ":" + RandomArchive.pick(random, time ? TIMES : VALUES);
            };
        }
        String left = query(random, depth - 1);
        String right = query(random, depth - 1);
        return switch (random.nextInt(3)) {
            case 0 -> "(" + left + ") (" + right + ")";
            case 1 -> "((" + left + ") OR (" + right + "))";
            default -> "NOT (" + left + ")";
        };
    }

    private static void check(
            CondensedShelf shelf, CondensedGroup group, String query, boolean usual, boolean oneLeaf, long seed)
            throws IOException {
        CondensedCondition condition = CondensedQuery.of(query, shelf.context());
        Set<Integer> found = shelf.found(query);
        String as = "seed " + seed + ", query " + query + ", " + group.jobs() + " jobs";
        JobCount count = condition.count(group);
        assertHolds(count, group.documents(), found, as);
        boolean ofText = query.contains("\"") || query.contains("*");
        if (usual && (oneLeaf ? isCounted(group, condition, ofText) : isSingle(group, condition, ofText))) {
            assertThat(count.isExact()).as(as + " " + count).isTrue();
        }
        for (String column : columns(condition)) {
            for (CondensedGroup.Part part : group.parts(column)) {
                assertHolds(condition.count(group, part.slice()), part.documents(), found, as + " " + part.slice());
            }
        }
    }

    /** Columns that are looked at, and one that is not. */
    private static List<String> columns(CondensedCondition condition) {
        List<String> columns = new ArrayList<>(condition.columns());
        columns.add("signal");
        columns.add(Columns.ofAttribute("tier"));
        return columns;
    }

    /** Where a column is not faithful, an expression without a value may have the text that is asked for. */
    private static boolean isCounted(CondensedGroup group, CondensedCondition condition, boolean ofText)
            throws IOException {
        for (String column : condition.columns()) {
            boolean hidden = ofText && !column.startsWith("attr:") && !group.isFaithful(column);
            if (hidden || !(group.spread(column) instanceof Spread.Values)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSingle(CondensedGroup group, CondensedCondition condition, boolean ofText)
            throws IOException {
        for (String column : condition.columns()) {
            if (!group.isSingle(column)) {
                return false;
            }
        }
        return isCounted(group, condition, ofText);
    }

    private static void assertHolds(JobCount count, List<Integer> documents, Set<Integer> found, String as) {
        long matching = documents.stream().filter(found::contains).count();
        assertThat(matching).as(as).isBetween(count.least(), count.most());
    }
}
