package org.shelfmark.rollup;

import java.io.IOException;
import org.apache.lucene.store.DataInput;
import org.apache.lucene.store.DataOutput;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.BooleanValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.Unparser;

/** Values as bytes. A list, an ad or a time, which no column counts by its parts, comes back as its text. */
final class ValueBytes {
    private static final byte INTEGER = 0;
    private static final byte REAL = 1;
    private static final byte FALSE = 2;
    private static final byte TRUE = 3;
    private static final byte STRING = 4;
    private static final byte ERROR = 5;
    private static final byte COMPOUND = 6;

    private ValueBytes() {}

    /** About how many bytes a value takes. */
    static int size(AttributeValue value) {
        return switch (value) {
            case StringValue text -> text.value().length() + 2;
            case IntegerValue integer -> 4;
            case RealValue real -> 9;
            case BooleanValue truth -> 1;
            case AttributeValue.ErrorValue error -> 1;
            default -> Unparser.unparse(value).length() + 2;
        };
    }

    static void write(DataOutput out, AttributeValue value) throws IOException {
        switch (value) {
            case IntegerValue integer -> {
                out.writeByte(INTEGER);
                out.writeZLong(integer.value());
            }
            case RealValue real -> {
                out.writeByte(REAL);
                out.writeLong(Double.doubleToRawLongBits(real.value()));
            }
            case BooleanValue truth -> out.writeByte(truth.value() ? TRUE : FALSE);
            case StringValue text -> {
                out.writeByte(STRING);
                out.writeString(text.value());
            }
            case AttributeValue.ErrorValue error -> out.writeByte(ERROR);
            default -> {
                out.writeByte(COMPOUND);
                out.writeString(Unparser.unparse(value));
            }
        }
    }

    static AttributeValue read(DataInput in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case INTEGER -> new IntegerValue(in.readZLong());
            case REAL -> new RealValue(Double.longBitsToDouble(in.readLong()));
            case FALSE -> BooleanValue.FALSE;
            case TRUE -> BooleanValue.TRUE;
            case STRING, COMPOUND -> new StringValue(in.readString());
            case ERROR -> AttributeValue.ERROR;
            default -> throw new IOException("no value is of kind " + kind);
        };
    }
}
