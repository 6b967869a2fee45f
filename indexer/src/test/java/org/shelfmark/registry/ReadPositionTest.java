package org.shelfmark.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.RecordLocation;

class ReadPositionTest {
    static ReadPosition random(Random random) {
        long records = random.nextLong(1L << random.nextInt(1, 62));
        Optional<RecordMark> last = random.nextBoolean()
                ? Optional.of(new RecordMark(
                        new RecordLocation(random.nextLong(1L << 50), 1 + random.nextLong(1L << 30)),
                        new Fingerprint(Long.toHexString(random.nextLong())),
                        new RecordStamp(random.nextBoolean() ? "" : random.nextInt(99) + ".0", random.nextInt())))
                : Optional.empty();
        return new ReadPosition(
                random.nextLong(1L << random.nextInt(1, 62)),
                random.nextLong(1L << 60),
                random.nextLong(1L << 20),
                records,
                random.nextLong(records + 1),
                random.nextLong(1L << 40),
                random.nextLong(1L << 40),
                last);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomPosition_comesBackFromItsText(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            ReadPosition position = random(random);
            assertThat(ReadPosition.parse(position.toText()))
                    .as("seed %d", seed)
                    .isEqualTo(position);
        }
        assertThat(ReadPosition.parse(ReadPosition.START.toText())).isEqualTo(ReadPosition.START);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 2 3",
                "1 0 0 0 0 0 0 - - - - - -",
                "x 0 0 0 0 0 0 - - - - -",
                "-1 0 0 0 0 0 0 - - - - -",
                "1 0 0 0 1 0 0 - - - - -"
            })
    void otherText_isRefused(String text) {
        assertThatThrownBy(() -> ReadPosition.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nonsense_isRejected() {
        assertThatThrownBy(() -> new ReadPosition(-1, 0, 0, 0, 0, 0, 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no position: offset -1, fragment 0, records 0, quarantined 0");
        assertThatThrownBy(() -> new ReadPosition(1, 0, 0, -1, 0, 0, 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ReadPosition(1, 0, 0, 1, 2, 0, 0, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void positions_comeBackFromUserDataAmongOtherEntries(long seed) {
        Random random = new Random(seed);
        Positions positions = Positions.NONE;
        for (int i = 0; i < 30; i++) {
            positions = positions.with(1 + random.nextInt(1_000_000), random(random));
        }
        Map<String, String> data = new HashMap<>(positions.toUserData());
        data.put("shelfmark.format", "1");
        data.put("positions", "no");

        assertThat(Positions.fromUserData(data)).as("seed %d", seed).isEqualTo(positions);
    }

    @Test
    void positions_areChangedByCopy() {
        ReadPosition position = new ReadPosition(5, 5, 0, 1, 0, 0, 0, Optional.empty());
        Positions one = Positions.NONE.with(7, position);

        assertThat(Positions.NONE.of(7)).isEmpty();
        assertThat(one.of(7)).contains(position);
        assertThat(one.of(8)).isEmpty();
        assertThat(one.without(7)).isEqualTo(Positions.NONE);
        assertThat(one.of(7)).isPresent();
    }
}
