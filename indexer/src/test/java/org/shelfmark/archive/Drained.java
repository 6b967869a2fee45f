package org.shelfmark.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Everything that a reader gives up to its tail. */
record Drained(
        List<RecordLocation> locations,
        List<byte[]> records,
        List<RecordLocation> oversized,
        ReadResult.Tail tail,
        int batches) {

    static Drained of(RecordReader reader) throws IOException {
        List<RecordLocation> locations = new ArrayList<>();
        List<byte[]> records = new ArrayList<>();
        List<RecordLocation> oversized = new ArrayList<>();
        for (int batches = 0; ; batches++) {
            switch (reader.next()) {
                case RecordBatch batch -> {
                    for (int i = 0; i < batch.size(); i++) {
                        locations.add(batch.location(i));
                        records.add(Arrays.copyOfRange(batch.bytes(), batch.start(i), batch.end(i)));
                        checkBanner(batch, i);
                    }
                    check(batch.endOffset() == reader.position(), "a batch ends where the reader is");
                    check(
                            batch.lengthBytes()
                                    == batch.endOffset() - batch.location(0).offset(),
                            "length of a batch");
                }
                case ReadResult.Oversized found -> oversized.add(found.location());
                case ReadResult.Tail tail -> {
                    check(tail.offset() == reader.position(), "a tail begins where the reader is");
                    return new Drained(locations, records, oversized, tail, batches);
                }
            }
        }
    }

    static Drained of(byte[] file) throws IOException {
        return of(new RecordReader(new BytesChannel(file, Integer.MAX_VALUE), 0));
    }

    private static void checkBanner(RecordBatch batch, int record) {
        int banner = batch.bannerStart(record);
        check(BannerLine.startsAt(batch.bytes(), banner, batch.end(record)), "a banner begins with three stars");
        check(
                ByteSearch.indexOf(batch.bytes(), (byte) '\n', banner, batch.end(record)) == batch.end(record) - 1,
                "a banner is the last line of its record");
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new AssertionError("violated: " + what);
        }
    }
}
