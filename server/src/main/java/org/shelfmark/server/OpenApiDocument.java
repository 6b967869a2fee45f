package org.shelfmark.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.shelfmark.search.SearchJson;

/** A route table as an OpenAPI 3.1 document. */
final class OpenApiDocument {
    private static final String VERSION = "3.1.0";

    private final RecordSchemas schemas = new RecordSchemas();

    private OpenApiDocument() {}

    static byte[] of(RouteTable table) {
        return SearchJson.write(new OpenApiDocument().document(table)).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, Object> document(RouteTable table) {
        Map<String, Object> paths = new LinkedHashMap<>();
        for (Route route : table.routes()) {
            paths.put(route.path(), Map.of(route.method().word().toLowerCase(Locale.ROOT), operation(route)));
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", VERSION);
        document.put("info", new TreeMap<>(Map.of("title", "Shelfmark", "version", "1")));
        document.put("paths", paths);
        document.put("components", Map.of("schemas", schemas.all()));
        return document;
    }

    private Map<String, Object> operation(Route route) {
        Map<String, Object> responses = new LinkedHashMap<>();
        responses.put("200", response(route.answer()));
        if (route.isInApi()) {
            responses.put("429", problem("too many requests at once; ask again after Retry-After seconds"));
        }
        if (route.method() instanceof Route.Method.Post) {
            responses.put("403", problem("this server does not do that, or not for a web page"));
            responses.put("503", problem("somebody else is changing the index; ask again after Retry-After seconds"));
        }
        responses.put("default", problem("why there is no answer"));
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", operationId(route.path()));
        operation.put("summary", route.summary());
        operation.put(
                "parameters",
                route.parameters().stream().map(Parameter::described).toList());
        operation.put("responses", responses);
        return operation;
    }

    private static String operationId(String path) {
        String name = path.startsWith(Route.API) ? path.substring(Route.API.length()) : path.substring(1);
        return name.replaceAll("[^A-Za-z0-9]+", "_").replaceFirst("_$", "");
    }

    private Map<String, Object> response(Answer answer) {
        return switch (answer) {
            case Answer.Json json ->
                described(
                        json.type().getSimpleName(),
                        Map.of(Bodies.JSON, Map.of("schema", schemas.reference(json.type()))));
            case Answer.Raw raw -> described(raw.description(), rawContent(raw.mediaTypes()));
        };
    }

    private static Map<String, Object> rawContent(List<String> mediaTypes) {
        Map<String, Object> content = new LinkedHashMap<>();
        for (String mediaType : mediaTypes) {
            content.put(
                    mediaType,
                    switch (mediaType) {
                        case Bodies.JSON -> Map.of("schema", Map.of("type", "object"));
                        case "text/plain", "text/html" -> Map.of("schema", Map.of("type", "string"));
                        default -> Map.of();
                    });
        }
        return content;
    }

    private Map<String, Object> problem(String description) {
        return described(
                description,
                Map.of(ProblemDetails.CONTENT_TYPE, Map.of("schema", schemas.reference(ProblemDetails.class))));
    }

    private static Map<String, Object> described(String description, Map<String, Object> content) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("description", description);
        response.put("content", content);
        return response;
    }
}
