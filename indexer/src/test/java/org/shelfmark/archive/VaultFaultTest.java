package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.store.Directory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation of a store or a removal fails once; afterwards the older entries are as they were. */
class VaultFaultTest {
    private static final String NAME = "history.20261122T033939";
    private static final byte[] OLD = VaultTest.content(1, 300_000);
    private static final byte[] NEW = VaultTest.content(2, 600_000);
    private static final int LIMIT = 200;

    private final FailingDirectory directory = new FailingDirectory();
    private final Vault vault;

    VaultFaultTest() throws IOException {
        vault = opened(directory);
    }

    /** With small frames, so that an entry has several. */
    private static Vault opened(Directory in) throws IOException {
        return Vault.open(in, 256 << 10);
    }

    private VaultEntry store(Vault into, byte[] content) throws IOException {
        return into.store(NAME, new BytesChannel(content, 100_000), content.length);
    }

    private static void assertHolds(Vault vault, VaultEntry entry, byte[] content, String what) throws IOException {
        vault.check(entry);
        try (SeekableByteChannel channel = vault.open(entry)) {
            ByteBuffer buffer = ByteBuffer.allocate(content.length);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            assertThat(Arrays.equals(buffer.array(), content)).as(what).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anyOperationFails_oldEntryStandsAndTheNextStoreSucceeds(boolean andAllAfter) throws IOException {
        VaultEntry old = store(vault, OLD);
        directory.fail(Long.MAX_VALUE, false);
        VaultEntry whole = store(vault, NEW);
        List<String> operations = List.copyOf(directory.operations());
        assertThat(operations).contains("create", "write", "close", "sync", "open", "rename", "syncMetaData");
        vault.remove(whole.name());

        for (int n = 1; n <= operations.size(); n++) {
            String what = "operation " + n + ": " + operations.get(n - 1);
            directory.fail(n, andAllAfter);

            assertThatThrownBy(() -> store(vault, NEW)).as(what).hasMessageStartingWith("made up: ");

            directory.fail(Long.MAX_VALUE, false);
            assertHolds(vault, old, OLD, what);
            if (!andAllAfter) {
                assertThat(directory.listAll()).as(what).containsExactly(NAME + ".zst");
            } else if (vault.names().size() > 1) {
                // renamed, and then neither synced nor removed: whole all the same
                assertThat(vault.names()).as(what).containsExactly(NAME, NAME + "-2");
                assertHolds(vault, whole, NEW, what);
            }
            Vault reopened = opened(directory);
            assertThat(directory.listAll()).as(what).allMatch(file -> file.endsWith(".zst"));
            assertThat(store(reopened, NEW)).as(what).isEqualTo(whole);
            assertHolds(reopened, whole, NEW, what);
            reopened.remove(whole.name());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void powerCutAtAnyOperation_leavesWholeEntriesOnly(boolean withUnsyncedNames) throws IOException {
        VaultEntry old = store(vault, OLD);
        boolean stored = false;
        for (int n = 1; !stored; n++) {
            assertThat(n).isLessThan(LIMIT);
            String what = "power cut at operation " + n;
            directory.fail(n, true);
            try {
                store(vault, NEW);
                stored = true;
            } catch (IOException e) {
                assertThat(e).as(what).hasMessageStartingWith("made up: ");
            }
            Directory left = directory.afterPowerCut(withUnsyncedNames);
            Vault after = opened(left);
            assertThat(after.names()).as(what).contains(NAME).isSubsetOf(NAME, NAME + "-2");
            assertHolds(after, old, OLD, what);
            if (stored) {
                assertThat(after.names()).as(what).hasSize(2);
            }
            VaultEntry again = store(after, NEW);
            assertThat(again.name()).isEqualTo(NAME + "-2");
            assertHolds(after, again, NEW, what);
            directory.fail(Long.MAX_VALUE, false);
            opened(directory).remove(NAME + "-2");
        }
    }

    @Test
    void entryLeftByAStoreThatFailed_isDurableOnceItIsStoredAgain() throws IOException {
        VaultEntry whole = store(vault, NEW);
        int last = directory.operations().indexOf("rename") + 2;
        vault.remove(NAME);
        directory.fail(last, true);
        assertThatThrownBy(() -> store(vault, NEW)).hasMessage("made up: syncMetaData");
        directory.fail(Long.MAX_VALUE, false);
        assertThat(vault.names()).containsExactly(NAME);
        assertThat(directory.afterPowerCut(false).listAll()).isEmpty();

        assertThat(store(vault, NEW)).isEqualTo(whole);

        assertHolds(opened(directory.afterPowerCut(false)), whole, NEW, "after the second store");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100_000, 168_000})
    void diskThatWritesSomethingElse_isNotBelieved(int at) throws IOException {
        directory.garble(at);
        assertThatThrownBy(() -> store(vault, OLD)).isInstanceOf(VaultEntryException.class);
        directory.garble(-1);
        assertThat(directory.listAll()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void removalThatFails_canBeRepeated(int n) throws IOException {
        store(vault, OLD);
        directory.fail(n, false);
        assertThatThrownBy(() -> vault.remove(NAME)).hasMessageStartingWith("made up: ");
        vault.remove(NAME);
        assertThat(vault.names()).isEmpty();
    }

    @Test
    void failureWhileTidyingUp_isKeptBesideTheFirst() {
        directory.fail(2, true);
        assertThatThrownBy(() -> store(vault, OLD))
                .hasMessage("made up: write")
                .satisfies(thrown -> assertThat(thrown.getSuppressed())
                        .extracting(Throwable::getMessage)
                        .containsExactly("made up: close", "made up: delete"));
    }
}
