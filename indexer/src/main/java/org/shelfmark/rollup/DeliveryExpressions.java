package org.shelfmark.rollup;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.apache.lucene.index.LeafReaderContext;
import org.shelfmark.aggregate.Dimension;
import org.shelfmark.classad.AttributeReferences;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.mapping.Mapping;

/** How it is found out which jobs brought their output home, and how much. */
final class DeliveryExpressions {
    private final SummarySettings settings;
    private final Evaluator evaluator;

    DeliveryExpressions(SummarySettings settings, Evaluator evaluator) {
        this.settings = settings;
        this.evaluator = evaluator;
    }

    SummarySettings settings() {
        return settings;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    /** A reader of the jobs of a segment. */
    DeliveryReader in(Mapping mapping, LeafReaderContext segment) throws IOException {
        Set<String> names = new LinkedHashSet<>();
        names.addAll(AttributeReferences.of(settings.located()).names());
        names.addAll(AttributeReferences.of(settings.outputFiles()).names());
        names.addAll(AttributeReferences.of(settings.outputBytes()).names());
        Map<String, Dimension> withoutField = new HashMap<>();
        for (String name : names) {
            if (mapping.ofAttribute(name).isEmpty() && !mapping.isSecret(name)) {
                withoutField.put(name, Dimension.ofAttribute(name));
            }
        }
        return new DeliveryReader(this, mapping, segment, withoutField);
    }
}
