package org.shelfmark.mapping;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What HTCondor's numbers for reasons stand for. */
public final class ReasonCodes {
    private static final String RESOURCE = "htcondor-reason-codes.tsv";
    private static final Map<String, List<ReasonCode>> CODES = read();

    private ReasonCodes() {}

    /**
     * A number and what it stands for.
     *
     * @param name HTCondor's own
     * @param meaning in words that go on from "the job was held: "
     */
    public record ReasonCode(long code, String name, String meaning) {}

    /**
     * By attribute, in ascending order of the numbers: {@code HoldReasonCode}, whose numbers {@code LastHoldReasonCode} has,
     * too, and {@code VacateReasonCode}, whose numbers below 1000 are those of {@code HoldReasonCode}.
     */
    public static Map<String, List<ReasonCode>> all() {
        return CODES;
    }

    /** The name of a hold's number. */
    public static Optional<String> nameOfHold(long code) {
        return CODES.getOrDefault("HoldReasonCode", List.of()).stream()
                .filter(known -> known.code() == code)
                .map(ReasonCode::name)
                .findFirst();
    }

    private static Map<String, List<ReasonCode>> read() {
        Map<String, List<ReasonCode>> codes = new LinkedHashMap<>();
        try (InputStream stream = ReasonCodes.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new MappingException(RESOURCE + " is missing from this distribution");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line : reader.lines().toList()) {
                String[] parts = line.split("\t", -1);
                if (!line.startsWith("#")) {
                    codes.computeIfAbsent(parts[0], attribute -> new ArrayList<>())
                            .add(new ReasonCode(Long.parseLong(parts[1]), parts[2], parts[3]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + RESOURCE, e);
        }
        codes.replaceAll((attribute, known) -> List.copyOf(known));
        return Collections.unmodifiableMap(codes);
    }
}
