package org.shelfmark.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.search.QuickCount;
import org.shelfmark.search.SearchSettings;

/**
 * {@code count} with words and {@code --index} alone, as scripts ask it again and again: it is answered before the options
 * of the command would have been read. Everything else is left to {@link CountCommand}, which answers the same.
 */
final class PlainCount {
    private final Console console;
    private final SearchTarget target;
    private final String query;

    private PlainCount(Console console, SearchTarget target, String query) {
        this.console = console;
        this.target = target;
        this.query = query;
    }

    /** The count that the arguments ask for; empty where they ask for more than this knows. */
    static Optional<PlainCount> of(Console console, String... arguments) {
        if (arguments.length == 0 || !arguments[0].equals("count")) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        Optional<Path> index = Optional.empty();
        for (int i = 1; i < arguments.length; i++) {
            String argument = arguments[i];
            if (argument.equals("--index") && index.isEmpty() && i + 1 < arguments.length && isWord(arguments[i + 1])) {
                i++;
                index = Optional.of(Path.of(arguments[i]));
            } else if (isWord(argument)) {
                words.add(argument);
            } else {
                return Optional.empty();
            }
        }
        SearchTarget target = SearchTarget.of(index, Optional.empty(), new BackendOptions());
        return target.server(console).isPresent() || target.cluster(console).isPresent()
                ? Optional.empty()
                : Optional.of(new PlainCount(console, target, String.join(" ", words)));
    }

    /** Options, files of arguments and quoted arguments are something else. */
    static boolean isWord(String argument) {
        return !argument.isEmpty() && "-@\"'".indexOf(argument.charAt(0)) < 0;
    }

    /** Counts and prints; the exit code, or nothing where the index needs more than this knows. */
    OptionalInt answer() throws IOException {
        Optional<QuickCount.Counted> counted = QuickCount.of(
                query,
                target.layout(console),
                Mapping.htcondorJob(),
                SearchSettings.forCommandLine(console.clock(), console.zone()));
        if (counted.isEmpty()) {
            return OptionalInt.empty();
        }
        console.out().println(counted.get().jobs());
        return OptionalInt.of(Completeness.exitCode(counted.get().timedOut(), null, console));
    }
}
