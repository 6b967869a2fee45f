package org.shelfmark.mapping;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A field while it is being read; checked as a whole when its closing brace is there. */
final class FieldDraft {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    final int line;
    String name = "";
    String description = "";

    @Nullable
    String codes;

    @Nullable
    Map<Long, String> words;

    @Nullable
    FieldType type;

    Unit unit = Unit.NONE;
    boolean terms;
    boolean facet = true;
    boolean sort = true;
    boolean text;
    private @Nullable FieldSource source;

    FieldDraft(int line) {
        this.line = line;
    }

    void source(MappingReader reader, FieldSource found) {
        if (source != null) {
            throw reader.problem(line, "field '" + name + "': more than one of attribute, firstOf, derived");
        }
        source = found;
    }

    FieldMapping build(MappingReader reader) {
        if (!NAME.matcher(name).matches()) {
            throw reader.problem(line, "'" + name + "' is not a field name: small letters, digits and _ are accepted");
        }
        if (codes != null) {
            if (words == null || words.isEmpty()) {
                throw reader.problem(line, "field '" + name + "': codes without values");
            }
            source(reader, new FieldSource.Codes(codes, words));
            type = FieldType.STRING;
        }
        FieldSource from = source;
        FieldType kind = type;
        if (from == null) {
            throw reader.problem(line, "field '" + name + "': one of attribute, firstOf, codes, derived is needed");
        }
        if (kind == null) {
            throw reader.problem(line, "field '" + name + "': type is missing");
        }
        if (description.isBlank()) {
            throw reader.problem(line, "field '" + name + "': description is missing");
        }
        if (text && kind != FieldType.STRING) {
            throw reader.problem(line, "field '" + name + "': only strings can be searched as text");
        }
        if (from instanceof FieldSource.FirstOf several && several.names().size() < 2) {
            throw reader.problem(line, "field '" + name + "': firstOf needs at least two attributes");
        }
        FieldMapping field = new FieldMapping(name, from, kind, unit, terms, facet, sort, text, description);
        for (String attribute : field.attributes()) {
            if (!ATTRIBUTE.matcher(attribute).matches()) {
                throw reader.problem(line, "field '" + name + "': '" + attribute + "' is not an attribute name");
            }
        }
        return field;
    }
}
