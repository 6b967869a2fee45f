package org.shelfmark.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NodeClassPathTest {
    @TempDir
    private Path root;

    @Test
    void list_isFoundAboveAModule() throws IOException {
        Path target = Files.createDirectories(root.resolve("indexer/opensearch-node/target"));
        Path list = Files.writeString(target.resolve("classpath"), "a.jar" + File.pathSeparator + "b.jar\n");
        Path module = Files.createDirectories(root.resolve("cli"));

        assertThat(NodeClassPath.above(module)).isEqualTo(list);
        assertThat(NodeClassPath.read(list).split(File.pathSeparator))
                .containsExactly(target.resolve("classes").toString(), "a.jar", "b.jar");
    }

    @Test
    void missingList_saysHowToMakeIt() {
        assertThatThrownBy(() -> NodeClassPath.above(root))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no 'indexer/opensearch-node/target/classpath' in '" + root
                        + "' or above it: build the module first, "
                        + "for example with './build -pl indexer/opensearch-node process-classes', or name a list by "
                        + "-Dshelfmark.opensearch.classpath");
    }

    @Test
    void unreadableList_isNamed() {
        assertThatThrownBy(() -> NodeClassPath.read(root.resolve("none")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot read the class path of the node, '" + root.resolve("none") + "'");
    }
}
