package org.shelfmark.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A route table as a page to read. It has no script, and nothing from elsewhere. */
final class ApiPage {
    private static final String BEGINNING = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Shelfmark: HTTP interface</title>
            <link rel="icon" href="/page/icon.svg" type="image/svg+xml">
            <link rel="stylesheet" href="/page/api.css">
            </head>
            <body>
            <h1>HTTP interface</h1>
            <p>Routes are GET unless they say POST. An unknown parameter, or one that stands there twice, is an error. The same for programs:
            <a href="/openapi.json">/openapi.json</a>.</p>
            """;

    private final StringBuilder html = new StringBuilder(BEGINNING);
    private final RecordSchemas schemas = new RecordSchemas();

    private ApiPage() {}

    static byte[] of(RouteTable table) {
        ApiPage page = new ApiPage();
        table.routes().forEach(page::add);
        page.add(new Answer.Json(ProblemDetails.class), "Instead of an answer, when there is none: ");
        page.addShapes();
        return page.html.append("</body>\n</html>\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void add(Route route) {
        html.append("<h2>")
                .append(route.method().word())
                .append(' ')
                .append(escaped(route.path()))
                .append("</h2>\n<p>");
        html.append(escaped(route.summary())).append(".</p>\n");
        if (!route.parameters().isEmpty()) {
            html.append("<table>\n<tr><th>parameter</th><th>accepted</th><th></th></tr>\n");
            for (Parameter<?> parameter : route.parameters()) {
                row(
                        "<code>" + escaped(parameter.name()) + "</code>",
                        escaped(parameter.accepted()),
                        escaped(parameter.description()));
            }
            html.append("</table>\n");
        }
        add(route.answer(), "Answer: ");
    }

    private void add(Answer answer, String words) {
        html.append("<p>").append(words);
        html.append(
                switch (answer) {
                    case Answer.Json json -> shape(schemas.reference(json.type()));
                    case Answer.Raw raw ->
                        escaped(raw.description()) + " (<code>" + escaped(String.join(", ", raw.mediaTypes()))
                                + "</code>)";
                });
        html.append("</p>\n");
    }

    private void addShapes() {
        html.append("<h1>Shapes</h1>\n");
        schemas.all().forEach((name, schema) -> {
            html.append("<h2 id=\"").append(name).append("\">").append(name).append("</h2>\n<table>\n");
            if (schema instanceof Map<?, ?> object && object.get("properties") instanceof Map<?, ?> properties) {
                properties.forEach((member, form) -> row(
                        "<code>" + escaped(String.valueOf(member)) + "</code>",
                        form instanceof Map<?, ?> described ? shape(described) : "",
                        ""));
            }
            html.append("</table>\n");
        });
    }

    /** A schema in words, with a link to the shape it refers to. */
    private static String shape(Map<?, ?> schema) {
        if (schema.get("$ref") instanceof String reference) {
            String name = reference.substring(reference.lastIndexOf('/') + 1);
            return "<a href=\"#" + name + "\">" + name + "</a>";
        }
        if (schema.get("anyOf") instanceof Iterable<?> forms) {
            StringBuilder words = new StringBuilder();
            for (Object form : forms) {
                words.append(words.isEmpty() ? "" : " or ");
                words.append(form instanceof Map<?, ?> described ? shape(described) : "");
            }
            return words.toString();
        }
        if (schema.get("items") instanceof Map<?, ?> items) {
            return "list of " + shape(items);
        }
        if (schema.get("additionalProperties") instanceof Map<?, ?> values) {
            return "object, by name: " + shape(values);
        }
        return escaped(
                String.valueOf(schema.get("type")).replaceAll("[\\[\\]]", "").replace(", ", " or "));
    }

    private void row(String... cells) {
        html.append("<tr>");
        for (String cell : cells) {
            html.append("<td>").append(cell).append("</td>");
        }
        html.append("</tr>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
