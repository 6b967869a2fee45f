package org.shelfmark.query;

import java.util.List;
import org.shelfmark.document.AttributeTerms;

/** What attributes the records of an index have. */
public interface IndexedAttributes {
    /** Whether any record has an attribute of this name, whatever its value. */
    boolean contains(String foldedName);

    /** Whether any record has a term of this kind under the name. */
    boolean contains(String foldedName, AttributeTerms.Kind kind);

    /** All names, folded, in order. */
    List<String> names();
}
