package org.shelfmark.mapping;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All fields, found by short name or by ClassAd attribute, and the attributes that are never indexed.
 *
 * <p>Names are compared in ASCII lower case.
 */
public final class Mapping {
    private final List<FieldMapping> fields;
    private final Map<String, FieldMapping> byName = new HashMap<>();
    private final Map<String, FieldMapping> byAttribute = new HashMap<>();
    private final Set<String> secrets;
    private final String fingerprint;
    private final Map<String, Unit> unitsOfOthers;

    Mapping(List<FieldMapping> fields, Set<String> foldedSecrets, Map<String, Unit> unitsOfOthers, String fingerprint) {
        this.unitsOfOthers = Map.copyOf(unitsOfOthers);
        this.fields = List.copyOf(fields);
        this.secrets = Set.copyOf(foldedSecrets);
        for (FieldMapping field : fields) {
            byName.put(field.name(), field);
            if (field.source() instanceof FieldSource.Attribute attribute) {
                byAttribute.put(fold(attribute.name()), field);
            }
        }
        this.fingerprint = fingerprint;
    }

    /** The mapping of HTCondor job records that comes with Shelfmark. */
    public static Mapping htcondorJob() {
        return Shipped.HTCONDOR_JOB;
    }

    /** The {@link #fingerprint} of that mapping, without reading it. */
    public static String htcondorJobFingerprint() {
        return Shipped.FINGERPRINT;
    }

    /** All fields in the order of the mapping file. */
    public List<FieldMapping> fields() {
        return fields;
    }

    /** The field of a short name, in any case. */
    public Optional<FieldMapping> named(String name) {
        return Optional.ofNullable(byName.get(fold(name)));
    }

    /** The field that holds exactly this ClassAd attribute, in any case. */
    public Optional<FieldMapping> ofAttribute(String attribute) {
        return Optional.ofNullable(byAttribute.get(fold(attribute)));
    }

    /** The unit in which an attribute without a field is written; a plain number where nothing is known. */
    public Unit unitOfOther(String attribute) {
        return unitsOfOthers.getOrDefault(fold(attribute), Unit.NONE);
    }

    /** The folded names of the attributes that may hold secrets. */
    public Set<String> secrets() {
        return secrets;
    }

    /** Whether an attribute may hold a secret and so is never indexed, suggested or put into results. */
    public boolean isSecret(String attribute) {
        return secrets.contains(fold(attribute));
    }

    /** Changes whenever the meaning of an index made with this mapping would; kept in every commit. 32 hex digits. */
    public String fingerprint() {
        return fingerprint;
    }

    /** A name as it is compared: ASCII lower case. */
    public static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    static String fingerprintOf(List<FieldMapping> fields, Set<String> secrets) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (FieldMapping field : fields) {
                String meaning = String.join(
                        "|",
                        field.name(),
                        field.source().toString(),
                        field.type().name(),
                        field.unit().name(),
                        Boolean.toString(field.terms()),
                        Boolean.toString(field.text()));
                digest.update((meaning + "\n").getBytes(StandardCharsets.UTF_8));
            }
            secrets.stream().sorted().forEach(name -> digest.update((name + "\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Read once, when first asked for. */
    private static final class Shipped {
        /** What {@link #fingerprintOf} says of it; a test tells the new one when the mapping changes. */
        static final String FINGERPRINT = "a66680b5f555489f9c9e40acdf161cbe";

        static final Mapping HTCONDOR_JOB = MappingReader.readShipped("htcondor-job.json", FINGERPRINT);
    }
}
