package org.shelfmark.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks whether JSON has the shape that a schema of an OpenAPI document gives it. Stricter than JSON schema: members that
 * the schema does not name are errors, and so are keywords that this does not know.
 *
 * @param document where references lead
 */
record JsonShape(JsonNode document) {
    private static final Set<String> KEYWORDS = Set.of(
            "$ref", "anyOf", "type", "properties", "required", "items", "additionalProperties", "format", "enum");

    /** What is wrong, with its place; empty when all is right. */
    List<String> faults(JsonNode value, JsonNode schema) {
        List<String> faults = new ArrayList<>();
        look(value, schema, "$", faults);
        return faults;
    }

    /** The same for a schema of the document by its name. */
    List<String> faults(JsonNode value, String name) {
        JsonNode schema = document.path("components").path("schemas").path(name);
        return schema.isMissingNode() ? List.of("no schema '" + name + "'") : faults(value, schema);
    }

    private void look(JsonNode value, JsonNode schema, String at, List<String> faults) {
        Set<String> unknown = new TreeSet<>();
        schema.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(KEYWORDS);
        if (!unknown.isEmpty() || schema.isMissingNode()) {
            faults.add(at + ": a schema with " + unknown + ": " + schema);
        } else if (schema.has("$ref")) {
            String name = schema.path("$ref").asText().replaceFirst("^#/components/schemas/", "");
            look(value, document.path("components").path("schemas").path(name), at, faults);
        } else if (schema.has("anyOf")) {
            for (JsonNode form : schema.path("anyOf")) {
                if (faults(value, form).isEmpty()) {
                    return;
                }
            }
            faults.add(at + ": none of " + schema.path("anyOf") + ": " + value);
        } else if (!hasType(value, schema.path("type"))) {
            faults.add(at + ": not of type " + schema.path("type") + ": " + value);
        } else if (value.isObject()) {
            lookAtMembers(value, schema, at, faults);
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                look(value.get(i), schema.path("items"), at + "[" + i + "]", faults);
            }
        } else if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            faults.add(at + ": none of " + schema.path("enum") + ": " + value);
        } else if (schema.path("format").asText().equals("int32") && !value.isNull() && !value.canConvertToInt()) {
            faults.add(at + ": beyond 32 bits: " + value);
        }
    }

    private void lookAtMembers(JsonNode value, JsonNode schema, String at, List<String> faults) {
        JsonNode properties = schema.path("properties");
        value.properties().forEach(member -> {
            String place = at + "." + member.getKey();
            if (properties.has(member.getKey())) {
                look(member.getValue(), properties.path(member.getKey()), place, faults);
            } else if (schema.path("additionalProperties").isObject()) {
                look(member.getValue(), schema.path("additionalProperties"), place, faults);
            } else {
                faults.add(place + ": not in the schema");
            }
        });
        for (JsonNode required : schema.path("required")) {
            if (!value.has(required.asText())) {
                faults.add(at + "." + required.asText() + ": missing");
            }
        }
    }

    private static boolean hasType(JsonNode value, JsonNode types) {
        if (types.isArray()) {
            for (JsonNode type : types) {
                if (hasType(value, type)) {
                    return true;
                }
            }
            return false;
        }
        return switch (types.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "null" -> value.isNull();
            default -> false;
        };
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        for (JsonNode one : list) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
