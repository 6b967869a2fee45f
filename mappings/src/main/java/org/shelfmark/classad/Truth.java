package org.shelfmark.classad;

/** A value as a logical operator sees it. */
public enum Truth {
    TRUE,
    FALSE,
    UNDEFINED,
    /** Error, or a type that is neither boolean nor number. */
    ERROR;

    /** How a logical operator takes a value. */
    public static Truth of(AttributeValue value) {
        return switch (value) {
            case AttributeValue.BooleanValue bool -> bool.value() ? TRUE : FALSE;
            case AttributeValue.IntegerValue integer -> integer.value() != 0 ? TRUE : FALSE;
            case AttributeValue.RealValue real -> real.value() != 0 ? TRUE : FALSE;
            case AttributeValue.Undefined undefined -> UNDEFINED;
            default -> ERROR;
        };
    }

    AttributeValue toValue() {
        return switch (this) {
            case TRUE -> AttributeValue.BooleanValue.TRUE;
            case FALSE -> AttributeValue.BooleanValue.FALSE;
            case UNDEFINED -> AttributeValue.UNDEFINED;
            case ERROR -> AttributeValue.ERROR;
        };
    }
}
