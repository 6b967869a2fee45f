package org.shelfmark.cluster.ship;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.sample.SampleArchive;
import org.shelfmark.schedd.ScheddRecords;
import org.shelfmark.schedd.ScheddWriter;

/** A shipper is killed again and again while the archive grows and is rotated. */
final class ShippingKillsTest {
    private static final int KILLS =
            Integer.getInteger("shelfmark.kills", Boolean.getBoolean("shelfmark.thorough") ? 100 : 3);
    private static final long SEED = Long.getLong("shelfmark.seed", 20_261_130);
    private static final int RECORDS_BEFORE = 200;
    private static final int LONGEST_MILLIS = 2_500;
    private static final long CYCLE_BYTES = 1 << 20;
    private static final long FILE_BYTES = 400_000;
    private static final int ALL = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    void killedAtAnyMoment_everyRecordIsThereOnce() throws IOException {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        ClusterSettings settings =
                ClusterSettings.of(TestCluster.shared().url()).prefixed("kills").patient(Duration.ofMinutes(2));
        ShipShelf shelf = new ShipShelf(directory, settings);
        int atWork = 0;
        try (ScheddWriter schedd =
                new ScheddWriter(shelf.spool, new ScheddRecords(SampleArchive.find()), FILE_BYTES, ALL)) {
            schedd.record();
            for (int kill = 0; kill < KILLS; kill++) {
                for (int record = 0; record < RECORDS_BEFORE; record++) {
                    schedd.record();
                }
                ShippingProcess shipper = ShippingProcess.start(shelf, CYCLE_BYTES);
                if (random.nextInt(5) > 0) {
                    shipper.awaitOpen();
                }
                long end = System.nanoTime()
                        + Duration.ofMillis(random.nextInt(LONGEST_MILLIS)).toNanos();
                while (System.nanoTime() < end && shipper.runs(Duration.ofMillis(random.nextInt(10)))) {
                    schedd.step();
                }
                shipper.kill();
                long[] figures = between(shelf);
                atWork += figures[0] > figures[1] ? 1 : 0;
                assertThat(figures[0]).as("documents, kill " + kill).isLessThanOrEqualTo(schedd.written());
            }
            while (schedd.toString().indexOf(" 0 bytes to come") < 0) {
                schedd.step();
            }
            shelf.both();
            shelf.both();
            shelf.assertSame();
            assertThat(shelf.indexed()).hasSize(schedd.written());
            System.out.println(KILLS + " kills, " + atWork + " of them with documents sent that were not committed, "
                    + schedd.written() + " records");
        }
    }

    /** Documents that are there, and records before the positions. */
    private static long[] between(ShipShelf shelf) throws IOException {
        if (!shelf.isBegun()) {
            return new long[] {0, 0};
        }
        return new long[] {shelf.documents(), shelf.committedRecords()};
    }
}
