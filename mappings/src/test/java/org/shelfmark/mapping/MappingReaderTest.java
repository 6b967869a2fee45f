package org.shelfmark.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingReaderTest {
    private static final String OWNER =
            "{\"name\": \"owner\", \"attribute\": \"Owner\", \"type\": \"string\", \"description\": \"who\"}";

    static Mapping read(String json) throws IOException {
        return MappingReader.read("test.json", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    /** A mapping whose fields stand on the lines from 4 on; apostrophes become quotes. */
    static Mapping fields(String... fields) throws IOException {
        return read("{\"mapping\": \"test\",\n\"secrets\": [\"Env\"],\n\"fields\": [\n"
                + String.join(",\n", fields).replace('\'', '"') + "\n]}");
    }

    @Test
    void everyKindOfField_isRead() throws IOException {
        Mapping mapping = fields(
                "{'name': 'owner', 'attribute': 'Owner', 'type': 'string', 'terms': true, 'text': true, 'description':"
                        + " 'a'}",
                "{'name': 'code', 'attribute': 'JobStatus', 'type': 'integer', 'facet': false, 'description': 'b'}",
                "{'name': 'status', 'codes': 'JobStatus', 'values': {'4': 'completed', '3': 'removed'}, 'description':"
                        + " 'c'}",
                "{'name': 'disk', 'firstOf': ['A_RAW', 'A'], 'type': 'real', 'unit': 'KB', 'sort': false,"
                        + " 'description': 'd'}",
                "{'name': 'host', 'derived': 'host', 'type': 'string', 'description': 'e'}",
                "{'name': 'source', 'archive': 'source', 'type': 'string', 'description': 'f'}");

        assertThat(mapping.fields())
                .containsExactly(
                        new FieldMapping(
                                "owner",
                                new FieldSource.Attribute("Owner"),
                                FieldType.STRING,
                                Unit.NONE,
                                true,
                                true,
                                true,
                                true,
                                "a"),
                        new FieldMapping(
                                "code",
                                new FieldSource.Attribute("JobStatus"),
                                FieldType.INTEGER,
                                Unit.NONE,
                                false,
                                false,
                                true,
                                false,
                                "b"),
                        new FieldMapping(
                                "status",
                                new FieldSource.Codes("JobStatus", Map.of(4L, "completed", 3L, "removed")),
                                FieldType.STRING,
                                Unit.NONE,
                                false,
                                true,
                                true,
                                false,
                                "c"),
                        new FieldMapping(
                                "disk",
                                new FieldSource.FirstOf(List.of("A_RAW", "A")),
                                FieldType.REAL,
                                Unit.KILOBYTES,
                                false,
                                true,
                                false,
                                false,
                                "d"),
                        new FieldMapping(
                                "host",
                                new FieldSource.Derived(DerivedRule.HOST),
                                FieldType.STRING,
                                Unit.NONE,
                                false,
                                true,
                                true,
                                false,
                                "e"),
                        new FieldMapping(
                                "source",
                                new FieldSource.ArchiveSource(),
                                FieldType.STRING,
                                Unit.NONE,
                                false,
                                true,
                                true,
                                false,
                                "f"));
        assertThat(mapping.named("OWNER")).contains(mapping.fields().get(0));
        assertThat(mapping.ofAttribute("jobstatus")).contains(mapping.fields().get(1));
        assertThat(mapping.ofAttribute("A")).isEmpty();
        assertThat(mapping.isSecret("env")).isTrue();
        assertThat(mapping.isSecret("Environment")).isFalse();
    }

    @Test
    void outputName_isTheAttributeWhereThereIsExactlyOne() throws IOException {
        Mapping mapping = fields(
                "{'name': 'code', 'attribute': 'JobStatus', 'type': 'integer', 'description': 'b'}",
                "{'name': 'status', 'codes': 'JobStatus', 'values': {'4': 'done'}, 'description': 'c'}",
                "{'name': 'disk', 'firstOf': ['A_RAW', 'A'], 'type': 'real', 'description': 'd'}");
        assertThat(mapping.fields()).map(FieldMapping::outputName).containsExactly("JobStatus", "status", "disk");
        assertThat(mapping.fields()).map(FieldMapping::hasColumn).containsExactly(true, false, true);
        assertThat(mapping.fields())
                .map(FieldMapping::attributes)
                .containsExactly(List.of("JobStatus"), List.of("JobStatus"), List.of("A_RAW", "A"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'name': 'X', 'attribute': 'A', 'type': 'string', 'description': 'd'}       | 'X' is not a field name: small letters, digits and _ are accepted
        {'attribute': 'A', 'type': 'string', 'description': 'd'}                    | '' is not a field name: small letters, digits and _ are accepted
        {'name': 'x', 'type': 'string', 'description': 'd'}                         | field 'x': one of attribute, firstOf, codes, derived is needed
        {'name': 'x', 'attribute': 'A', 'description': 'd'}                         | field 'x': type is missing
        {'name': 'x', 'attribute': 'A', 'type': 'string'}                           | field 'x': description is missing
        {'name': 'x', 'attribute': 'A', 'type': 'string', 'description': ' '}       | field 'x': description is missing
        {'name': 'x', 'attribute': 'A', 'type': 'text', 'description': 'd'}         | field 'x': unknown type 'text'; accepted: integer, real, boolean, time, string
        {'name': 'x', 'attribute': 'A', 'unit': 'mb', 'description': 'd'}           | field 'x': unknown unit 'mb'; accepted: s, B, KB, MB, cores, %
        {'name': 'x', 'attribute': 'A', 'colour': 'red'}                            | field 'x': unknown key 'colour'
        {'name': 'x', 'derived': 'magic', 'type': 'real', 'description': 'd'}       | field 'x': unknown rule 'magic'
        {'name': 'x', 'archive': 'name', 'type': 'string', 'description': 'd'}      | field 'x': unknown 'name' of the archive; accepted: source
        {'name': 'x', 'attribute': 'A', 'derived': 'host'}                          | field 'x': more than one of attribute, firstOf, derived
        {'name': 'x', 'codes': 'A', 'description': 'd'}                             | field 'x': codes without values
        {'name': 'x', 'codes': 'A', 'values': {}, 'description': 'd'}               | field 'x': codes without values
        {'name': 'x', 'codes': 'A', 'values': {'1': 'one'}, 'description': 'd'}     | field 'x': no integer field for attribute 'A'
        {'name': 'x', 'codes': 'A', 'values': {'one': '1'}, 'description': 'd'}     | 'one' is not an integer
        {'name': 'x', 'attribute': 'A', 'type': 'real', 'text': true, 'description': 'd'} | field 'x': only strings can be searched as text
        {'name': 'x', 'attribute': 'a b', 'type': 'real', 'description': 'd'}       | field 'x': 'a b' is not an attribute name
        {'name': 'x', 'firstOf': ['A', '1B'], 'type': 'real', 'description': 'd'}   | field 'x': '1B' is not an attribute name
        {'name': 'x', 'attribute': 'ENV', 'type': 'string', 'description': 'd'}     | field 'x': attribute 'ENV' is a secret
        {'name': 'x', 'firstOf': ['A', 'Env'], 'type': 'string', 'description': 'd'} | field 'x': attribute 'Env' is a secret
        {'name': 'owner', 'attribute': 'A', 'type': 'string', 'description': 'd'}   | field 'owner' stands on line 4 already
        {'name': 'x', 'attribute': 'OWNER', 'type': 'string', 'description': 'd'}   | field 'x': attribute 'OWNER' is field 'owner' already
        {'name': 'x', 'attribute': 5}                                               | '5' found where a string is expected
        {'name': 'x', 'firstOf': 'A'}                                               | 'A' found where a list of names is expected
        {'name': 'x', 'values': ['a']}                                              | '[' found where an object from number to word is expected
        {'name': 'x', 'terms': 'yes'}                                               | 'yes' found where true or false is expected
        'x'                                                                         | 'x' found where a field object is expected
        """)
    void fieldThatCannotBeMeant_isRefusedWithItsLine(String field, String message) {
        assertThatThrownBy(() -> fields(OWNER, field))
                .isInstanceOf(MappingException.class)
                .hasMessage("test.json, line 5: " + message);
    }

    @Test
    void fieldOverSeveralLines_isNamedByItsFirst() {
        assertThatThrownBy(() -> fields(OWNER, "{'name': 'x',\n'attribute': 'A',\n'description': 'd'}"))
                .hasMessage("test.json, line 5: field 'x': type is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        []                                          | '[' found where an object is expected
        {'fields': {}}                              | '{' found where a list of fields is expected
        {'fields': []}                              | no fields
        {'mapping': 5}                              | '5' found where the mapping's name is expected
        {'secrets': 'Env'}                          | 'Env' found where a list of names is expected
        {'colours': []}                             | unknown key 'colours'; accepted: mapping, secrets, units, fields
        """)
    void mappingOfAnotherForm_isRefused(String json, String message) {
        String quoted = json.replace('\'', '"');
        assertThatThrownBy(() -> read(quoted))
                .isInstanceOf(MappingException.class)
                .hasMessage("test.json, line 1: " + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\n\n\"fields\": [", "{\n\n\"fields\": [{\"name\" 5}]}", "{\n\n\"fields\": nonsense}"})
    void noJson_isRefusedWithItsLine(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith("test.json, line 3: not valid JSON: ");
    }

    @Test
    void emptyFile_isRefused() {
        assertThatThrownBy(() -> read(""))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith("test.json, line 1: ");
    }

    @Test
    void secretNamedAfterTheFields_isAsSecret() {
        String json = "{\"fields\": [" + OWNER + "],\n\"secrets\": [\"Owner\"]}";
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(MappingException.class)
                .hasMessageContaining("field 'owner': attribute 'Owner' is a secret");
    }

    @Test
    void choiceOfOneAttribute_isRefused() {
        assertThatThrownBy(() -> fields("{'name': 'x', 'firstOf': ['A'], 'type': 'string', 'description': 'd'}"))
                .isInstanceOf(MappingException.class)
                .hasMessageStartingWith("test.json, line 4: field 'x': ");
    }
}
