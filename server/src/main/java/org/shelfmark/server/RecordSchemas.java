package org.shelfmark.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of records as {@link org.shelfmark.search.SearchJson} writes them. Each record gets one under its name;
 * others refer to it.
 */
final class RecordSchemas {
    private static final PropertyNamingStrategies.SnakeCaseStrategy NAMES =
            new PropertyNamingStrategies.SnakeCaseStrategy();
    /** What a value of a field can be. */
    private static final List<String> VALUE = List.of("string", "number", "boolean");

    private final Map<String, Class<?>> records = new TreeMap<>();
    private final Map<String, Object> schemas = new TreeMap<>();

    /** The schema of a record, as a reference to it. */
    Map<String, Object> reference(Class<?> type) {
        String name = type.getSimpleName();
        Class<?> known = records.putIfAbsent(name, type);
        if (known == null) {
            schemas.put(name, object(type));
        } else if (known != type) {
            throw new IllegalStateException(known + " and " + type + " are both called " + name);
        }
        return Map.of("$ref", "#/components/schemas/" + name);
    }

    /** The schemas of all records that were referred to, by name. */
    Map<String, Object> all() {
        return schemas;
    }

    private Map<String, Object> object(Class<?> type) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = name(component);
            boolean always = !isLeftOutWhenNull(type) && !isLeftOutWhenNull(component.getAccessor());
            properties.put(name, schema(component.getAnnotatedType(), always));
            if (always || !isNullable(component.getAnnotatedType())) {
                required.add(name);
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static String name(RecordComponent component) {
        JsonProperty given = component.getAccessor().getAnnotation(JsonProperty.class);
        return given == null || given.value().isEmpty() ? NAMES.translate(component.getName()) : given.value();
    }

    private static boolean isLeftOutWhenNull(AnnotatedElement element) {
        JsonInclude include = element.getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }

    private static boolean isNullable(AnnotatedType type) {
        return type.isAnnotationPresent(Nullable.class);
    }

    private Map<String, Object> schema(AnnotatedType annotated, boolean nullIsWritten) {
        Map<String, Object> schema = schema(annotated);
        if (!nullIsWritten || !isNullable(annotated)) {
            return schema;
        }
        Object types = schema.get("type");
        if (types == null) {
            return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
        }
        List<Object> withNull = new ArrayList<>(types instanceof List<?> list ? list : List.of(types));
        withNull.add("null");
        Map<String, Object> nullable = new LinkedHashMap<>(schema);
        nullable.put("type", withNull);
        return nullable;
    }

    private Map<String, Object> schema(AnnotatedType annotated) {
        Type type = annotated.getType();
        if (type instanceof ParameterizedType generic && annotated instanceof AnnotatedParameterizedType parts) {
            Class<?> raw = (Class<?>) generic.getRawType();
            AnnotatedType[] arguments = parts.getAnnotatedActualTypeArguments();
            if (Collection.class.isAssignableFrom(raw)) {
                return described("array", "items", schema(arguments[0], true));
            }
            if (Map.class.isAssignableFrom(raw)) {
                return described("object", "additionalProperties", schema(arguments[1], true));
            }
        }
        if (type instanceof Class<?> plain) {
            return schema(plain);
        }
        throw new IllegalStateException("answers have no form for " + type);
    }

    private Map<String, Object> schema(Class<?> type) {
        if (type.isRecord()) {
            return reference(type);
        }
        if (type.isEnum()) {
            return described(
                    "string",
                    "enum",
                    Arrays.stream(type.getEnumConstants()).map(String::valueOf).toList());
        }
        if (type == Object.class) {
            return Map.of("type", VALUE);
        }
        if (type == String.class) {
            return Map.of("type", "string");
        }
        if (type == boolean.class || type == Boolean.class) {
            return Map.of("type", "boolean");
        }
        if (type == long.class || type == Long.class) {
            return described("integer", "format", "int64");
        }
        if (type == int.class || type == Integer.class) {
            return described("integer", "format", "int32");
        }
        if (type == double.class || type == Double.class || type == Number.class) {
            return Map.of("type", "number");
        }
        throw new IllegalStateException("answers have no form for " + type);
    }

    private static Map<String, Object> described(String type, String keyword, Object value) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put(keyword, value);
        return schema;
    }
}
