package org.shelfmark.verify;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.index.CodecReader;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Sort;
import org.jspecify.annotations.Nullable;

/**
 * Lucene's own tests of an index, on the segments of an open reader. {@link CheckIndex} as a whole wants the writer's
 * lock; its tests of a segment do not.
 */
final class SegmentCheck {
    private static final int LEVEL = CheckIndex.Level.MIN_LEVEL_FOR_INTEGRITY_CHECKS;

    private SegmentCheck() {}

    /** One text for each damage. */
    static List<String> damages(DirectoryReader reader) {
        List<String> damages = new ArrayList<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            CodecReader segment = (CodecReader) leaf.reader();
            String name = "segment " + leaf.ord + " (" + segment + "): ";
            try {
                // where bytes are not what was written, the other tests could follow them anywhere
                segment.checkIntegrity();
                for (Throwable error : errors(segment)) {
                    damages.add(name + error);
                }
            } catch (IOException | RuntimeException e) {
                damages.add(name + e);
            }
        }
        return damages;
    }

    private static List<Throwable> errors(CodecReader segment) throws IOException {
        List<Throwable> errors = new ArrayList<>();
        keep(errors, CheckIndex.testLiveDocs(segment, null, false).error);
        keep(errors, CheckIndex.testFieldInfos(segment, null, false).error);
        keep(errors, CheckIndex.testFieldNorms(segment, null, false).error);
        keep(errors, CheckIndex.testPostings(segment, null, false, LEVEL, false).error);
        keep(errors, CheckIndex.testStoredFields(segment, null, false).error);
        keep(errors, CheckIndex.testTermVectors(segment, null, false, LEVEL, false).error);
        keep(errors, CheckIndex.testDocValues(segment, null, false).error);
        keep(errors, CheckIndex.testPoints(segment, null, false).error);
        keep(errors, CheckIndex.testVectors(segment, null, false).error);
        Sort sort = segment.getMetaData().sort();
        if (sort != null) {
            keep(errors, CheckIndex.testSort(segment, sort, null, false).error);
        }
        return errors;
    }

    /** The tests hand every failure over as a damage, also those of the machine. */
    private static void keep(List<Throwable> errors, @Nullable Throwable error) {
        if (error instanceof VirtualMachineError machine) {
            throw machine;
        }
        if (error != null) {
            errors.add(error);
        }
    }
}
