package org.shelfmark.server;

import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.shelfmark.search.SearchException;

/** The parameters of a request; one that the route does not know is an error, because it would not do what it says. */
final class QueryParameters {
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

    QueryParameters(Context context, Set<String> accepted) {
        this(context, QueryString.parse(context.queryString()));
        given.forEach((name, values) -> {
            if (!accepted.contains(name)) {
                throw bad("unknown parameter '" + name + "'; accepted: "
                        + (accepted.isEmpty() ? "none" : String.join(", ", new TreeSet<>(accepted))));
            }
            if (values.size() > 1) {
                throw bad("parameter '" + name + "' stands there more than once");
            }
        });
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
