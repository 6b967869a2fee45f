package org.shelfmark.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedMappingTest {
    private final Mapping mapping = Mapping.htcondorJob();

    private static String json() {
        try (InputStream json = Mapping.class.getResourceAsStream("htcondor-job.json")) {
            if (json == null) {
                throw new AssertionError("no mapping is shipped");
            }
            return new String(json.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void names_areUniqueAndShort() {
        Set<String> names = new HashSet<>();
        for (FieldMapping field : mapping.fields()) {
            assertThat(names.add(field.name())).as(field.name()).isTrue();
            assertThat(field.name()).matches("[a-z][a-z0-9_]*").hasSizeLessThanOrEqualTo(25);
            assertThat(mapping.named(field.name())).contains(field);
        }
        assertThat(names).hasSizeBetween(80, 130);
    }

    @Test
    void noField_isMadeFromASecret() {
        for (FieldMapping field : mapping.fields()) {
            assertThat(field.attributes()).as(field.name()).noneMatch(mapping::isSecret);
            assertThat(mapping.isSecret(field.name())).as(field.name()).isFalse();
        }
    }

    @Test
    void secrets_areTheAttributesThatMayHoldOne() {
        String[] secrets = """
            Env Environment PreEnv PreEnvironment PostEnv PostEnvironment orig_environment
            osg_environment PreArgs PreArguments PostArgs PostArguments ClaimId PublicClaimId
            LastPublicClaimId EC2AccessKeyId EC2SecretAccessKey EC2KeyPair EC2KeyPairFile
            EC2SecurityGroups EC2SecurityIDs EC2UserData EC2UserDataFile AzureAdminKey
            AzureAdminUsername AzureAuthFile GceAccount GceAuthFile GceJsonFile GceMetadataFile
            KeystoreAlias KeystoreFile KeystorePassphraseFile ScitokensFile
            GlideinCredentialIdentifier GlideinSecurityClass
            """.strip().split("\\s+", -1);
        assertThat(secrets).hasSize(36).allMatch(mapping::isSecret);
        assertThat(secrets).extracting(name -> name.toUpperCase(Locale.ROOT)).allMatch(mapping::isSecret);
        assertThat(secrets).extracting(name -> name.toLowerCase(Locale.ROOT)).allMatch(mapping::isSecret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CmdHash", "EnvDelim", "ExecutableSize", "SpooledOutputFiles", "Args", "x509userproxy"})
    void otherAttribute_isNoSecret(String attribute) {
        assertThat(mapping.isSecret(attribute)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "owner, Owner, STRING, NONE",
        "cluster, ClusterId, INTEGER, NONE",
        "exit, ExitCode, INTEGER, NONE",
        "completed, CompletionDate, TIME, NONE",
        "runtime, RemoteWallClockTime, REAL, SECONDS",
        "memory, MemoryUsage, INTEGER, MEGABYTES",
        "request_disk, RequestDisk, REAL, KILOBYTES",
        "project, ProjectName, STRING, NONE",
        "batch, JobBatchName, STRING, NONE",
        "group, AcctGroup, STRING, NONE",
        "dag, DAGManJobId, INTEGER, NONE",
        "by_signal, ExitBySignal, BOOLEAN, NONE",
    })
    void field_isWhatTheQueryLanguageSays(String name, String attribute, FieldType type, Unit unit) {
        FieldMapping field = mapping.named(name).orElseThrow();
        assertThat(field.source()).isEqualTo(new FieldSource.Attribute(attribute));
        assertThat(field.type()).isEqualTo(type);
        assertThat(field.unit()).isEqualTo(unit);
        assertThat(mapping.ofAttribute(attribute)).contains(field);
    }

    @Test
    void everyRule_isUsedByOneField() {
        List<DerivedRule> used = mapping.fields().stream()
                .filter(field -> field.source() instanceof FieldSource.Derived)
                .map(field -> ((FieldSource.Derived) field.source()).rule())
                .toList();
        assertThat(used).containsExactlyInAnyOrder(DerivedRule.values());
    }

    @Test
    void codes_coverWhatHTCondorWrites() {
        assertThat(mapping.named("status").orElseThrow().source())
                .isInstanceOfSatisfying(
                        FieldSource.Codes.class,
                        codes -> assertThat(codes.words())
                                .containsEntry(3L, "removed")
                                .containsEntry(4L, "completed")
                                .containsEntry(5L, "held"));
        assertThat(mapping.named("universe").orElseThrow().source())
                .isInstanceOfSatisfying(
                        FieldSource.Codes.class,
                        codes -> assertThat(codes.words())
                                .containsEntry(5L, "vanilla")
                                .containsEntry(7L, "scheduler")
                                .containsEntry(12L, "local"));
    }

    @Test
    void fingerprint_isThatOfWhatIsShipped() throws IOException {
        assertThat(mapping.fingerprint())
                .as("Mapping.Shipped.FINGERPRINT")
                .isEqualTo(MappingReaderTest.read(json()).fingerprint());
    }

    @Test
    void fingerprint_isTheSameEveryTime() throws IOException {
        assertThat(MappingReaderTest.read(json()).fingerprint()).isEqualTo(mapping.fingerprint());
        assertThat(mapping.fingerprint()).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"name\": \"owner\",|\"name\": \"possessor\",",
                "\"attribute\": \"Owner\"|\"attribute\": \"OsUser\"",
                "\"JobPrio\", \"type\": \"integer\"|\"JobPrio\", \"type\": \"real\"",
                "\"MemoryUsage\", \"type\": \"integer\", \"unit\": \"MB\"|\"MemoryUsage\", \"type\": \"integer\","
                        + " \"unit\": \"KB\"",
                "\"ProcId\", \"type\": \"integer\"|\"ProcId\", \"type\": \"integer\", \"terms\": true",
                "\"ProjectName\", \"type\": \"string\"|\"ProjectName\", \"type\": \"string\", \"text\": true",
                "\"DiskUsage_RAW\", \"DiskUsage\"|\"DiskUsage\", \"DiskUsage_RAW\"",
                "\"5\": \"held\"|\"5\": \"stopped\"",
                "\"Env\",|\"Env\", \"OneMore\",",
                "\"derived\": \"cpuEfficiency\"|\"derived\": \"memoryEfficiency\"",
            })
    void changedMeaning_changesTheFingerprint(String change) throws IOException {
        assertThat(changed(change).fingerprint()).isNotEqualTo(mapping.fingerprint());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Account that submitted the job|Who it was",
                "\"mapping\": \"htcondor-job\"|\"mapping\": \"mine\"",
                "\"terms\": false, \"facet\": false, \"description\": \"Unique|\"terms\": false, \"facet\": true,"
                        + " \"description\": \"Unique",
                "\"Env\",|\"Env\", \"ENV\",",
            })
    void otherWords_doNotChangeTheFingerprint(String change) throws IOException {
        assertThat(changed(change).fingerprint()).isEqualTo(mapping.fingerprint());
    }

    private static Mapping changed(String change) throws IOException {
        int bar = change.indexOf('|');
        String json = json();
        assertThat(json).contains(change.substring(0, bar));
        return MappingReaderTest.read(json.replace(change.substring(0, bar), change.substring(bar + 1)));
    }
}
