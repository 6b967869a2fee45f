package org.shelfmark.aggregate;

import java.io.IOException;

/** Which submission the jobs of one segment belong to. Documents must be asked for in ascending order. */
final class SegmentMembership {
    final FoldedNames.Column source;
    final FoldedNames.Column owner;
    final SegmentKeys keys;
    private final SegmentMisfits misfits;

    SegmentMembership(FoldedNames.Column source, FoldedNames.Column owner, SegmentKeys keys, SegmentMisfits misfits) {
        this.source = source;
        this.owner = owner;
        this.keys = keys;
        this.misfits = misfits;
    }

    /** Goes on to a job, and says whether it belongs to a submission; an owner that is no string is nobody's. */
    boolean advance(int document) throws IOException {
        boolean isOwned = owner.advance(document);
        return source.advance(document)
                && keys.advance(document)
                && (isOwned || misfits.value(document, "owner") == null);
    }
}
