package org.shelfmark.search;

import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.shelfmark.sample.SampleRecord;

/**
 * A query and, in other words, which records of the sample it means.
 *
 * @param query in the query language
 * @param records the records it means
 */
record Truth(String query, Predicate<SampleRecord> records) {
    private static final List<String> TEXT_ATTRIBUTES = List.of(
            "Cmd",
            "Args",
            "Arguments",
            "Iwd",
            "JobBatchName",
            "JobDescription",
            "DAGNodeName",
            "HoldReason",
            "LastHoldReason",
            "RemoveReason",
            "VacateReason",
            "ExitReason");

    /** A string that is this one, in any case. */
    static Predicate<SampleRecord> text(String name, String value) {
        return record -> string(record, name).filter(value::equalsIgnoreCase).isPresent();
    }

    /** A string in which an expression is found, in any case. */
    static Predicate<SampleRecord> like(String name, String expression) {
        Pattern pattern = Pattern.compile(expression, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
        return record -> string(record, name)
                .filter(text -> pattern.matcher(text).matches())
                .isPresent();
    }

    /** A number literal such as this. */
    static Predicate<SampleRecord> number(String name, DoublePredicate condition) {
        return record -> record.number(name).isPresent()
                && condition.test(record.number(name).getAsDouble());
    }

    /** An integer literal that is one of these. */
    static Predicate<SampleRecord> integer(String name, long... accepted) {
        return record -> {
            boolean found = false;
            for (long each : accepted) {
                found |=
                        record.integer(name).isPresent() && record.integer(name).getAsLong() == each;
            }
            return found;
        };
    }

    /** A positive time within these seconds, both included. */
    static Predicate<SampleRecord> time(String name, long first, long last) {
        return number(name, seconds -> seconds > 0 && seconds >= first && seconds <= last);
    }

    /** A value. */
    static Predicate<SampleRecord> has(String name) {
        return record -> record.has(name);
    }

    /** Text right of the equals sign. */
    static Predicate<SampleRecord> raw(String name, String text) {
        return record -> record.raw(name).equals(text);
    }

    /** A word in one of the texts that bare words search. */
    static Predicate<SampleRecord> word(String expression) {
        Pattern pattern = Pattern.compile(
                "(?<![\\p{L}\\p{N}_])" + expression + "(?![\\p{L}\\p{N}_])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        return record -> TEXT_ATTRIBUTES.stream()
                .anyMatch(name -> string(record, name)
                        .filter(text -> pattern.matcher(text).find())
                        .isPresent());
    }

    private static Optional<String> string(SampleRecord record, String name) {
        return record.raw(name).startsWith("\"") ? Optional.of(record.text(name)) : Optional.empty();
    }

    @Override
    public String toString() {
        return query;
    }
}
