package org.shelfmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.sample.SampleRecord;

class RecordFramesTest {
    @Test
    void recordsOfTheSample_comeBackFromAFifth() throws IOException {
        long bytes = 0;
        long packedBytes = 0;
        try (RecordFrames.Packing packing = new RecordFrames.Packing();
                RecordFrames.Unpacking unpacking = new RecordFrames.Unpacking()) {
            for (SampleRecord record : SampleArchive.find().records()) {
                byte[] packed = packing.packed(record.bytes());
                assertThat(unpacking.unpacked(packed)).isEqualTo(record.bytes());
                bytes += record.bytes().length;
                packedBytes += packed.length;
            }
        }
        assertThat(packedBytes).isLessThan(bytes / 5);
    }

    @Test
    void recordThatWasPackedBefore_canStillBeRead() throws IOException {
        // made once; with another dictionary under the same number nobody could read what clusters have
        String packed = "ASi1L/0kjAUBAEg3OGFsaWNlIgoHgMAPYAPboQnj1yGp6CDqh17rkk8IPLvWrw==";
        try (RecordFrames.Unpacking unpacking = new RecordFrames.Unpacking()) {
            assertThat(new String(unpacking.unpacked(Base64.getDecoder().decode(packed)), StandardCharsets.US_ASCII))
                    .isEqualTo(typical());
        }
    }

    private static String typical() {
        return """
                JobStatus = 4
                LastJobStatus = 2
                JobUniverse = 5
                StreamErr = false
                StreamOut = false
                *** Offset = 0 ClusterId = 7 ProcId = 8 Owner = "alice"
                """;
    }

    @Test
    void damagedFrames_areRefused() throws IOException {
        try (RecordFrames.Packing packing = new RecordFrames.Packing();
                RecordFrames.Unpacking unpacking = new RecordFrames.Unpacking()) {
            byte[] packed = packing.packed(typical().getBytes(StandardCharsets.US_ASCII));
            byte[] changed = packed.clone();
            changed[packed.length - 1] ^= 1;
            assertThatThrownBy(() -> unpacking.unpacked(changed))
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("a record in the cluster is damaged: ");
            assertThatThrownBy(() -> unpacking.unpacked(Arrays.copyOf(packed, 3)))
                    .hasMessage("a record in the cluster is damaged: it has no length");
            byte[] later = packed.clone();
            later[0] = 2;
            for (byte[] unknown : new byte[][] {later, {}}) {
                assertThatThrownBy(() -> unpacking.unpacked(unknown))
                        .hasMessage("a record in the cluster was packed by another version of Shelfmark");
            }
        }
    }
}
