package org.shelfmark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.shelfmark.bench.BenchArguments.Part;
import org.shelfmark.sample.SampleArchive;

/**
 * One run. The index grows, one access point after the other, and is asked whenever it has one of the wanted sizes. The first
 * archive is kept for all that is measured of archives; each other one is deleted once it is indexed. What the results hold
 * already is not measured again.
 */
final class Bench {
    private static final String WC = "wc -l";
    private static final String NAIVE = "naive parser";
    private static final String INDEX = "index --no-vault";
    private static final String WITH_VAULT = "index";
    private static final String FIRST = "archive";
    private static final String NEXT = "archive-next";
    private static final int STARTS = 10;
    private static final int CATCH_UPS = 3;
    private static final int CATCH_UP_FILES = 3;
    private static final String SMALL_HEAP = "-Xmx256m";

    private final BenchArguments arguments;
    private final Path launcher;
    private final WorkPlace place;
    private final Results results;
    private final Consumer<String> talk;

    Bench(BenchArguments arguments, Path launcher, WorkPlace place, Results results, Consumer<String> talk) {
        this.arguments = arguments;
        this.launcher = launcher;
        this.place = place;
        this.results = results;
        this.talk = talk;
    }

    /** Some measuring that a run which was stopped need not repeat. */
    private interface Measuring {
        void measure() throws IOException;
    }

    void run() throws IOException {
        long jobs = 0;
        List<Long> chunks = arguments.chunks();
        for (int chunk = 1; chunk <= chunks.size(); chunk++) {
            long added = chunks.get(chunk - 1);
            if (chunk == 1) {
                first(added);
            } else {
                grow(chunk, jobs + added, added);
            }
            jobs += added;
            if (arguments.sizes().contains(jobs)) {
                ask(jobs);
            }
        }
    }

    private void once(boolean wanted, Section section, long jobs, String what, Measuring measuring) throws IOException {
        if (wanted && !results.has(section, jobs)) {
            talk.accept(what + " ...");
            measuring.measure();
        }
    }

    /** All that is measured of one archive. */
    private void first(long jobs) throws IOException {
        HistoryFiles archive = HistoryFiles.in(Files.createDirectories(place.at(FIRST)));
        if (archive.files().isEmpty() || !results.has(Section.READING, jobs)) {
            archive = generated(FIRST, 1, jobs);
        }
        HistoryFiles files = archive;
        once(true, Section.READING, jobs, "reading", () -> read(files, jobs));
        once(true, Section.INGEST, jobs, "indexing", () -> ingest(files, jobs));
        once(arguments.wants(Part.ENGINE), Section.ENGINE, jobs, "indexing in a warm machine, and Lucene alone", () -> {
            EngineLimit limit = new EngineLimit(files, emptied("engine"));
            results.addAll(limit.measure(jobs));
            limit.delete();
        });
        once(arguments.wants(Part.CATCH_UP), Section.CATCH_UP, jobs, "catching up", () -> catchUp(files, jobs));
        once(arguments.wants(Part.FRESHNESS), Section.FRESHNESS, jobs, "appending", () -> {
            Path directory = emptied("freshness");
            Path sample = launcher.resolveSibling("docs").resolve("sample");
            results.addAll(
                    new Freshness(launcher, directory).measure(new SampleArchive(sample), jobs, arguments.seconds()));
            WorkPlace.delete(directory);
        });
    }

    private Path emptied(String name) throws IOException {
        WorkPlace.delete(place.at(name));
        return Files.createDirectories(place.at(name));
    }

    private HistoryFiles generated(String name, int accessPoint, long jobs) throws IOException {
        talk.accept("generating " + Report.grouped(jobs) + " jobs of access point " + accessPoint + " ...");
        Path directory = emptied(name);
        ChildProcess.run(command(
                "generate",
                "--seed",
                Long.toString(arguments.seed() + accessPoint - 1),
                "--jobs",
                Long.toString(jobs),
                "--schedd",
                "ap" + accessPoint + ".example",
                "--out",
                directory.toString()));
        return HistoryFiles.in(directory);
    }

