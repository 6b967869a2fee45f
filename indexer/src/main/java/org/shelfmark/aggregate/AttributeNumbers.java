package org.shelfmark.aggregate;

/** The numbers among an attribute's values. */
final class AttributeNumbers implements SegmentNumbers {
    private final AttributeValues values;
    private int[] documents = {};
    private int size;

    AttributeNumbers(AttributeValues values) {
        this.values = values;
    }

    @Override
    public void read(int[] someDocuments, int someSize) {
        documents = someDocuments;
        size = someSize;
    }

    @Override
    public boolean give(int place, NumberSink sink) {
        int number = values.number(documents[place]);
        return number != SegmentValues.NONE && SegmentNumbers.give(values.value(number), sink);
    }

    @Override
    public void giveAll(NumberSink sink) {
        for (int place = 0; place < size; place++) {
            give(place, sink);
        }
    }
}
