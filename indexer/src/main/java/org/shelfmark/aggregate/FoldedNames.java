package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.CaseFolding;

/** Small numbers for the names of all segments; those that differ in case alone have one, as they are one to a query. */
final class FoldedNames {
    /** Stands for no name. */
    static final int NONE = -1;

    private static final int UNSEEN = -2;

    private final Map<String, Integer> numbers = new HashMap<>();

    /** The number of a name; {@link #NONE} for null. */
    int number(@Nullable String name) {
        if (name == null) {
            return NONE;
        }
        return numberOfFolded(CaseFolding.fold(name));
    }

    private int numberOfFolded(String name) {
        Integer known = numbers.putIfAbsent(name, numbers.size());
        return known == null ? numbers.size() - 1 : known;
    }

    /** The numbers of all names that others have, by their numbers there. */
    int[] numbers(FoldedNames others) {
        int[] own = new int[others.numbers.size()];
        others.numbers.forEach((name, number) -> own[number] = numberOfFolded(name));
        return own;
    }

    /** One of these numbers; {@link #NONE} for itself. */
    static int number(int[] own, int number) {
        return number == NONE ? NONE : own[number];
    }

    /** The names in a column of a segment. */
    Column column(LeafReader segment, String field) throws IOException {
        return new Column(DocValues.getSorted(segment, field));
    }

    /** Documents must be asked for in ascending order. */
    final class Column {
        private final SortedDocValues values;
        private final @Nullable String[] spellings;
        private final int[] byOrdinal;
        private int ordinal = NONE;

        private Column(SortedDocValues values) {
            this.values = values;
            this.spellings = new String[values.getValueCount()];
            this.byOrdinal = new int[values.getValueCount()];
            Arrays.fill(byOrdinal, UNSEEN);
        }

        /** Goes on to a document, and says whether it has a name. */
        boolean advance(int document) throws IOException {
            ordinal = values.advanceExact(document) ? values.ordValue() : NONE;
            return ordinal != NONE;
        }

        /** The name as the document has it; null where it has none. */
        @Nullable
        String spelling() throws IOException {
            if (ordinal == NONE) {
                return null;
            }
            String known = spellings[ordinal];
            if (known == null) {
                known = values.lookupOrd(ordinal).utf8ToString();
                spellings[ordinal] = known;
            }
            return known;
        }

        /** The number of the document's name, or {@link #NONE}. */
        int number() throws IOException {
            if (ordinal == NONE) {
                return NONE;
            }
            if (byOrdinal[ordinal] == UNSEEN) {
                byOrdinal[ordinal] = FoldedNames.this.number(spelling());
            }
            return byOrdinal[ordinal];
        }
    }
}
