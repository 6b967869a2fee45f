package org.shelfmark.cli.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shelfmark.search.HistoryRequest;

/** Reads the words of a command line one after the other, in the way of {@code condor_history}. */
public final class HistoryWords {
    private static final Pattern ID = Pattern.compile("\\s*([+-]?[0-9]+)(?:\\.\\s*([+-]?[0-9]+))?.*", Pattern.DOTALL);

    /** The options about a cluster, without dashes. */
    private static final List<String> BACKEND = List.of(
            "backend",
            "opensearch-url",
            "opensearch-user",
            "opensearch-password-file",
            "opensearch-ca",
            "opensearch-prefix");

    private final List<String> words;
    private final HistoryDraft draft;
    private final Map<OptionWord, Consumer<String>> options = new LinkedHashMap<>();
    private final Map<OptionWord, Consumer<String>> lateOptions = new LinkedHashMap<>();
    private int next;

    /**
     * Reads a command line.
     *
     * @param zone zone of the dates that are printed
     * @param terminalColumns width of the terminal that standard output is; empty when it is none
     * @param warnings is told what is odd but not refused
     * @return empty when help is asked for
     * @throws HistoryUsageException when it cannot be meant
     */
    public static Optional<HistoryOptions> read(
            List<String> words, ZoneId zone, OptionalLong terminalColumns, Consumer<String> warnings) {
        HistoryWords reading = new HistoryWords(words, new HistoryDraft(zone, terminalColumns, warnings));
        return reading.all() ? Optional.of(reading.draft.finished()) : Optional.empty();
    }

    private HistoryWords(List<String> words, HistoryDraft draft) {
        this.words = words;
        this.draft = draft;
        // the order decides which option an abbreviation stands for
        late("index", Integer.MAX_VALUE, () -> draft.index(path("--index", needed("--index", "a directory"))));
        late("server", Integer.MAX_VALUE, () -> draft.server(needed("--server", "a URL")));
        for (String name : BACKEND) {
            late(name, Integer.MAX_VALUE, () -> draft.backend("--" + name, needed("--" + name, "a value")));
        }
        late("explain", Integer.MAX_VALUE, draft::explain);
        options.putAll(lateOptions);
        lateOptions.clear();
        option("long", 1, () -> draft.form(HistoryDraft.Form.LONG));
        option("xml", 3, () -> draft.form(HistoryDraft.Form.XML));
        option("jsonl", 5, () -> draft.form(HistoryDraft.Form.JSON_LINES));
        option("json", 4, () -> draft.form(HistoryDraft.Form.JSON));
        option("backwards", 1, () -> draft.direction(false));
        option("nobackwards", 3, () -> draft.direction(true));
        option("forwards", 4, () -> draft.direction(true));
        option(
                "wide",
                1,
                true,
                letters -> draft.wide(lastWord().indexOf(':') >= 0 ? Optional.of(letters) : Optional.empty()));
        option("match", 1, () -> draft.limit(needed("-match", "a number")));
        option("limit", 3, () -> draft.limit(needed("-limit", "a number")));
        option("scanlimit", 4, () -> draft.scanLimit(needed("-scanlimit", "a number")));
        option("file", 2, () -> draft.file(path("-file", needed("-file", "a file"))));
        refused("userlog", 1, false);
        option("local", 2, draft::local);
        refused("startd", 3, false);
        option("schedd", 3, () -> {});
        refused("stream-results", 6, true);
        refused("inherit", "inherit".length(), false);
        option("attributes", 2, () -> draft.attributes(neededWord("-attributes", "a list of attributes")));
        option("format", 1, this::format);
        option("print-format", 2, true, letters -> printFormat());
        refused("daemon", 3, true);
        refused("epochs", 2, true);
        refused("transfer-history", 2, true);
        refused("type", 2, false);
        refused("directory", 3, false);
        option("search", 3, () -> draft.search(path("-search", needed("-search", "a path"))));
        option("constraint", 1, () -> draft.constraint(needed("-constraint", "an expression")));
        option("since", 4, () -> draft.since(needed("-since", "a job id or an expression"), true));
        option(
                "completedsince",
                3,
                () -> draft.since("CompletionDate <= " + needed("-completedsince", "a time"), false));
        refused("extract", 2, false);
        lateOptions.put(new OptionWord("debug", 3, true), letters -> {});
        late("diagnostic", 4, () -> {});
        late("no-librarian", "no-librarian".length(), () -> {});
        late("name", 1, () -> draft.source(needed("-name", "an access point")));
        lateOptions.put(new OptionWord("pool", 1, false), letters -> {
            throw RefusedOptions.refusal("pool");
        });
    }

