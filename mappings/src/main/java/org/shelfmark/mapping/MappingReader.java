package org.shelfmark.mapping;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a mapping from its JSON form and refuses one that could not be meant.
 *
 * <p>The form: an object with {@code mapping} (its name), {@code secrets} (attribute names),
 * {@code units} (of attributes without a field) and {@code fields}, each
 * field on a line of its own with {@code name}, one of {@code attribute}, {@code firstOf}, {@code codes} with
 * {@code values}, {@code derived} or {@code archive}, then {@code type}, {@code unit}, the flags {@code terms}, {@code facet},
 * {@code sort}, {@code text}, and {@code description}.
 */
public final class MappingReader {
    private final String resource;
    private final JsonParser parser;
    private final List<FieldMapping> fields = new ArrayList<>();
    private final Set<String> secrets = new HashSet<>();
    private final Map<String, Unit> units = new HashMap<>();
    private final Map<String, Integer> lineOfName = new HashMap<>();
    private final Map<String, String> fieldOfAttribute = new HashMap<>();

    private MappingReader(String resource, JsonParser parser) {
        this.resource = resource;
        this.parser = parser;
    }

    /**
     * Reads a mapping.
     *
     * @param resource what messages call the source of the stream
     * @throws MappingException naming line and field, when the mapping cannot be used
     */
    public static Mapping read(String resource, InputStream json) throws IOException {
        return read(resource, json, Mapping::fingerprintOf);
    }

