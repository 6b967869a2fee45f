package org.shelfmark.cli.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.shelfmark.classad.AsciiCase;
import org.shelfmark.classad.Expression;
import org.shelfmark.document.RecordView;

/** Which attributes the long forms print; in the order of their names, in which letters' case does not count. */
final class Projection {
    private static final Comparator<String> ORDER = Comparator.comparing(AsciiCase::fold);

    private final Map<String, String> names = new TreeMap<>();

    /** Adds names; of those that differ in case only the first one counts. */
    void add(Collection<String> more) {
        more.forEach(name -> names.putIfAbsent(AsciiCase.fold(name), name));
    }

    /** Forgets the names and takes others. */
    void replace(Collection<String> others) {
        names.clear();
        add(others);
    }

    /**
     * An attribute to print.
     *
     * @param name as the record writes it
     * @param asked as it was asked for
     */
    record Attribute(String name, String asked, Expression expression) {}

    /** The attributes of a record that are to be printed: all if none were named. */
    List<Attribute> of(RecordView record) {
        List<Attribute> attributes = new ArrayList<>();
        for (RecordView.Attribute attribute : record.attributes(true)) {
            String asked = names.isEmpty() ? attribute.name() : names.get(AsciiCase.fold(attribute.name()));
            if (asked != null) {
                attributes.add(new Attribute(attribute.name(), asked, attribute.expression()));
            }
        }
        attributes.sort(Comparator.comparing(Attribute::name, ORDER));
        return attributes;
    }
}
