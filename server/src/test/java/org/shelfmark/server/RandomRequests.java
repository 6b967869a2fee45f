package org.shelfmark.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Requests that nobody should send, to all routes of a server and with all their parameters. */
final class RandomRequests {
    private static final List<String> PIECES = List.of(
            "owner:",
            "exit:",
            "runtime:>",
            "memory:>=",
            "completed:",
            "ran:",
            "has:",
            "is:",
            "id:",
            "host:",
            "MyBig:",
            "alice",
            "0",
            "-1",
            "9223372036854775807",
            "-9223372036854775808",
            "9223372036854775808",
            "1e999",
            "NaN",
            "0x10",
            "1..2",
            "..",
            "[1 TO 2]",
            "[",
            "]",
            "(",
            ")",
            "{",
            "}",
            "\"",
            "\\",
            "*",
            "?",
            "**",
            "~",
            "^",
            "/",
            "AND",
            "OR",
            "NOT",
            "-",
            "!",
            "+",
            " ",
            "\t",
            "\n",
            "\0",
            ",",
            ";",
            ":",
            "=",
            "@",
            "#",
            "%",
            "&",
            "'",
            "<",
            ">",
            "é",
            "批",
            "😀",
            "\u0301",
            "\u202e",
            "\ud800",
            "TRUE",
            "undefined",
            "error",
            "2026-11-22",
            "2026-13-45",
            "-7d",
            "now",
            "today",
            "999999999y",
            "1h30m",
            "4GB",
            "99999999999TB",
            "9999-12-31",
            "-999999999-01-01");

    /** What some parameter of some route takes. */
    private static final List<String> SENSIBLE = List.of(
            "runtime",
            "memory,owner",
            "ended",
            "completed",
            "exit,status",
            "host",
            "batch",
            "MyInt",
            "cluster",
            "dag",
            "1h",
            "1s",
            "1M",
            "log",
            "auto",
            "0.1",
            "1GB",
            "1e300",
            "count",
            "value",
            "-jobs",
            "50,99.9",
            "csv",
            "ndjson",
            "json",
            "is:failed",
            "owner:al",
            "*");

    /** As ISO 8859-1: letters above 0x7F are bytes that are no UTF-8. */
    private static final List<String> BROKEN = List.of(
            "%",
            "%z",
            "%zz",
            "%4",
            "%u0041",
            "%FF",
            "%C0%80",
            "%ED%A0%80",
            "\u00e9",
            "\u00ff\u00fe",
            "\u0001",
            "\u007f",
            "{",
            "|",
            "^",
            "`",
            "\"",
            "<",
            "\\",
            "//",
            "/../",
            "/./",
            ";x=y",
            "?",
            "#",
            "&&&",
            "==",
            "+",
            "%00",
            "%2F");

    private final Random random;
    private final List<Route> routes;
    private final List<Parameter<?>> parameters;

    RandomRequests(Random random, List<Route> routes) {
        this.random = random;
        this.routes = routes;
        this.parameters = routes.stream()
                .flatMap(route -> route.parameters().stream())
                .filter(parameter -> parameter.place() == Parameter.Place.QUERY)
                .toList();
    }

    /** A path with its query; whatever it says, it is written as an address must be. */
    String next() {
        Route route = routes.get(random.nextInt(routes.size()));
        String id = random.nextBoolean() ? random.nextInt(700) + "." + random.nextInt(50) : value();
        StringBuilder request = new StringBuilder(route.path().replaceFirst("\\{[a-z]+}", encoded(id)));
        char separator = '?';
        if (random.nextBoolean()) {
            for (Parameter<?> parameter : route.parameters()) {
                if (parameter.required() && parameter.place() == Parameter.Place.QUERY) {
                    request.append(separator)
                            .append(parameter.name())
                            .append('=')
                            .append(encoded(sensible()));
                    separator = '&';
                }
            }
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            request.append(separator).append(name(route)).append('=').append(encoded(value()));
            separator = '&';
        }
        return request.toString();
    }

    /** Most often a parameter of the route, sometimes one of another, sometimes none. */
    private String name(Route route) {
        List<Parameter<?>> own = route.parameters().stream()
                .filter(parameter -> parameter.place() == Parameter.Place.QUERY)
                .toList();
        int choice = random.nextInt(15);
        if (choice == 0) {
            return encoded(piece());
        }
        List<Parameter<?>> from = choice < 3 || own.isEmpty() ? parameters : own;
        return from.get(random.nextInt(from.size())).name();
    }

    /** The same with bytes put into it that have no place in an address. */
    String nextBroken() {
        StringBuilder request = new StringBuilder(next());
        for (int i = random.nextInt(3); i >= 0; i--) {
            request.insert(1 + random.nextInt(request.length()), BROKEN.get(random.nextInt(BROKEN.size())));
        }
        return request.toString();
    }

    private String piece() {
        return PIECES.get(random.nextInt(PIECES.size()));
    }

    private String sensible() {
        return SENSIBLE.get(random.nextInt(SENSIBLE.size()));
    }

    private String value() {
        StringBuilder text = new StringBuilder();
        switch (random.nextInt(15)) {
            case 0 -> text.append(random.nextInt());
            case 1 -> text.append(random.nextLong()).append('.').append(random.nextInt(100));
            case 2 -> random.ints(random.nextInt(40), 0, 0x300).forEach(text::appendCodePoint);
            case 3 -> text.append("(".repeat(random.nextInt(1500))).append("exit:0");
            case 4 -> text.append("exit:1,".repeat(random.nextInt(700))).append('2');
            case 5 -> text.append("*a?".repeat(random.nextInt(1000)));
            case 6 ->
                text.append(Base64.getUrlEncoder()
                        .encodeToString("{\"for\":1,\"at\":[]}".getBytes(StandardCharsets.UTF_8)));
            case 7, 8, 9 -> text.append(sensible());
            default -> {
                for (int i = random.nextInt(12); i >= 0; i--) {
                    text.append(piece());
                }
            }
        }
        return text.toString();
    }

    /** Every byte may be encoded; some are cut in the middle of a letter. */
    private String encoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = random.nextInt(20) == 0 ? bytes.length - bytes.length / 3 : bytes.length;
        StringBuilder encoded = new StringBuilder();
        for (int i = 0; i < length; i++) {
            char letter = (char) (bytes[i] & 0xFF);
            if (Character.isLetterOrDigit(letter) && letter < 0x80 && random.nextInt(10) != 0) {
                encoded.append(letter);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) letter));
            }
        }
        return encoded.toString();
    }
}