    private void option(String name, int least, Runnable action) {
        option(name, least, false, letters -> action.run());
    }

    private void option(String name, int least, boolean takesColon, Consumer<String> action) {
        options.put(new OptionWord(name, least, takesColon), action);
    }

    private void refused(String name, int least, boolean takesColon) {
        option(name, least, takesColon, letters -> {
            throw RefusedOptions.refusal(name);
        });
    }

    private void late(String name, int least, Runnable action) {
        lateOptions.put(new OptionWord(name, least, false), letters -> action.run());
    }

    private boolean all() {
        while (next < words.size()) {
            String word = words.get(next++);
            if (new OptionWord("help", 1, false).match(word).isPresent()) {
                return false;
            }
            if (!take(options, word) && !takeAutoFormat(word) && !takeId(word) && !take(lateOptions, word)) {
                if (word.startsWith("-")) {
                    throw new HistoryUsageException("unknown option '" + word + "'", true);
                }
                draft.owner(word);
            }
        }
        return true;
    }

    private static boolean take(Map<OptionWord, Consumer<String>> known, String word) {
        for (Map.Entry<OptionWord, Consumer<String>> option : known.entrySet()) {
            Optional<String> letters = option.getKey().match(word);
            if (letters.isPresent()) {
                option.getValue().accept(letters.get());
                return true;
            }
        }
        return false;
    }

    /** One dash only: with two, these names are not known there. */
    private boolean takeAutoFormat(String word) {
        if (word.startsWith("--")) {
            return false;
        }
        Optional<String> letters =
                new OptionWord("af", 2, true).match(word).or(() -> new OptionWord("autoformat", 5, true).match(word));
        if (letters.isEmpty()) {
            return false;
        }
        if (next == words.size() || words.get(next).startsWith("-")) {
            throw new HistoryUsageException(word + " needs at least one attribute: " + word + " ClusterId");
        }
        int from = next;
        while (next < words.size() && !words.get(next).startsWith("-")) {
            next++;
        }
        draft.autoFormat(letters.get(), words.subList(from, next));
        return true;
    }

    /** Numbers at the beginning of a word are an id, whatever follows. */
    private boolean takeId(String word) {
        Matcher id = ID.matcher(word);
        if (!id.matches()) {
            return false;
        }
        draft.id(new HistoryRequest.Id(
                CInteger.value(id.group(1)),
                id.group(2) == null ? OptionalLong.empty() : OptionalLong.of(CInteger.value(id.group(2)))));
        return true;
    }

    private String lastWord() {
        return words.get(next - 1);
    }

    private String needed(String option, String what) {
        if (next == words.size()) {
            throw new HistoryUsageException(option + " needs " + what);
        }
        return words.get(next++);
    }

    private String neededWord(String option, String what) {
        if (next < words.size() && words.get(next).startsWith("-")) {
            throw new HistoryUsageException(option + " needs " + what + ", not '" + words.get(next) + "'");
        }
        return needed(option, what);
    }

    private static Path path(String option, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new HistoryUsageException(option + " '" + text + "' is no path: " + e.getMessage());
        }
    }

    private void format() {
        if (next + 2 > words.size()) {
            throw new HistoryUsageException("-format needs a format of printf and an attribute");
        }
        draft.format(words.get(next), words.get(next + 1));
        next += 2;
    }

    private void printFormat() {
        String name = next < words.size() && words.get(next).equals("-")
                ? needed("-print-format", "a file")
                : neededWord("-print-format", "a file");
        if (name.equals("!")) {
            return;
        }
        Path file = name.equals("-") ? Path.of("/dev/stdin") : path("-print-format", name);
        try {
            draft.printFormat(name, Files.readString(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new HistoryUsageException("-print-format '" + name + "' cannot be read: " + e);
        }
    }
}
