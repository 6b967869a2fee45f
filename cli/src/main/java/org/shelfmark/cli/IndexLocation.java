package org.shelfmark.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shelfmark.index.IndexLayout;
import picocli.CommandLine.Option;

/** The option {@code --index} and what stands for it where it is not given. */
final class IndexLocation {
    @Option(
            names = "--index",
            paramLabel = "DIR",
            description = "The index. Default: $SHELFMARK_INDEX, else /var/lib/shelfmark for root, else"
                    + " $XDG_DATA_HOME/shelfmark (~/.local/share/shelfmark).")
    private @Nullable Path index;

    IndexLayout layout(Console console) {
        return layout(console.environment());
    }

    IndexLayout layout(Map<String, String> environment) {
        if (index != null) {
            return new IndexLayout(index);
        }
        String fromEnvironment = environment.getOrDefault("SHELFMARK_INDEX", "");
        if (!fromEnvironment.isEmpty()) {
            return new IndexLayout(Path.of(fromEnvironment));
        }
        if (System.getProperty("user.name").equals("root")) {
            return new IndexLayout(Path.of("/var/lib/shelfmark"));
        }
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        Path base = data.isEmpty() ? Path.of(System.getProperty("user.home"), ".local", "share") : Path.of(data);
        return new IndexLayout(base.resolve("shelfmark"));
    }

    void give(Path directory) {
        index = directory;
    }

    boolean isGiven() {
        return index != null;
    }
}
