package org.shelfmark.index;

import org.apache.lucene.index.MergeState;
import org.apache.lucene.index.MergeState.DocMap;

/**
 * Where the documents of merged segments come to stand. Lucene asks for it for every value of every column, several times,
 * and packs it tightly; and it looks among all the segments for the next document each time.
 */
final class MergedPlaces {
    private MergedPlaces() {}

    /** Whether documents of several segments come to stand among each other, and are no more than these. */
    static boolean areGathered(MergeState merge, int mostGathered) {
        return merge.needsIndexSort && merge.segmentInfo.maxDoc() <= mostGathered;
    }

    /**
     * The same merge, but segment by segment: what is merged comes in the order of the old segments, each at its new place,
     * so that it must be gathered before it is written.
     */
    static MergeState bySegment(MergeState merge) {
        DocMap[] places = new DocMap[merge.docMaps.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = unpacked(merge.docMaps[i], merge.maxDocs[i]);
        }
        return new MergeState(
                places,
                merge.segmentInfo,
                merge.mergeFieldInfos,
                merge.storedFieldsReaders,
                merge.termVectorsReaders,
                merge.normsProducers,
                merge.docValuesProducers,
                merge.fieldInfos,
                merge.liveDocs,
                merge.fieldsProducers,
                merge.pointsReaders,
                merge.knnVectorsReaders,
                merge.maxDocs,
                merge.infoStream,
                merge.intraMergeTaskExecutor,
                false,
                merge.oneMerge);
    }

    private static DocMap unpacked(DocMap packed, int documents) {
        int[] places = new int[documents];
        for (int document = 0; document < documents; document++) {
            places[document] = packed.get(document);
        }
        return document -> places[document];
    }
}
