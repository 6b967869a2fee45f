package org.shelfmark.server;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.shelfmark.search.SearchException;

/** The parameters of a request; one that the route does not know is an error, because it would not do what it says. */
final class QueryParameters {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Context context;
    private final Map<String, List<String>> given;

    private QueryParameters(Context context, Map<String, List<String>> given) {
        this.context = context;
        this.given = given;
    }

    /** For routes that have no parameters and do not mind some. */
    static QueryParameters none(Context context) {
        return new QueryParameters(context, Map.of());
    }

    QueryParameters(Context context, Set<String> accepted, Map<String, String> refused) {
        this(context, parsed(context));
        given.forEach((name, values) -> {
            String refusal = refused.get(name);
            if (refusal != null) {
                throw bad(refusal);
            }
            if (!accepted.contains(name)) {
                throw bad("unknown parameter '" + name + "'; accepted: "
                        + (accepted.isEmpty() ? "none" : String.join(", ", new TreeSet<>(accepted))));
            }
            if (values.size() > 1) {
                throw bad("parameter '" + name + "' stands there more than once");
            }
        });
    }

    /** What stands behind the question mark, and in the body of a request that has one. */
    private static Map<String, List<String>> parsed(Context context) {
        Map<String, List<String>> given = QueryString.parse(context.queryString());
        if (!HandlerType.POST.equals(context.method())) {
            return given;
        }
        String body = context.body();
        String type = Objects.requireNonNullElse(context.contentType(), "");
        if (!body.isEmpty() && !type.startsWith(FORM)) {
            throw bad("a body of '" + type + "'; accepted: parameters in the address, or a body of " + FORM);
        }
        QueryString.parse(body)
                .forEach((name, values) -> given.merge(name, values, (one, other) -> {
                    List<String> both = new ArrayList<>(one);
                    both.addAll(other);
                    return both;
                }));
        return given;
    }

    /** The value of a header, empty without one. */
    String header(String name) {
        return Objects.requireNonNullElse(context.header(name), "");
    }

    /** A length of time with its units, where it is there. */
    Optional<Duration> span(String name) {
        return optional(name)
                .map(text -> TimeSpans.read(text)
                        .orElseThrow(() ->
                                bad("parameter '" + name + "' is '" + text + "'; accepted: " + TimeSpans.ACCEPTED)));
    }

    /** What stands in the path where the route says <code>{name}</code>. */
    String pathSegment(String name) {
        return context.pathParam(name);
    }

    /** A text, empty without one. */
    String text(String name) {
        return optional(name).orElse("");
    }

    /** A text, where it is there and not empty. */
    Optional<String> optional(String name) {
        return Optional.ofNullable(given.get(name)).map(List::getFirst).filter(text -> !text.isEmpty());
    }

    /** A comma-separated list, empty without one. */
    List<String> list(String name) {
        List<String> items = new ArrayList<>();
        for (String item : text(name).split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    /** A comma-separated list of numbers; others without one. */
    List<Double> reals(String name, List<Double> otherwise) {
        List<String> items = list(name);
        if (items.isEmpty()) {
            return otherwise;
        }
        List<Double> numbers = new ArrayList<>();
        for (String item : items) {
            try {
                numbers.add(Double.valueOf(item));
            } catch (NumberFormatException e) {
                throw bad("parameter '" + name + "' has '" + item + "'; accepted: numbers with commas");
            }
        }
        return numbers;
    }

    /** An integer. */
    int integer(String name, int otherwise) {
        Optional<String> text = optional(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.get());
        } catch (NumberFormatException e) {
            throw notAnInteger(name, text.get());
        }
    }

    /** An integer, where it is there. */
    OptionalLong optionalNumber(String name) {
        Optional<String> text = optional(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text.get()));
        } catch (NumberFormatException e) {
            throw notAnInteger(name, text.get());
        }
    }

    private static SearchException notAnInteger(String name, String text) {
        return bad("parameter '" + name + "' is '" + text + "'; accepted: an integer");
    }

    /** {@code true} or {@code false}; false without one. */
    boolean flag(String name) {
        String text = text(name);
        return switch (text) {
            case "true" -> true;
            case "", "false" -> false;
            default -> throw bad("parameter '" + name + "' is '" + text + "'; accepted: true, false");
        };
    }

    /** One of some words. */
    String oneOf(String name, String otherwise, String... accepted) {
        String text = optional(name).orElse(otherwise);
        if (!List.of(accepted).contains(text)) {
            throw bad("parameter '" + name + "' is '" + text + "'; accepted: " + String.join(", ", accepted));
        }
        return text;
    }

    private static SearchException bad(String message) {
        return new SearchException(SearchException.Kind.BAD_REQUEST, message);
    }
}
