package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.rollup.RollupException;

/**
 * Whatever happens to the archives, and however the index is mended, an index with archived submissions has the jobs of one
 * without: none twice, none lost.
 */
class ArchivedHistoriesTest {
    private static final boolean THOROUGH = Boolean.getBoolean("shelfmark.thorough");
    private static final int STEPS = 16;
    private static final List<String> FIGURES = List.of("cluster", "owner", "jobstatus", "exit");

    private final List<String> done = new ArrayList<>();
    private int jobs;
    private int copies;
    private boolean wasCut;

    static LongStream seeds() {
        long first = Long.getLong("shelfmark.firstSeed", 1);
        return LongStream.range(first, first + (THOROUGH ? Integer.getInteger("shelfmark.seeds", 200) : 4));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomHistories_haveTheSameJobs(long seed, @TempDir Path directory) throws IOException {
        Random random = new Random(seed);
        try (TwinShelf shelf = new TwinShelf(directory, ZoneOffset.UTC)) {
            write(shelf, random, 40);
            shelf.index();
            for (int step = 0; step < STEPS; step++) {
                done.add(step(shelf, random));
                compare(shelf, "seed " + seed + ", " + done);
            }
            try {
                shelf.unarchive("*");
                done.add("all brought back");
                compare(shelf, "seed " + seed + ", " + done);
                assertThat(shelf.rolledUp().status().archivedJobs()).isNull();
            } catch (RollupException gone) {
                assertThat(gone.kind()).as(gone.getMessage()).isEqualTo(RollupException.Kind.RECORD_GONE);
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            System.out.println("seed " + seed + ": " + done);
            throw e;
        }
    }

    private String step(TwinShelf shelf, Random random) throws IOException {
        String source = OddJobs.pick(random, ArchivedSpool.SOURCES);
        Path history = shelf.directory(source).resolve("history");
        return switch (random.nextInt(14)) {
            case 0 -> {
                write(shelf, random, 1 + random.nextInt(20));
                shelf.index();
                yield "write";
            }
            case 1 -> {
                shelf.rotate(source);
                shelf.index();
                yield "rotate " + source;
            }
            case 2 -> {
                Files.copy(history, copy(shelf, source));
                if (random.nextBoolean()) {
                    shelf.index();
                }
                wasCut = true;
                Files.writeString(history, "");
                write(shelf, random, random.nextInt(3));
                shelf.index();
                yield "copy and truncate " + source;
            }
            case 3 -> {
                for (Path file : rotated(shelf, source)) {
                    if (random.nextBoolean()) {
                        Files.copy(file, copy(shelf, source));
                    }
                }
                shelf.index();
                yield "second copies " + source;
            }
            case 4 -> {
                wasCut = true;
                byte[] bytes = Files.readAllBytes(history);
                int end = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                        .indexOf("\n***", random.nextInt(bytes.length + 1));
                int after = end < 0
                        ? bytes.length
                        : new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf('\n', end + 1) + 1;
                Files.write(history, java.util.Arrays.copyOf(bytes, after));
                write(shelf, random, random.nextInt(4));
                shelf.index();
                yield "cut " + source;
            }
            case 5 -> {
                shelf.rotate(source);
                shelf.index();
                for (Path file : rotated(shelf, source)) {
                    if (random.nextBoolean()) {
                        Files.delete(file);
                    }
                }
                shelf.index();
                yield "delete " + source;
            }
            case 6 -> {
                shelf.append(source, "Garbage = 1\nOwner = \"x\n*** Offset = 7 nothing\n");
                write(shelf, random, 3);
                shelf.index();
                yield "damage " + source;
            }
            case 7 -> {
                shelf.verify();
                yield "verify";
            }
            case 8 -> {
                // a rebuilt registry does not know that the bytes of a cut file were another file once
                boolean rebuild = !wasCut && random.nextBoolean();
                shelf.repair(rebuild);
                shelf.verify();
                shelf.index();
                yield rebuild ? "rebuild" : "repair";
            }
            case 9 -> {
                String query = "cluster:<" + random.nextInt(9);
                try {
                    shelf.unarchive(query);
                } catch (RollupException gone) {
                    yield "unarchive " + gone.getMessage();
                }
                yield "unarchive " + query;
            }
            case 10 -> {
                OptionalLong budget = OptionalLong.of(random.nextInt(20_000));
                shelf.index(budget);
                yield "budget " + budget;
            }
            default -> {
                String query = random.nextBoolean() ? "*" : "cluster:>" + random.nextInt(9);
                shelf.archive(query, random.nextBoolean() ? new String[0] : new String[] {"Tag"});
                yield "archive " + query;
            }
        };
    }

    private Path copy(TwinShelf shelf, String source) {
        return shelf.directory(source).resolve("history.20261121T%06d".formatted(++copies));
    }

    private static List<Path> rotated(TwinShelf shelf, String source) throws IOException {
        try (Stream<Path> files = Files.list(shelf.directory(source))) {
            return files.filter(file -> !file.endsWith("history"))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }

    private void write(TwinShelf shelf, Random random, int count) throws IOException {
        OddJobs odd = new OddJobs(random, 1_000);
        for (int i = 0; i < count; i++) {
            String record = odd.record(1 + random.nextInt(8), jobs, jobs);
            String source = OddJobs.pick(random, ArchivedSpool.SOURCES);
            jobs++;
            shelf.append(source, random.nextInt(20) == 0 ? record + record : record);
        }
    }

    private static void compare(TwinShelf shelf, String as) throws IOException {
        for (String by : FIGURES) {
            SummarizedShelf.Question question =
                    search -> search.facets(new Requests.Facets("*", List.of(by), Requests.MAX_TOP));
            JsonNode live = TwinShelf.answer(shelf.live(), question);
            JsonNode archived = TwinShelf.answer(shelf.rolledUp(), question);
            assertThat(SummarizedShelf.differences(live, archived))
                    .as(by + ", " + as)
                    .isEmpty();
        }
        assertThat(shelf.rolledUp().status().records())
                .as(as)
                .isEqualTo(shelf.live().status().records());
        assertThat(shelf.rolledUp().status().quarantined())
                .as(as)
                .isEqualTo(shelf.live().status().quarantined());
    }
}
