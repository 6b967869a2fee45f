package org.shelfmark.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.shelfmark.mapping.ReasonCodes.ReasonCode;

class ReasonCodesTest {
    @Test
    void holds_areThoseOfHtcondorWithoutAGap() {
        List<ReasonCode> holds = ReasonCodes.all().getOrDefault("HoldReasonCode", List.of());
        for (int code = 0; code < holds.size(); code++) {
            assertThat(holds.get(code).code()).isEqualTo(code);
        }
        assertThat(holds).hasSize(49);
        assertThat(ReasonCodes.nameOfHold(34)).contains("JobOutOfResources");
        assertThat(ReasonCodes.nameOfHold(49)).isEmpty();
    }

    @Test
    void vacates_beginAt1000() {
        assertThat(ReasonCodes.all().getOrDefault("VacateReasonCode", List.of()))
                .extracting(ReasonCode::code)
                .startsWith(1000L, 1001L)
                .isSorted();
    }

    @Test
    void everyCode_hasNameAndMeaning() {
        ReasonCodes.all()
                .values()
                .forEach(codes -> assertThat(codes).allSatisfy(code -> {
                    assertThat(code.name()).matches("[A-Z][A-Za-z0-9]+");
                    assertThat(code.meaning()).matches("(Globus|[a-z]).*[^.]");
                }));
    }
}
