package org.shelfmark.aggregate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedDocValues;
import org.jspecify.annotations.Nullable;
import org.shelfmark.document.CaseFolding;

/** Names of all segments as small numbers; those that differ in case alone are one, as they are to a query. */
final class FoldedNames {
    /** Stands for no name. */
    static final int NONE = -1;

    private static final int UNSEEN = -2;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> spellings = new ArrayList<>();

    /** The name as it is written; of several ways the first by the alphabet. Null for {@link #NONE}. */
    @Nullable
    String spelling(int number) {
        return number == NONE ? null : spellings.get(number);
    }

    /** The number of a name; {@link #NONE} for null. */
    int number(@Nullable String name) {
        if (name == null) {
            return NONE;
        }
        String folded = CaseFolding.fold(name);
        Integer known = numbers.putIfAbsent(folded, spellings.size());
        if (known == null) {
            spellings.add(name);
            return spellings.size() - 1;
        }
        if (name.compareTo(spellings.get(known)) < 0) {
            spellings.set(known, name);
        }
        return known;
    }

    /** The names in a column of a segment. */
    Column column(LeafReader segment, String field) throws IOException {
        return new Column(DocValues.getSorted(segment, field));
    }

    /** Documents must be asked for in ascending order. */
    final class Column {
        private final SortedDocValues values;
        private final int[] byOrdinal;

        private Column(SortedDocValues values) {
            this.values = values;
            this.byOrdinal = new int[values.getValueCount()];
            Arrays.fill(byOrdinal, UNSEEN);
        }

        /** The number of a document's name, or {@link #NONE}. */
        int number(int document) throws IOException {
            if (!values.advanceExact(document)) {
                return NONE;
            }
            int ordinal = values.ordValue();
            if (byOrdinal[ordinal] == UNSEEN) {
                byOrdinal[ordinal] =
                        FoldedNames.this.number(values.lookupOrd(ordinal).utf8ToString());
            }
            return byOrdinal[ordinal];
        }
    }
}
