package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.shelfmark.rollup.RollupException;
import org.shelfmark.search.SearchException;

class ExitCodeTest {
    @ParameterizedTest
    @CsvSource({"BAD_REQUEST, 2", "CURSOR_EXPIRED, 2", "AMBIGUOUS, 2", "NOT_FOUND, 0", "TIMED_OUT, 4", "RECORD_GONE, 1"
    })
    void kindOfFailure_hasItsCode(SearchException.Kind kind, int code) {
        assertThat(ExitCode.of(kind)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"BAD_ORDER, 2", "RECORD_GONE, 1", "BUSY, 3"})
    void orderThatIsNotCarriedOut_hasItsCode(RollupException.Kind kind, int code) {
        assertThat(ExitCode.of(kind)).isEqualTo(code);
    }
}
