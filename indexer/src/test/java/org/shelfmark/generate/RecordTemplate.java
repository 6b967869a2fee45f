package org.shelfmark.generate;

import java.util.List;

/**
 * The body of a cluster's records: bytes all jobs share with the differing pieces between them, in the order of the
 * file. Made once per cluster; rendering a job copies the bytes and calls the pieces.
 */
final class RecordTemplate {
    private final byte[][] shared;
    private final ValueField[] pieces;

    /** One more shared stretch than pieces: {@code shared[0] pieces[0] shared[1] ...}. */
    RecordTemplate(List<byte[]> shared, List<ValueField> pieces) {
        if (shared.size() != pieces.size() + 1) {
            throw new IllegalArgumentException(
                    shared.size() + " stretches around " + pieces.size() + " pieces, accepted is one more than pieces");
        }
        this.shared = shared.toArray(new byte[0][]);
        this.pieces = pieces.toArray(new ValueField[0]);
    }

    void render(JobRun run, LineBuffer out) {
        for (int i = 0; i < pieces.length; i++) {
            out.append(shared[i]);
            pieces[i].render(run, out);
        }
        out.append(shared[pieces.length]);
    }
}