    private List<String> command(String... words) {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(words));
        return command;
    }

    private void read(HistoryFiles archive, long jobs) throws IOException {
        archive.read();
        double wc = ChildProcess.run(archive.wordCount()).seconds();
        double plain = seconds(archive::read);
        double naive = seconds(() -> {
            long records = archive.parseNaively();
            if (records != jobs) {
                throw new IOException("the naive parser found " + records + " records, not " + jobs);
            }
        });
        double megabytes = archive.bytes() / 1e6;
        results.addAll(List.of(
                reading(WC, jobs, megabytes, wc, wc),
                reading("plain read", jobs, megabytes, plain, wc),
                reading(NAIVE, jobs, megabytes, naive, wc)));
    }

    private static double seconds(Measuring work) throws IOException {
        long began = System.nanoTime();
        work.measure();
        return (System.nanoTime() - began) / 1e9;
    }

    private static Results.Row reading(String name, long jobs, double megabytes, double seconds, double wc) {
        Map<String, Double> values = rates(jobs, megabytes, seconds);
        values.put("x wc -l", seconds / wc);
        return new Results.Row(Section.READING, name, jobs, values);
    }

    private static Map<String, Double> rates(long count, double megabytes, double seconds) {
        double records = count;
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("MB", megabytes);
        values.put("s", seconds);
        values.put("MB/s", megabytes / seconds);
        values.put("records/s", records / seconds);
        return values;
    }

    private void ingest(HistoryFiles archive, long jobs) throws IOException {
        List<Results.Row> rows = new ArrayList<>();
        Path index = emptied("index");
        archive.read();
        ChildProcess.Cost bare = ChildProcess.run(indexing(index, place.at(FIRST), 1, "--no-vault"));
        rows.add(ingested(INDEX, archive, jobs, bare, index));
        if (arguments.wants(Part.VAULT)) {
            Path withVault = emptied("index-vault");
            ChildProcess.Cost both = ChildProcess.run(indexing(withVault, place.at(FIRST), 1));
            rows.add(ingested(WITH_VAULT, archive, jobs, both, withVault));
            WorkPlace.delete(withVault);
        }
        results.addAll(rows);
    }

    private List<String> indexing(Path index, Path archive, int accessPoint, String... more) {
        List<String> command =
                command("index", "--index", index.toString(), "--source", "ap" + accessPoint + ".example");
        command.addAll(List.of(more));
        command.add(archive.toString());
        return command;
    }

    private Results.Row ingested(String name, HistoryFiles archive, long jobs, ChildProcess.Cost cost, Path index)
            throws IOException {
        double archiveBytes = archive.bytes();
        double vaultBytes = WorkPlace.bytes(index.resolve("vault"));
        double wc = results.value(Section.READING, WC, jobs, "s");
        double naive = results.value(Section.READING, NAIVE, jobs, "s");
        Map<String, Double> values = rates(jobs, archiveBytes / 1e6, cost.seconds());
        values.put("CPU s", cost.cpuSeconds());
        values.put("peak resident MB", cost.peakBytes() / 1e6);
        values.put("% of wc -l", 100 * wc / cost.seconds());
        values.put("% of naive parser", 100 * naive / cost.seconds());
        values.put("x librarian", jobs / cost.seconds() / OtherEngines.LIBRARIAN_RECORDS_A_SECOND);
        values.put("index bytes a job", (WorkPlace.bytes(index) - vaultBytes) / jobs);
        values.put("vault, % of archive", 100 * vaultBytes / archiveBytes);
        return new Results.Row(Section.INGEST, name, jobs, values);
    }

    private void catchUp(HistoryFiles archive, long jobs) throws IOException {
        Path directory = emptied("catch-up");
        HistoryFiles history = archive.copyOldest(CATCH_UP_FILES, directory.resolve("spool"));
        history.read();
        double wc = ChildProcess.run(history.wordCount()).seconds();
        long[] nanos = new long[CATCH_UPS];
        for (int i = 0; i < CATCH_UPS; i++) {
            Path index = directory.resolve("index");
            nanos[i] = ChildProcess.time(indexing(index, directory.resolve("spool"), 1));
            WorkPlace.delete(index);
        }
        double seconds = new Latencies(nanos).seconds(50);
        Map<String, Double> values = rates(history.parseNaively(), history.bytes() / 1e6, seconds);
        values.put("% of wc -l", 100 * wc / seconds);
        values.put("x librarian", history.bytes() / 1e6 / seconds / OtherEngines.LIBRARIAN_MEGABYTES_A_SECOND);
        results.add(Section.CATCH_UP, "index, " + history.files().size() + " files", jobs, values);
        WorkPlace.delete(directory);
    }

    /** Adds one more access point. An indexing that was stopped goes on; its time is then not that of all of it. */
    private void grow(int chunk, long jobs, long added) throws IOException {
        if (results.has(Section.GROWTH, jobs)) {
            return;
        }
        HistoryFiles archive = generated(NEXT, chunk, added);
        archive.read();
        double wc = ChildProcess.run(archive.wordCount()).seconds();
        talk.accept("indexing them ...");
        Path index = place.at("index");
        ChildProcess.Cost cost = ChildProcess.run(indexing(index, place.at(NEXT), chunk, "--no-vault"));
        Map<String, Double> values = rates(added, archive.bytes() / 1e6, cost.seconds());
        values.put("CPU s", cost.cpuSeconds());
        values.put("peak resident MB", cost.peakBytes() / 1e6);
        values.put("% of wc -l", 100 * wc / cost.seconds());
        values.put(
                "x first",
                added
                        / cost.seconds()
                        / results.value(
                                Section.INGEST, INDEX, arguments.chunks().get(0), "records/s"));
        values.put("index bytes a job", (double) WorkPlace.bytes(index) / jobs);
        WorkPlace.delete(place.at(NEXT));
        results.add(Section.GROWTH, "access point " + chunk + ", " + Report.grouped(added) + " jobs", jobs, values);
    }

    /** All that is measured of an index of one size. */
    private void ask(long jobs) throws IOException {
        String size = Report.grouped(jobs) + " jobs";
        once(arguments.wants(Part.START), Section.START, jobs, "starting, " + size, () -> start(jobs));
        boolean queries = arguments.wants(Part.QUERIES) && !results.has(Section.QUERIES, jobs);
        boolean memory = arguments.wants(Part.MEMORY) && !results.has(Section.MEMORY, jobs);
        if (queries || memory) {
            talk.accept("asking, " + size + " ...");
            List<Results.Row> rows = new ArrayList<>();
            rows.addAll(served(jobs, "", "as started", arguments.seconds(), queries, memory));
            if (memory) {
                talk.accept("asking with " + SMALL_HEAP + ", " + size + " ...");
                rows.addAll(served(jobs, SMALL_HEAP, SMALL_HEAP, arguments.seconds() / 4, false, true));
            }
            results.addAll(rows);
        }
    }

    private List<Results.Row> served(
            long jobs, String javaOptions, String name, double seconds, boolean queries, boolean memory)
            throws IOException {
        try (BenchServer server = BenchServer.start(launcher, place.at("index"), javaOptions, "--read-only")) {
            List<Question> questions;
            try (HttpConnection connection = server.connect()) {
                questions = new Questions(connection).all();
            }
            ServerMemory used = new ServerMemory(server);
            List<Results.Row> rows = new ArrayList<>();
            List<Results.Row> asked = new Asking(server, seconds).askAll(questions, jobs, used::sample);
            if (queries) {
                rows.addAll(asked);
            }
            if (memory) {
                rows.add(used.row(name, jobs));
            }
            return rows;
        }
    }

    /** A program and how long it took each time. */
    private record Program(String name, List<String> command, long[] nanos) {
        double p50Millis() {
            return new Latencies(nanos).millis(50);
        }
    }

    private void start(long jobs) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Program nothing = new Program(
                "a Java that does nothing",
                List.of(
                        java,
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xshare:auto",
                        "-cp",
                        placeOf(Nothing.class).toString(),
                        Nothing.class.getName()),
                new long[STARTS]);
        String index = place.at("index").toString();
        List<Program> programs = List.of(
                new Program("shelfmark count", command("count", "--index", index), new long[STARTS]),
                new Program(
                        "shelfmark count owner:NAME exit:0",
                        command("count", "--index", index, "owner:" + largestOwner(index), "exit:0"),
                        new long[STARTS]),
                nothing,
                new Program("java -version", List.of(java, "-version"), new long[STARTS]));
        for (int round = -1; round < STARTS; round++) {
            for (Program program : programs) {
                long took = ChildProcess.time(program.command());
                // the first one makes what later ones find, and is not counted
                if (round >= 0) {
                    program.nanos()[round] = took;
                }
            }
        }
        List<Results.Row> rows = new ArrayList<>();
        for (Program program : programs) {
            Map<String, Double> values = new LinkedHashMap<>();
            values.put("p50 ms", program.p50Millis());
            values.put("longest ms", new Latencies(program.nanos()).millis(100));
            values.put("x nothing", program.p50Millis() / nothing.p50Millis());
            rows.add(new Results.Row(Section.START, program.name(), jobs, values));
        }
        results.addAll(rows);
    }

    private String largestOwner(String index) throws IOException {
        String answer = ChildProcess.output(
                command("facets", "--index", index, "--by", "owner", "--top", "1", "--format", "json")
                        .toArray(String[]::new));
        return new ObjectMapper()
                .readTree(answer)
                .at("/facets/owner/values/0/value")
                .asText();
    }

    /** The jar or directory of a class, so that the others on the class path are not looked into. */
    private static Path placeOf(Class<?> type) throws IOException {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IOException("a class stands at a place with an address", e);
        }
    }

    /** What a run will take. */
    static String plan(BenchArguments arguments) {
        return String.format(
                Locale.ROOT,
                "%s jobs in %d indexings; up to %.1f GB of disk",
                Report.grouped(arguments.sizes().get(arguments.sizes().size() - 1)),
                arguments.chunks().size(),
                WorkPlace.needed(arguments) / 1e9);
    }
}