    private static Mapping read(String resource, InputStream json, Fingerprint fingerprint) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            return new MappingReader(resource, parser).readMapping(fingerprint);
        } catch (JsonProcessingException e) {
            throw new MappingException(
                    resource + ", line " + e.getLocation().getLineNr() + ": not valid JSON: " + e.getOriginalMessage());
        }
    }

    /** What tells mappings of different meaning apart. */
    private interface Fingerprint {
        String of(List<FieldMapping> fields, Set<String> secrets);
    }

    /** @param fingerprint of this mapping, which takes long to compute for a command that ends soon */
    static Mapping readShipped(String resource, String fingerprint) {
        try (InputStream json = MappingReader.class.getResourceAsStream(resource)) {
            if (json == null) {
                throw new MappingException(resource + " is missing from this distribution");
            }
            return read(resource, json, (fields, secrets) -> fingerprint);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private Mapping readMapping(Fingerprint fingerprint) throws IOException {
        expect(parser.nextToken(), JsonToken.START_OBJECT, "an object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "mapping" -> expect(value, JsonToken.VALUE_STRING, "the mapping's name");
                case "secrets" -> strings(value).forEach(name -> secrets.add(Mapping.fold(name)));
                case "units" -> readUnits(value);
                case "fields" -> {
                    expect(value, JsonToken.START_ARRAY, "a list of fields");
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        readField();
                    }
                }
                default ->
                    throw problem(line(), "unknown key '" + key + "'; accepted: mapping, secrets, units, fields");
            }
        }
        if (fields.isEmpty()) {
            throw problem(line(), "no fields");
        }
        checkCodes();
        checkSecrets();
        return new Mapping(fields, secrets, units, fingerprint.of(fields, secrets));
    }

    /** Units of attributes that have no field. */
    private void readUnits(JsonToken value) throws IOException {
        expect(value, JsonToken.START_OBJECT, "an object from attribute to unit");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            FieldDraft attribute = new FieldDraft(line());
            attribute.name = parser.currentName();
            units.put(Mapping.fold(attribute.name), unit(attribute, string(parser.nextToken())));
        }
    }

    private void readField() throws IOException {
        expect(parser.currentToken(), JsonToken.START_OBJECT, "a field object");
        FieldDraft draft = new FieldDraft(line());
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "name" -> draft.name = string(value);
                case "attribute" -> draft.source(this, new FieldSource.Attribute(string(value)));
                case "firstOf" -> draft.source(this, new FieldSource.FirstOf(strings(value)));
                case "codes" -> draft.codes = string(value);
                case "values" -> draft.words = words(value);
                case "derived" -> draft.source(this, new FieldSource.Derived(rule(draft, string(value))));
                case "archive" -> draft.source(this, archive(draft, string(value)));
                case "type" -> draft.type = oneOf(draft, "type", FieldType.values(), string(value));
                case "unit" -> draft.unit = unit(draft, string(value));
                case "terms" -> draft.terms = bool(value);
                case "facet" -> draft.facet = bool(value);
                case "sort" -> draft.sort = bool(value);
                case "text" -> draft.text = bool(value);
                case "description" -> draft.description = string(value);
                default -> throw problem(draft.line, "field '" + draft.name + "': unknown key '" + key + "'");
            }
        }
        FieldMapping field = draft.build(this);
        Integer earlier = lineOfName.putIfAbsent(field.name(), draft.line);
        if (earlier != null) {
            throw problem(draft.line, "field '" + field.name() + "' stands on line " + earlier + " already");
        }
        if (field.source() instanceof FieldSource.Attribute attribute) {
            String other = fieldOfAttribute.putIfAbsent(Mapping.fold(attribute.name()), field.name());
            if (other != null) {
                throw problem(
                        draft.line,
                        "field '" + field.name() + "': attribute '" + attribute.name() + "' is field '" + other
                                + "' already");
            }
        }
        fields.add(field);
    }

    /** A field of codes shares the column of its number, so that column must exist and hold integers. */
    private void checkCodes() {
        for (FieldMapping field : fields) {
            if (field.source() instanceof FieldSource.Codes codes) {
                boolean integers = fields.stream()
                        .anyMatch(other -> other.source() instanceof FieldSource.Attribute number
                                && number.name().equalsIgnoreCase(codes.attribute())
                                && other.type() == FieldType.INTEGER);
                if (!integers) {
                    throw problem(
                            lineOfName.getOrDefault(field.name(), 0),
                            "field '" + field.name() + "': no integer field for attribute '" + codes.attribute() + "'");
                }
            }
        }
    }

    /** Looked at last, because the secrets may stand behind the fields. */
    private void checkSecrets() {
        for (FieldMapping field : fields) {
            for (String attribute : field.attributes()) {
                if (secrets.contains(Mapping.fold(attribute))) {
                    throw problem(
                            lineOfName.getOrDefault(field.name(), 0),
                            "field '" + field.name() + "': attribute '" + attribute + "' is a secret");
                }
            }
        }
    }

    private Map<Long, String> words(JsonToken value) throws IOException {
        expect(value, JsonToken.START_OBJECT, "an object from number to word");
        Map<Long, String> words = new java.util.TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String number = parser.currentName();
            String word = string(parser.nextToken());
            try {
                words.put(Long.valueOf(number), word);
            } catch (NumberFormatException e) {
                throw problem(line(), "'" + number + "' is not an integer");
            }
        }
        return words;
    }

    private DerivedRule rule(FieldDraft draft, String label) {
        for (DerivedRule rule : DerivedRule.values()) {
            if (rule.label().equals(label)) {
                return rule;
            }
        }
        throw problem(draft.line, "field '" + draft.name + "': unknown rule '" + label + "'");
    }

    private FieldSource archive(FieldDraft draft, String what) {
        if (!what.equals("source")) {
            throw problem(
                    draft.line, "field '" + draft.name + "': unknown '" + what + "' of the archive; accepted: source");
        }
        return new FieldSource.ArchiveSource();
    }

    private Unit unit(FieldDraft draft, String symbol) {
        for (Unit unit : Unit.values()) {
            if (unit.label().equals(symbol)) {
                return unit;
            }
        }
        throw problem(
                draft.line,
                "field '" + draft.name + "': unknown unit '" + symbol + "'; accepted: s, B, KB, MB, cores, %");
    }

    private <E extends Enum<E>> E oneOf(FieldDraft draft, String key, E[] values, String text) {
        List<String> accepted = new ArrayList<>();
        for (E value : values) {
            String label = Mapping.fold(value.name());
            if (label.equals(text)) {
                return value;
            }
            accepted.add(label);
        }
        throw problem(
                draft.line,
                "field '" + draft.name + "': unknown " + key + " '" + text + "'; accepted: "
                        + String.join(", ", accepted));
    }

    private List<String> strings(JsonToken value) throws IOException {
        expect(value, JsonToken.START_ARRAY, "a list of names");
        List<String> names = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            names.add(string(parser.currentToken()));
        }
        return names;
    }

    private String string(JsonToken value) throws IOException {
        expect(value, JsonToken.VALUE_STRING, "a string");
        return parser.getText();
    }

    private boolean bool(JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_TRUE && value != JsonToken.VALUE_FALSE) {
            throw problem(line(), "'" + parser.getText() + "' found where true or false is expected");
        }
        return value == JsonToken.VALUE_TRUE;
    }

    private void expect(JsonToken found, JsonToken wanted, String meaning) throws IOException {
        if (found != wanted) {
            throw problem(line(), "'" + parser.getText() + "' found where " + meaning + " is expected");
        }
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    MappingException problem(int line, String what) {
        return new MappingException(resource + ", line " + line + ": " + what);
    }
}
