package org.shelfmark.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RollupPolicyTest {
    private static final ArchiveOrder ORDER = new ArchiveOrder("", Optional.of(Duration.ofDays(30)), false, false);
    private static final ArchiveReport REPORT = new ArchiveReport(false, 1, 2, 0, 3, 4, 0, List.of(), 5);

    private final List<ArchiveOrder> orders = new ArrayList<>();
    private Instant now = RollupShelf.NOW;
    private boolean fails;
    private boolean isBusy;

    private final Archivist archivist = new Archivist() {
        @Override
        public ArchiveReport archive(ArchiveOrder order) throws IOException {
            orders.add(order);
            if (isBusy) {
                throw new RollupException(RollupException.Kind.BUSY, "somebody else is archiving");
            }
            if (fails) {
                throw new IOException("no disk");
            }
            return REPORT;
        }

        @Override
        public UnarchiveReport unarchive(UnarchiveOrder order) {
            throw new AssertionError("a policy brings nothing back");
        }
    };

    private final RollupPolicy policy = new RollupPolicy(archivist, List.of(ORDER), () -> now);

    @Test
    void due_onceAnHourFromTheStartOn() throws IOException {
        assertThat(policy.last()).isEmpty();
        policy.run();
        assertThat(orders).containsExactly(ORDER);
        assertThat(policy.last())
                .contains(new RollupPolicy.Run(now, List.of(new RollupPolicy.Pass(ORDER, REPORT)), Optional.empty()));
        now = now.plus(Duration.ofMinutes(59));
        policy.run();
        assertThat(orders).hasSize(1);
        now = now.plus(Duration.ofMinutes(1));
        policy.run();
        assertThat(orders).hasSize(2);
    }

    @Test
    void failure_isToldAndKeptUntilTheNextTime() throws IOException {
        fails = true;
        assertThatThrownBy(policy::run)
                .isInstanceOf(IOException.class)
                .hasMessage("archiving by the policy failed: no disk");
        assertThat(policy.last()).contains(new RollupPolicy.Run(now, List.of(), Optional.of("no disk")));
        policy.run();
        assertThat(orders).hasSize(1);
    }

    @Test
    void somebodyElseArchiving_isWaitedForAMinute() throws IOException {
        isBusy = true;
        assertThatThrownBy(policy::run).hasMessage("archiving by the policy failed: somebody else is archiving");
        now = now.plus(Duration.ofSeconds(59));
        policy.run();
        assertThat(orders).hasSize(1);
        now = now.plus(Duration.ofSeconds(1));
        isBusy = false;
        policy.run();
        assertThat(orders).hasSize(2);
        now = now.plus(Duration.ofMinutes(59));
        policy.run();
        assertThat(orders).hasSize(2);
    }
}
