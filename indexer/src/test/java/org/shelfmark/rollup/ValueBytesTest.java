package org.shelfmark.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.lucene.store.ByteArrayDataInput;
import org.apache.lucene.store.ByteBuffersDataOutput;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.classad.AttributeValue;

class ValueBytesTest {
    static List<AttributeValue> values() {
        return List.of(
                new AttributeValue.IntegerValue(0),
                new AttributeValue.IntegerValue(Long.MIN_VALUE),
                new AttributeValue.IntegerValue(Long.MAX_VALUE),
                new AttributeValue.RealValue(3.0),
                new AttributeValue.RealValue(-0.0),
                new AttributeValue.RealValue(Double.NaN),
                AttributeValue.BooleanValue.TRUE,
                AttributeValue.BooleanValue.FALSE,
                AttributeValue.ERROR,
                new AttributeValue.StringValue(""),
                new AttributeValue.StringValue("Ä \0 \uD83D\uDE80"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void value_comesBackAsItWas(AttributeValue value) throws IOException {
        assertThat(again(value)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("lists")
    void list_comesBackAsItsText(AttributeValue list) throws IOException {
        assertThat(again(list)).isEqualTo(new AttributeValue.StringValue("{ 1,2 }"));
    }

    static List<AttributeValue> lists() {
        return List.of(AttributeValue.ListValue.of(
                List.of(new AttributeValue.IntegerValue(1), new AttributeValue.IntegerValue(2))));
    }

    private static AttributeValue again(AttributeValue value) throws IOException {
        ByteBuffersDataOutput out = new ByteBuffersDataOutput();
        ValueBytes.write(out, value);
        return ValueBytes.read(new ByteArrayDataInput(out.toArrayCopy()));
    }
}
