package org.shelfmark.cluster.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.cluster.Exchange;
import org.shelfmark.cluster.ExchangeNote;
import org.shelfmark.cluster.TestCluster;
import org.shelfmark.rollup.RollupException;

/** One shipper at a time changes what counts. */
class HeldExchangeTest {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_400_000);
    private static final List<Exchange.Swap> SWAPS = List.of(
            new Exchange.Swap("ap1\0007\0alice", Optional.empty(), Optional.of("summary-1-a")),
            new Exchange.Swap("ap1\0008", Optional.of("summary-0-b"), Optional.empty()));

    private final TestCluster cluster = TestCluster.shared();
    private ClusterConnection connection = connect();
    private Instant now = NOW;

    private ClusterConnection connect() {
        try {
            return new ClusterConnection(ClusterSettings.of(cluster.url()).prefixed("held-exchange"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @BeforeEach
    void open() {
        connection = connect();
    }

    @AfterEach
    void close() {
        connection.close();
        cluster.send("DELETE", "/held-exchange-*", "");
    }

    private HeldExchange take(int shipper) throws IOException {
        InstantSource clock = () -> now;
        return HeldExchange.take(connection, clock, shipper);
    }

    @Test
    void nothingArchived_isNone() throws IOException {
        assertThat(new ExchangeNote(connection).read()).isEqualTo(Exchange.NONE);
    }

    @Test
    void changes_areReadAsTheyWereWritten() throws IOException {
        HeldExchange held = take(3);
        held.write(held.current().begun(SWAPS, OptionalLong.of(17)));

        Exchange begun = new ExchangeNote(connection).read();
        assertThat(begun.step()).isEqualTo(1);
        assertThat(begun.swaps()).isEqualTo(SWAPS);
        assertThat(begun.pinnedUntil()).hasValue(17);
        assertThat(begun.counting()).containsExactly("summary-0-b");
        assertThat(begun.ignored()).containsExactly("summary-1-a");

        held.write(held.current().switchedOver());

        Exchange switched = new ExchangeNote(connection).read();
        assertThat(switched.step()).isEqualTo(2);
        assertThat(switched.counting()).containsExactly("summary-1-a");
        assertThat(switched.ignored()).containsExactly("summary-0-b");

        held.write(held.current().ended());

        assertThat(new ExchangeNote(connection).read().step()).isEqualTo(3);
        assertThat(new ExchangeNote(connection).read().swaps()).isEmpty();
    }

    @Test
    void heldByAnother_isBusyUntilThatOneIsGone() throws IOException {
        HeldExchange held = take(3);

        assertThatThrownBy(() -> take(4))
                .isInstanceOf(RollupException.class)
                .hasMessage("shipper 3 of the cluster is archiving; when it does not any more, its hold ends at"
                        + " 2026-11-23T02:28:20Z");

        now = now.plus(HeldExchange.HELD);
        HeldExchange other = take(4);
        assertThatThrownBy(() -> held.write(held.current().begun(SWAPS, OptionalLong.empty())))
                .isInstanceOf(RollupException.class)
                .hasMessage("another shipper of the cluster has begun to archive");
        other.release();
        assertThat(take(3).current().holder()).isEqualTo(3);
    }

    @Test
    void heldByItself_isTakenUp() throws IOException {
        HeldExchange held = take(3);
        held.write(held.current().begun(SWAPS, OptionalLong.empty()));

        assertThat(take(3).current().swaps()).isEqualTo(SWAPS);
    }

    @Test
    void workThatTakesLong_keepsIt() throws IOException {
        HeldExchange held = take(3);
        now = now.plus(HeldExchange.HELD.dividedBy(2));
        held.renew();
        now = now.plus(HeldExchange.HELD.dividedBy(2));

        assertThatThrownBy(() -> take(4)).isInstanceOf(RollupException.class);
    }
}
