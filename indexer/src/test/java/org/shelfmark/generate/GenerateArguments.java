package org.shelfmark.generate;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The command line of {@link GenerateCommand}, read once. */
record GenerateArguments(long seed, long jobs, Path directory, GeneratorOptions options) {
    private static final List<String> REQUIRED = List.of("--seed", "--jobs", "--out");
    private static final List<String> OPTIONAL =
            List.of("--rotate-bytes", "--schedd", "--start", "--users", "--array-jobs");

    /** @throws IllegalArgumentException with what was found and what is accepted */
    static GenerateArguments parse(String[] arguments) {
        Map<String, String> values = pairs(arguments);
        for (String name : REQUIRED) {
            if (!values.containsKey(name)) {
                throw new IllegalArgumentException(
                        "option '" + name + "' is missing, '--seed', '--jobs' and '--out' are required");
            }
        }
        GeneratorOptions defaults = GeneratorOptions.defaults();
        GeneratorOptions options = new GeneratorOptions(
                number(values, "--rotate-bytes", defaults.rotateBytes()),
                values.getOrDefault("--schedd", defaults.schedd()),
                instant(values, "--start", defaults.start()),
                integer(values, "--users", defaults.users()),
                integer(values, "--array-jobs", defaults.arrayJobs()));
        long jobs = number(values, "--jobs", 0);
        if (jobs < 1) {
            throw new IllegalArgumentException("option '--jobs' is '" + jobs + "', accepted is 1 or more");
        }
        return new GenerateArguments(
                number(values, "--seed", 0), jobs, directory(values.getOrDefault("--out", "")), options);
    }

    private static Map<String, String> pairs(String[] arguments) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            String name = arguments[i];
            if (!REQUIRED.contains(name) && !OPTIONAL.contains(name)) {
                throw new IllegalArgumentException(
                        "option '" + name + "' is unknown, accepted are " + REQUIRED + ", " + OPTIONAL + " and --help");
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("option '" + name + "' has no value, the last of "
                        + Arrays.toString(arguments) + " must be one");
            }
            if (values.put(name, arguments[i + 1]) != null) {
                throw new IllegalArgumentException("option '" + name + "' is given twice, accepted is once");
            }
        }
        return values;
    }

    private static long number(Map<String, String> values, String name, long missing) {
        String value = values.get(name);
        if (value == null) {
            return missing;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "option '" + name + "' is '" + value + "', accepted is a whole number of at most 64 bits", e);
        }
    }

    private static int integer(Map<String, String> values, String name, int missing) {
        return Math.clamp(number(values, name, missing), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private static Instant instant(Map<String, String> values, String name, Instant missing) {
        String value = values.get(name);
        if (value == null) {
            return missing;
        }
        try {
            return Instant.parse(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "option '" + name + "' is '" + value + "', accepted is an instant like '2026-01-05T08:00:00Z'", e);
        }
    }

    private static Path directory(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("option '--out' is '" + value + "', accepted is a directory");
        }
        try {
            return Path.of(value);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("option '--out' is '" + value + "', accepted is a directory", e);
        }
    }
}
