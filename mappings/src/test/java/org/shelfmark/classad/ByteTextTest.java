package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "\u00c3\u00a9",
                "\u00e9",
                "a\u00ff",
                "\u00e2\u0082",
                "\u00e2\u0082\u00ac",
                "\u00ef\u00bf\u00bd",
                "\u00f0\u009f\u0098\u0080",
                "\u00ed\u00a0\u0080",
                "\u00c0\u0080",
                "\u00e2\u0082x"
            })
    void bytes_areKept(String byteText) {
        assertThat(ByteText.of(ByteText.decodeKeeping(byteText))).isEqualTo(byteText);
    }

    @Test
    void randomBytes_areKept() {
        long seed = 20261125;
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            random.nextBytes(bytes);
            String text = ByteText.decode(bytes, 0, bytes.length, true);
            assertThat(ByteText.of(text).getBytes(StandardCharsets.ISO_8859_1))
                    .as("seed %d, round %d", seed, i)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void validText_isTheSameEitherWay() {
        byte[] bytes = "na\u00efve \u6279\u6b21 \ud83d\ude00".getBytes(StandardCharsets.UTF_8);

        assertThat(ByteText.decode(bytes, 0, bytes.length, true))
                .isEqualTo(ByteText.decode(bytes, 0, bytes.length, false))
                .isEqualTo("na\u00efve \u6279\u6b21 \ud83d\ude00");
    }

    @Test
    void length_countsBytes() throws ClassAdSyntaxException {
        byte[] line = "\"caf\u00e9\"".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(ClassAdParser.parse(line, 0, line.length, true))
                .isEqualTo(new Expression.Literal(new AttributeValue.StringValue("caf\uDCE9")));
        assertThat(ByteText.length("caf\uDCE9")).isEqualTo(4);
    }
}
