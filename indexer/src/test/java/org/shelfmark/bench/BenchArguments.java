package org.shelfmark.bench;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The command line of {@link BenchCommand}, read once.
 *
 * @param sizes numbers of jobs at which is measured, ascending
 * @param seed of the generated archives
 * @param chunk most jobs generated and indexed at once, 1 or more
 * @param seconds how long each question is asked, more than 0
 * @param directory where a temporary directory is made; empty for the system's own place
 * @param keep a directory that is kept and gone on from
 * @param json where the results go as JSON
 * @param parts what is measured beside the indexing itself
 */
record BenchArguments(
        List<Long> sizes,
        long seed,
        long chunk,
        double seconds,
        Optional<Path> directory,
        Optional<Path> keep,
        Optional<Path> json,
        Set<Part> parts) {
    static final long DEFAULT_JOBS = 300_000;
    private static final List<String> NAMES =
            List.of("--jobs", "--seed", "--chunk", "--seconds", "--dir", "--keep", "--json", "--only");

    /** What can be left out. The archive is always generated, read and indexed. */
    enum Part {
        VAULT,
        ENGINE,
        CATCH_UP,
        START,
        FRESHNESS,
        QUERIES,
        MEMORY;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    BenchArguments {
        sizes = List.copyOf(sizes);
        parts = Set.copyOf(parts);
    }

    /** @throws IllegalArgumentException with what was found and what is accepted */
    static BenchArguments parse(List<String> words) {
        List<Long> sizes = new ArrayList<>();
        Set<Part> parts = EnumSet.noneOf(Part.class);
        long seed = 7;
        long chunk = 1_000_000;
        double seconds = 2;
        Optional<Path> directory = Optional.empty();
        Optional<Path> keep = Optional.empty();
        Optional<Path> json = Optional.empty();
        for (int i = 0; i < words.size(); i += 2) {
            String name = words.get(i);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException(
                        "option '" + name + "' is unknown; accepted: " + String.join(", ", NAMES) + ", --jmh, --help");
            }
            if (i + 1 == words.size()) {
                throw new IllegalArgumentException("option '" + name + "' has no value");
            }
            String value = words.get(i + 1);
            switch (name) {
                case "--jobs" -> {
                    for (String one : value.split(",", -1)) {
                        sizes.add(count(name, one));
                    }
                }
                case "--only" -> {
                    for (String one : value.split(",", -1)) {
                        parts.add(part(one));
                    }
                }
                case "--seed" -> seed = number(name, value);
                case "--chunk" -> chunk = count(name, value);
                case "--seconds" -> seconds = seconds(value);
                case "--dir" -> directory = Optional.of(path(name, value));
                case "--keep" -> keep = Optional.of(path(name, value));
                case "--json" -> json = Optional.of(path(name, value));
                default -> throw new IllegalStateException(name);
            }
        }
        if (directory.isPresent() && keep.isPresent()) {
            throw new IllegalArgumentException(
                    "'--dir' is for a directory that is removed, '--keep' for one that is kept;"
                            + " accepted: one of them");
        }
        if (sizes.isEmpty()) {
            sizes.add(DEFAULT_JOBS);
        }
        return new BenchArguments(
                sizes.stream().distinct().sorted().toList(),
                seed,
                chunk,
                seconds,
                directory,
                keep,
                json,
                parts.isEmpty() ? EnumSet.allOf(Part.class) : parts);
    }

    private static Part part(String word) {
        List<String> words = new ArrayList<>();
        for (Part part : Part.values()) {
            if (part.word().equals(word)) {
                return part;
            }
            words.add(part.word());
        }
        throw new IllegalArgumentException(
                "option '--only' is '" + word + "'; accepted, with commas: " + String.join(", ", words));
    }

    private static long number(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("option '" + name + "' is '" + value + "'; accepted: a whole number", e);
        }
    }

    private static long count(String name, String value) {
        long number = number(name, value);
        if (number < 1) {
            throw new IllegalArgumentException("option '" + name + "' is '" + value + "'; accepted: 1 or more");
        }
        return number;
    }

    private static double seconds(String value) {
        try {
            double seconds = Double.parseDouble(value);
            if (seconds > 0 && seconds <= 3600) {
                return seconds;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("option '--seconds' is '" + value + "'; accepted: a number", e);
        }
        throw new IllegalArgumentException("option '--seconds' is '" + value + "'; accepted: more than 0, up to 3600");
    }

    private static Path path(String name, String value) {
        try {
            if (!value.isBlank()) {
                return Path.of(value).toAbsolutePath().normalize();
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("option '" + name + "' is '" + value + "'; accepted: a path", e);
        }
        throw new IllegalArgumentException("option '" + name + "' is '" + value + "'; accepted: a path");
    }

    boolean wants(Part part) {
        return parts.contains(part);
    }

    /** How many jobs are added by one indexing after the other, so that the index has each of the sizes once. */
    List<Long> chunks() {
        List<Long> chunks = new ArrayList<>();
        long jobs = 0;
        for (long size : sizes) {
            while (jobs < size) {
                long next = Math.min(chunk, size - jobs);
                chunks.add(next);
                jobs += next;
            }
        }
        return chunks;
    }
}
