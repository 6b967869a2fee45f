package org.shelfmark.cluster;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobFields;
import org.shelfmark.query.IndexedAttributes;

/** The attributes that jobs of the cluster have. */
public final class ClusterNames implements IndexedAttributes {
    private final NavigableSet<String> beginnings;
    private final List<String> names;

    /** By the beginnings of terms, as {@link KnownNames} reads them. */
    public ClusterNames(List<String> beginnings) {
        this.beginnings = new TreeSet<>(beginnings);
        this.names = this.beginnings.stream()
                .map(beginning -> beginning.substring(0, beginning.indexOf('\0')))
                .filter(name -> !name.startsWith("@"))
                .distinct()
                .toList();
    }

    @Override
    public boolean contains(String foldedName) {
        return contains(AttributeTerms.prefix(foldedName));
    }

    @Override
    public boolean contains(String foldedName, AttributeTerms.Kind kind) {
        return beginnings.contains(TermText.of(AttributeTerms.prefix(foldedName, kind)));
    }

    /** Whether there is a term that begins so: with a name and a kind, or with a name. */
    public boolean contains(BytesRef beginning) {
        String text = TermText.of(beginning);
        String next = beginnings.ceiling(text);
        return next != null && next.startsWith(text);
    }

    @Override
    public List<String> names() {
        return names;
    }

    /** The document by which an index that has only some of the jobs knows the names of all; good until the fields change. */
    public JobFields document(JobFields fields) {
        fields.clear();
        fields.kind(Columns.NO_JOB);
        for (String beginning : beginnings) {
            fields.term(term(beginning));
        }
        return fields;
    }

    /** A whole term with a beginning: whoever meets it reads its value. */
    private static BytesRef term(String beginning) {
        String name = beginning.substring(0, beginning.indexOf('\0'));
        return switch (beginning.charAt(beginning.length() - 1)) {
            case 'n' -> AttributeTerms.number(name, 0);
            case 'z' -> {
                BytesRef number = AttributeTerms.number(name, 0);
                BytesRef prefix = AttributeTerms.prefix(name, AttributeTerms.Kind.NO_TIME);
                System.arraycopy(prefix.bytes, 0, number.bytes, 0, prefix.length);
                yield number;
            }
            case 'b' -> AttributeTerms.bool(name, false);
            default -> TermText.term(beginning);
        };
    }
}
