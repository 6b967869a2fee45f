package org.shelfmark.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * A parameter, declared once: how it is read from a request, and how it is described.
 *
 * @param <T> what it is read as
 * @param name as it stands in the address
 * @param place where it stands there
 * @param required whether there is no answer without it
 * @param schema its values, as JSON schema
 * @param description what it does, in a few words
 * @param reading makes a value of what was given
 */
record Parameter<T>(
        String name,
        Place place,
        boolean required,
        Map<String, Object> schema,
        String description,
        Reading<T> reading) {

    /** Where a parameter stands. */
    enum Place {
        PATH,
        QUERY,
        HEADER
    }

    /** Makes a value of what was given, or of nothing. */
    interface Reading<T> {
        T read(QueryParameters given, String name);
    }

    Parameter {
        schema = Collections.unmodifiableMap(new TreeMap<>(schema));
    }

    private static <T> Parameter<T> inQuery(
            String name, Map<String, Object> schema, String description, Reading<T> reading) {
        return new Parameter<>(name, Place.QUERY, false, schema, description, reading);
    }

    /** A part of the path, where it says <code>{name}</code>. */
    static Parameter<String> path(String name, String description) {
        return new Parameter<>(
                name, Place.PATH, true, Map.of("type", "string"), description, QueryParameters::pathSegment);
    }

    /** A header that must be there. */
    static Parameter<String> header(String name, String description) {
        return new Parameter<>(
                name, Place.HEADER, true, Map.of("type", "string"), description, QueryParameters::header);
    }

    /** A length of time with its units, where it is there. */
    static Parameter<Optional<Duration>> span(String name, String description) {
        return inQuery(name, Map.of("type", "string"), description, QueryParameters::span);
    }

    /** A text, empty without one. */
    static Parameter<String> text(String name, String description) {
        return inQuery(name, Map.of("type", "string"), description, QueryParameters::text);
    }

    /** A text, where it is there and not empty. */
    static Parameter<Optional<String>> optional(String name, String description) {
        return inQuery(name, Map.of("type", "string"), description, QueryParameters::optional);
    }

    /** An integer; whoever takes the request complains of one that is out of range. */
    static Parameter<Integer> integer(String name, int otherwise, int least, int most, String description) {
        return inQuery(
                name,
                Map.of("type", "integer", "default", otherwise, "minimum", least, "maximum", most),
                description,
                (given, itself) -> given.integer(itself, otherwise));
    }

    /** An integer of at least 1, where it is there. */
    static Parameter<OptionalLong> number(String name, String description) {
        return number(name, 1, description);
    }

    /** An integer, where it is there; whoever takes the request complains of one that is out of range. */
    static Parameter<OptionalLong> number(String name, int least, String description) {
        return inQuery(
                name,
                Map.of("type", "integer", "format", "int64", "minimum", least),
                description,
                QueryParameters::optionalNumber);
    }

    /** A list with commas, empty without one. */
    static Parameter<List<String>> list(String name, String description) {
        return inQuery(
                name, Map.of("type", "array", "items", Map.of("type", "string")), description, QueryParameters::list);
    }

    /** A list of numbers with commas; whoever takes the request complains of those out of range. */
    static Parameter<List<Double>> numbers(
            String name, List<Double> otherwise, int least, int most, String description) {
        return inQuery(
                name,
                Map.of(
                        "type",
                        "array",
                        "items",
                        Map.of("type", "number", "minimum", least, "maximum", most),
                        "default",
                        otherwise),
                description,
                (given, itself) -> given.reals(itself, otherwise));
    }

    /** {@code true} or {@code false}; false without one. */
    static Parameter<Boolean> flag(String name, String description) {
        return inQuery(name, Map.of("type", "boolean", "default", false), description, QueryParameters::flag);
    }

    /** One of some words, the first of them without one. */
    static Parameter<String> oneOf(String name, String description, String... words) {
        return inQuery(
                name,
                Map.of("type", "string", "enum", List.of(words), "default", words[0]),
                description,
                (given, itself) -> given.oneOf(itself, words[0], words));
    }

    /** The same, but there is no answer without it; whoever takes the request complains. */
    Parameter<T> asRequired() {
        return new Parameter<>(name, place, true, schema, description, reading);
    }

    boolean isList() {
        return "array".equals(schema.get("type"));
    }

    /** The values in words. */
    String accepted() {
        List<String> words = new ArrayList<>();
        if (schema.get("enum") instanceof List<?> list) {
            words.add(String.join(", ", list.stream().map(String::valueOf).toList()));
        } else if (isList()) {
            words.add("list with commas");
        } else {
            words.add(
                    switch (String.valueOf(schema.get("type"))) {
                        case "integer" -> "integer";
                        case "boolean" -> "true, false";
                        default -> "text";
                    });
        }
        if (schema.containsKey("maximum")) {
            words.add(schema.get("minimum") + " to " + schema.get("maximum"));
        } else if (schema.containsKey("minimum")) {
            words.add("at least " + schema.get("minimum"));
        }
        if (required) {
            words.add("required");
        } else if (schema.containsKey("default")) {
            words.add(schema.get("default") + " without one");
        }
        return String.join("; ", words);
    }

    /** The parameter as OpenAPI has it. */
    Map<String, Object> described() {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", place.name().toLowerCase(Locale.ROOT));
        parameter.put("required", required);
        parameter.put("description", description);
        if (isList()) {
            parameter.put("style", "form");
            parameter.put("explode", false);
        }
        parameter.put("schema", schema);
        return parameter;
    }
}
