package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.shelfmark.cluster.ClusterUnavailableException;
import org.shelfmark.rollup.ArchiveOrder;
import org.shelfmark.rollup.Archivist;
import org.shelfmark.rollup.UnarchiveOrder;
import org.shelfmark.search.SearchException;

/** Indexing into a cluster that is away. */
final class LateFollowingTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(err, true, StandardCharsets.UTF_8);
    private final Console console = new Console(stream, stream, false, Map.of(), CommandRun.NOON, ZoneOffset.UTC);

    private static Following away() throws IOException {
        throw new ClusterUnavailableException("nobody is there");
    }

    private static void assertUnavailable(org.assertj.core.api.ThrowableAssert.ThrowingCallable order) {
        assertThatThrownBy(order)
                .isInstanceOfSatisfying(
                        SearchException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(SearchException.Kind.UNAVAILABLE))
                .hasMessage("nobody is there");
    }

    @Test
    void orders_areRefusedWithTheReason() throws IOException {
        try (LateFollowing following = LateFollowing.of(LateFollowingTest::away, console)) {
            Archivist archivist = following.archivist();
            assertUnavailable(() -> archivist.archive(new ArchiveOrder("*", Optional.empty(), false, false)));
            assertUnavailable(() -> archivist.unarchive(new UnarchiveOrder("*", Optional.empty(), false)));
            assertThat(following.activity().lastArchiving()).isNull();
        }
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("shelfmark: indexing failed and will be tried again in 1 s: nobody is there\n");
    }
}
