package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The libraries of the page are those that its table of libraries names, with their licences beside them. */
class VendoredLibrariesTest {
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| [^|]+ \\| [^|]+ \\| [^|]+ \\| `([0-9a-f]{64})`");

    @Test
    void libraries_areWhatTheirPackagesHave() throws IOException, NoSuchAlgorithmException {
        Map<String, String> checksums = ROW.matcher(text("README.md"))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), (MatchResult row) -> row.group(2)));
        assertThat(checksums).hasSize(5);
        for (Map.Entry<String, String> library : checksums.entrySet()) {
            String content = text(library.getKey());
            String original = library.getKey().equals("preact/hooks.mjs")
                    ? content.replace("from\"./preact.mjs\"", "from\"preact\"")
                    : content;
            assertThat(sha256(original)).as(library.getKey()).isEqualTo(library.getValue());
        }
    }

    @Test
    void everyLibrary_hasItsLicence() throws IOException {
        assertThat(text("preact/LICENSE")).contains("The MIT License");
        assertThat(text("htm/LICENSE")).contains("Apache License");
        assertThat(text("uplot/LICENSE")).contains("The MIT License");
    }

    private static String sha256(String content) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static String text(String name) throws IOException {
        try (InputStream in = VendoredLibrariesTest.class.getResourceAsStream("page/vendor/" + name)) {
            assertThat(in).as(name).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
