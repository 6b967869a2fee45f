package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Unparser;

class MisfitsTest {
    static Stream<AttributeValue> values() {
        return Stream.of(
                new StringValue("text"),
                new StringValue(""),
                new StringValue("say \"hi\""),
                new StringValue("C:\\temp\\"),
                new StringValue("\\\""),
                new StringValue("two\nlines"),
                new StringValue("Straße 批次 🚀"),
                new StringValue("a zero byte \0 within"),
                new IntegerValue(9007199254740993L),
                new IntegerValue(Long.MIN_VALUE),
                new RealValue(2.5),
                new RealValue(1e300),
                BooleanValue.TRUE,
                AttributeValue.ERROR);
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_comesBackAmongOthers(AttributeValue value) {
        Map<String, AttributeValue> misfits = new LinkedHashMap<>();
        misfits.put("before", new IntegerValue(1));
        misfits.put("exit", value);
        misfits.put("after", new StringValue("last"));

        assertThat(Misfits.decode(Misfits.encode(misfits))).isEqualTo(misfits);
    }

    @Test
    void list_comesBackAsItsText() {
        AttributeValue list = AttributeValue.ListValue.of(List.of(new IntegerValue(1), new StringValue("two")));
        Map<String, AttributeValue> decoded = Misfits.decode(Misfits.encode(Map.of("exit", list)));
        assertThat(decoded).containsOnlyKeys("exit");
        AttributeValue value = decoded.getOrDefault("exit", AttributeValue.UNDEFINED);
        String text = value instanceof StringValue string ? string.value() : Unparser.unparse(value);
        assertThat(text).isEqualTo(Unparser.unparse(list));
    }

    @Test
    void veryLongText_isCutAndSaysSo() {
        String text = "x".repeat(Misfits.MAX_TEXT_CHARS + 1);
        assertThat(Misfits.decode(Misfits.encode(Map.of("batch", new StringValue(text)))))
                .containsEntry("batch", new StringValue("x".repeat(Misfits.MAX_TEXT_CHARS) + Misfits.CUT));
        String whole = "x".repeat(Misfits.MAX_TEXT_CHARS);
        assertThat(Misfits.decode(Misfits.encode(Map.of("batch", new StringValue(whole)))))
                .containsEntry("batch", new StringValue(whole));
    }

    @Test
    void nothing_isNothing() {
        assertThat(Misfits.decode(Misfits.encode(Map.of()))).isEmpty();
    }
}
