package org.shelfmark.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.Test;

/** Connections as somebody sees them who looks from time to time; the patience is 30 seconds. */
final class UnfinishedRequestsTest {
    private long nanos;
    private long requests;
    private long bytes;
    private boolean closed;

    private final UnfinishedRequests unfinished =
            new UnfinishedRequests(new ScheduledExecutorScheduler(), Duration.ofSeconds(30), () -> nanos);

    private final EndPoint endPoint = (EndPoint) Proxy.newProxyInstance(
            EndPoint.class.getClassLoader(), new Class<?>[] {EndPoint.class}, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("close");
                closed = true;
                return null;
            });

    private final Connection connection = (Connection) Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "getMessagesIn" -> requests;
                case "getBytesIn" -> bytes;
                case "getEndPoint" -> endPoint;
                case "hashCode" -> 1;
                case "equals" -> true;
                default -> throw new UnsupportedOperationException(method.getName());
            });

    private void lookAfter(long seconds) {
        nanos += Duration.ofSeconds(seconds).toNanos();
        unfinished.look();
    }

    @Test
    void byteNowAndThen_isCutOffAfterAWhile() {
        unfinished.onOpened(connection);
        for (int second = 0; second <= 30; second += 5) {
            bytes++;
            lookAfter(5);
            assertThat(closed).as("after %d s", second).isFalse();
        }
        bytes++;
        lookAfter(5);
        assertThat(closed).isTrue();
    }

    @Test
    void beginningWithoutMore_isCutOffAsWell() {
        unfinished.onOpened(connection);
        bytes = 10;
        lookAfter(5);
        lookAfter(30);
        assertThat(closed).isFalse();
        lookAfter(1);
        assertThat(closed).isTrue();
    }

    @Test
    void connectionWithoutARequest_isLeftAlone() {
        unfinished.onOpened(connection);
        for (int i = 0; i < 20; i++) {
            lookAfter(10);
        }
        assertThat(closed).isFalse();
    }

    @Test
    void longAnswer_isLeftAlone() {
        unfinished.onOpened(connection);
        bytes = 100;
        requests = 1;
        for (int i = 0; i < 20; i++) {
            lookAfter(10);
        }
        assertThat(closed).isFalse();
    }

    @Test
    void requestAfterRequest_isLeftAlone_andTheOneThatDoesNotEndIsNot() {
        unfinished.onOpened(connection);
        for (int i = 0; i < 20; i++) {
            bytes += 100;
            requests++;
            lookAfter(10);
            // a part of the next one has come
            bytes += 10;
            lookAfter(10);
        }
        assertThat(closed).isFalse();

        lookAfter(31);
        assertThat(closed).isTrue();
    }

    @Test
    void closedConnection_isForgotten() {
        unfinished.onOpened(connection);
        bytes = 10;
        lookAfter(5);
        unfinished.onClosed(connection);
        lookAfter(60);

        assertThat(closed).isFalse();
    }
}
