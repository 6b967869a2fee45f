package org.shelfmark.mapping;

import java.util.List;
import java.util.Map;

/** Where the value of a field comes from. */
public sealed interface FieldSource {
    /** The ClassAd attributes it is made from; empty where they are not named. */
    List<String> attributes();

    /**
     * One ClassAd attribute, as it evaluates in its record.
     *
     * @param name spelling of the attribute as HTCondor documents it
     */
    record Attribute(String name) implements FieldSource {
        @Override
        public List<String> attributes() {
            return List.of(name);
        }
    }

    /**
     * The first of several attributes that is neither missing nor undefined.
     *
     * @param names at least two attributes, the preferred one first
     */
    record FirstOf(List<String> names) implements FieldSource {
        /** Copies the names. */
        public FirstOf {
            names = List.copyOf(names);
        }

        @Override
        public List<String> attributes() {
            return names;
        }
    }

    /**
     * The value of another field in words; has no column of its own.
     *
     * @param attribute the attribute that holds the number
     * @param words number to word, in ascending order of the numbers
     */
    record Codes(String attribute, Map<Long, String> words) implements FieldSource {
        /** Copies the table, keeping its order. */
        public Codes {
            words = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(words));
        }

        @Override
        public List<String> attributes() {
            return List.of(attribute);
        }
    }

    /** Not from the record: the name of the access point whose archive it stands in. */
    record ArchiveSource() implements FieldSource {
        @Override
        public List<String> attributes() {
            return List.of();
        }
    }

    /**
     * Computed from several attributes.
     *
     * @param rule the formula
     */
    record Derived(DerivedRule rule) implements FieldSource {
        @Override
        public List<String> attributes() {
            return List.of();
        }
    }
}
