package org.shelfmark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured so far, in order; written to a file after each row, so that a stopped run can go on. */
final class Results {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Optional<Path> file;
    private final long seed;
    private final Machine machine;
    private final List<Row> rows = new ArrayList<>();

    /**
     * One thing that was measured.
     *
     * @param name what, unlike the others of its section and size
     * @param jobs in the archive or index
     * @param values by name and unit
     */
    record Row(Section section, String name, long jobs, Map<String, Double> values) {
        Row {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        double value(String of) {
            Double value = values.get(of);
            if (value == null) {
                throw new IllegalArgumentException("'" + name + "' has no '" + of + "'");
            }
            return value;
        }
    }

    /** The file's form. */
    private record Saved(Machine machine, long seed, List<Row> rows) {}

    private Results(Optional<Path> file, long seed, Machine machine) {
        this.file = file;
        this.seed = seed;
        this.machine = machine;
    }

    /** Results that are not kept. */
    static Results of(long seed, Machine machine) {
        return new Results(Optional.empty(), seed, machine);
    }

    /**
     * Goes on with the results in a file, or begins it.
     *
     * @throws IllegalArgumentException when those are of another seed
     */
    static Results in(Path file, long seed, Machine machine) throws IOException {
        Results results = new Results(Optional.of(file), seed, machine);
        if (Files.exists(file)) {
            Saved saved = JSON.readValue(file.toFile(), Saved.class);
            if (saved.seed() != seed) {
                throw new IllegalArgumentException("'" + file + "' is of seed " + saved.seed() + ", not " + seed
                        + "; accepted: that seed, or another directory");
            }
            results.rows.addAll(saved.rows());
        }
        return results;
    }

    Machine machine() {
        return machine;
    }

    List<Row> rows(Section section) {
        return rows.stream().filter(row -> row.section() == section).toList();
    }

    Optional<Row> find(Section section, String name, long jobs) {
        return rows.stream()
                .filter(row -> row.section() == section && row.name().equals(name) && row.jobs() == jobs)
                .findFirst();
    }

    boolean has(Section section, long jobs) {
        return rows.stream().anyMatch(row -> row.section() == section && row.jobs() == jobs);
    }

    /** The value of a row that was measured before. */
    double value(Section section, String name, long jobs, String of) {
        return find(section, name, jobs)
                .orElseThrow(() -> new IllegalStateException(name + " was not measured"))
                .value(of);
    }

    void add(Section section, String name, long jobs, Map<String, Double> values) throws IOException {
        addAll(List.of(new Row(section, name, jobs, values)));
    }

    /** Adds rows that mean something together only. */
    void addAll(List<Row> measured) throws IOException {
        rows.addAll(measured);
        if (file.isPresent()) {
            Path unfinished = file.get().resolveSibling(file.get().getFileName() + ".new");
            write(unfinished);
            Files.move(unfinished, file.get(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Writes all of it as JSON. */
    void write(Path to) throws IOException {
        Files.writeString(to, json());
    }

    String json() throws IOException {
        return JSON.writeValueAsString(new Saved(machine, seed, rows)) + "\n";
    }
}
