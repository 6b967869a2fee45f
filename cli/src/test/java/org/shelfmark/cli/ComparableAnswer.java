package org.shelfmark.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes answers comparable: members that differ from run to run become 0, cursors and places become
 * their names in braces.
 *
 * @param places the places by their names, as answers show them
 */
record ComparableAnswer(Map<String, String> places) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\n]]");
    private static final Set<String> VOLATILE = Set.of("took_ms", "index_bytes", "segments");

    /** Copies the places. */
    ComparableAnswer {
        places = Map.copyOf(places);
    }

    /** An answer in the form of a scenario. */
    String of(String answer, String form) throws JsonProcessingException {
        return switch (form) {
            case "json" -> json(answer);
            case "shape" -> pretty(shape(MAPPER.readTree(answer)));
            default -> text(answer);
        };
    }

    /** Text with the names of places. */
    String text(String text) {
        String named = text;
        for (Map.Entry<String, String> place : places.entrySet()) {
            named = named.replace(place.getValue(), "{" + place.getKey() + "}");
        }
        return named;
    }

    /** JSON, one member a line, in the order in which it was written. */
    String json(String json) throws JsonProcessingException {
        return pretty(steady(MAPPER.readTree(text(json))));
    }

    private static String pretty(JsonNode json) throws JsonProcessingException {
        return visible(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(json)) + "\n";
    }

    /** Text in which what an editor would hide or change stands as its number. */
    static String visible(String text) {
        return INVISIBLE
                .matcher(text)
                .replaceAll(found ->
                        String.format(Locale.ROOT, "\\\\u%04X", found.group().codePointAt(0)));
    }

    private static JsonNode steady(JsonNode json) {
        if (json instanceof ObjectNode object) {
            ObjectNode steady = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> steady.set(member.getKey(), steady(member)));
            return steady;
        }
        if (json instanceof ArrayNode array) {
            ArrayNode steady = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> steady.add(steady(element)));
            return steady;
        }
        return json;
    }

    private static JsonNode steady(Map.Entry<String, JsonNode> member) {
        if (VOLATILE.contains(member.getKey())) {
            return JsonNodeFactory.instance.numberNode(0);
        }
        return member.getKey().equals("next_cursor") && member.getValue().isTextual()
                ? JsonNodeFactory.instance.textNode("{cursor}")
                : steady(member.getValue());
    }

    private static JsonNode shape(JsonNode json) {
        if (json instanceof ObjectNode object) {
            ObjectNode shape = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(member -> shape.set(member.getKey(), shape(member.getValue())));
            return shape;
        }
        if (json instanceof ArrayNode array) {
            ArrayNode shape = JsonNodeFactory.instance.arrayNode();
            if (!array.isEmpty()) {
                shape.add(shape(array.get(0)));
            }
            return shape;
        }
        return JsonNodeFactory.instance.textNode(json.getNodeType().toString());
    }
}
