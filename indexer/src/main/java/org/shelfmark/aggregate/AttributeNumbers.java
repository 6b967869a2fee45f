package org.shelfmark.aggregate;

/** The numbers among an attribute's values. */
final class AttributeNumbers implements SegmentNumbers {
    private final AttributeValues values;

    AttributeNumbers(AttributeValues values) {
        this.values = values;
    }

    @Override
    public boolean give(int document, NumberSink sink) {
        int number = values.number(document);
        return number != SegmentValues.NONE && SegmentNumbers.give(values.value(number), sink);
    }
}
