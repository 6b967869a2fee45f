package org.shelfmark.aggregate;

/** A small number, or {@link SegmentValues#NONE}, for each of many documents, in as many bytes as the greatest one needs. */
abstract sealed class PackedNumbers {
    /** Numbers of so many documents, none yet. */
    static PackedNumbers of(int documents, int numbers) {
        return switch (width(numbers)) {
            case Byte.BYTES -> new InBytes(new byte[documents]);
            case Character.BYTES -> new InChars(new char[documents]);
            default -> new InInts(new int[documents]);
        };
    }

    /** Bytes that each of so many different numbers takes. */
    static int width(int numbers) {
        if (numbers <= 0xff) {
            return Byte.BYTES;
        }
        return numbers <= Character.MAX_VALUE ? Character.BYTES : Integer.BYTES;
    }

    /**
     * These with the numbers of some more documents.
     *
     * @param first the first of these documents; the others follow it
     * @param more how many numbers there are: all are below
     */
    final PackedNumbers with(int first, int[] numbers, int size, int more) {
        PackedNumbers fitting = this;
        if (width(more) > width()) {
            fitting = of(documents(), more);
            for (int document = 0; document < first; document++) {
                fitting.set(document, number(document));
            }
        }
        for (int i = 0; i < size; i++) {
            fitting.set(first + i, numbers[i]);
        }
        return fitting;
    }

    abstract void set(int document, int number);

    /** The number of a document. */
    abstract int number(int document);

    /** The numbers of some documents. */
    abstract void numbers(int[] documents, int size, int[] into);

    abstract int documents();

    abstract int width();

    final long bytes() {
        return (long) documents() * width();
    }

    // each number is kept as what it is above none, so that none is zero

    private static final class InBytes extends PackedNumbers {
        private final byte[] packed;

        InBytes(byte[] packed) {
            this.packed = packed;
        }

        @Override
        void set(int document, int number) {
            packed[document] = (byte) (number - SegmentValues.NONE);
        }

        @Override
        int number(int document) {
            return Byte.toUnsignedInt(packed[document]) + SegmentValues.NONE;
        }

        @Override
        void numbers(int[] documents, int size, int[] into) {
            byte[] from = packed;
            for (int i = 0; i < size; i++) {
                into[i] = (from[documents[i]] & 0xff) + SegmentValues.NONE;
            }
        }

        @Override
        int documents() {
            return packed.length;
        }

        @Override
        int width() {
            return Byte.BYTES;
        }
    }

    private static final class InChars extends PackedNumbers {
        private final char[] packed;

        InChars(char[] packed) {
            this.packed = packed;
        }

        @Override
        void set(int document, int number) {
            packed[document] = (char) (number - SegmentValues.NONE);
        }

        @Override
        int number(int document) {
            return packed[document] + SegmentValues.NONE;
        }

        @Override
        void numbers(int[] documents, int size, int[] into) {
            char[] from = packed;
            for (int i = 0; i < size; i++) {
                into[i] = from[documents[i]] + SegmentValues.NONE;
            }
        }

        @Override
        int documents() {
            return packed.length;
        }

        @Override
        int width() {
            return Character.BYTES;
        }
    }

    private static final class InInts extends PackedNumbers {
        private final int[] packed;

        InInts(int[] packed) {
            this.packed = packed;
        }

        @Override
        void set(int document, int number) {
            packed[document] = number - SegmentValues.NONE;
        }

        @Override
        int number(int document) {
            return packed[document] + SegmentValues.NONE;
        }

        @Override
        void numbers(int[] documents, int size, int[] into) {
            int[] from = packed;
            for (int i = 0; i < size; i++) {
                into[i] = from[documents[i]] + SegmentValues.NONE;
            }
        }

        @Override
        int documents() {
            return packed.length;
        }

        @Override
        int width() {
            return Integer.BYTES;
        }
    }
}
