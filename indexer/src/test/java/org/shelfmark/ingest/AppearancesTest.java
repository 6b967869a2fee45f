package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Files are letters, moments are milliseconds. */
class AppearancesTest {
    private final Appearances<String> appearances = new Appearances<>();

    private void active(String file, int millis) {
        appearances.active(file.isEmpty() ? null : file, false, millis * 1_000_000L);
    }

    private void rotated(String file, int millis) {
        appearances.rotated(file, millis * 1_000_000L);
    }

    private int missed() {
        return appearances.settle(100_000 * 1_000_000L);
    }

    @Test
    void everyFileOpenedInTime_nothingIsMissed() {
        appearances.wasThere("a");
        rotated("a", 10);
        active("b", 11);
        rotated("b", 20);
        active("c", 21);

        assertThat(appearances.isOpen()).isFalse();
        assertThat(missed()).isZero();
    }

    @Test
    void fileOpenedUnderItsRotatedNameOnly_isNotMissed() {
        // both appearances are looked at late: the name stands for c already
        active("c", 30);
        rotated("b", 31);
        active("c", 32);

        assertThat(missed()).isZero();
    }

    @Test
    void rotatedNameSeenAfterTheBalanceWasOpen_closesIt() {
        active("c", 30);
        active("c", 31);
        assertThat(appearances.isOpen()).isTrue();
        rotated("b", 32);

        assertThat(missed()).isZero();
    }

    @Test
    void fileOverwrittenBeforeItWasOpened_isMissed() {
        active("a", 1);
        rotated("a", 2);
        // b came and went: its rotated name stands for c by now, and so does the second appearance
        active("c", 30);
        rotated("a", 31);
        active("c", 32);

        assertThat(missed()).isEqualTo(1);
        assertThat(missed()).isZero();
    }

    @Test
    void nameThatStandsForNothingWhenLookedAt_isMissedUnlessTheFileIsFound() {
        active("", 1);
        assertThat(missed()).isEqualTo(1);
        active("", 1);
        rotated("b", 2);
        assertThat(missed()).isZero();
    }

    @Test
    void fileMovedAwayAndBack_isNotMissed() {
        active("a", 1);
        appearances.active("a", true, 2_000_000L);
        assertThat(missed()).isZero();

        active("b", 1);
        active("b", 5_000);
        assertThat(missed()).isZero();
    }

    @Test
    void fileThatWasThereBefore_mayStillAppear() {
        appearances.wasThere("a");
        active("a", 1);

        assertThat(missed()).isZero();
    }

    @Test
    void balance_isNotSettledWhileFilesAppear() {
        active("", 1_000);

        assertThat(appearances.settle(1_500 * 1_000_000L)).isZero();
        assertThat(appearances.settle(2_000 * 1_000_000L)).isEqualTo(1);
    }

    @Test
    void filesThatAreNotHeld_areForgotten() {
        active("a", 1);
        appearances.keepOnly(List.of());
        active("a", 2);

        assertThat(missed()).isZero();
    }
}
