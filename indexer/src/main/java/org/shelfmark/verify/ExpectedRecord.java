package org.shelfmark.verify;

import org.apache.lucene.index.IndexableField;
import org.jspecify.annotations.Nullable;
import org.shelfmark.archive.RecordLocation;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.document.JobDigest;
import org.shelfmark.document.JobKey;

/**
 * A record that must have a document.
 *
 * @param location where it stands
 * @param key which job it is of; null when it must be quarantined
 * @param document what must be indexed; good until the next record is read
 */
record ExpectedRecord(RecordLocation location, @Nullable JobKey key, Iterable<? extends IndexableField> document) {

    boolean isQuarantined() {
        return key == null;
    }

    int digest() {
        return key == null ? 0 : JobDigest.of(key);
    }

    /** For people. */
    String name() {
        return key == null ? "a damaged record" : "job " + number(key.cluster()) + "." + number(key.proc());
    }

    private static String number(AttributeValue value) {
        return value instanceof AttributeValue.IntegerValue integer ? Long.toString(integer.value()) : "?";
    }
}
