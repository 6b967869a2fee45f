package org.shelfmark.classad;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The regular expressions compiled lately, shared by threads: a constraint applies the same one to every record. */
final class PatternCache {
    private static final int MAX_ENTRIES = 256;

    /** PCRE2 as HTCondor has it refuses what compiles to more than 64 KiB, and hardly anything takes less than a byte a char. */
    private static final int MAX_LENGTH = 65_535;

    /** Compiled, a char takes dozens of bytes: longer ones are compiled each time rather than kept. */
    private static final int MAX_KEPT_LENGTH = 4_096;

    private final Map<Key, Optional<CompiledPattern>> entries = new ConcurrentHashMap<>();

    private record Key(String expression, int flags) {}

    /**
     * The compiled expression.
     *
     * @param expression in PCRE2's syntax
     * @param options letters of {@code imsx}; others mean nothing here
     * @return empty when the expression is malformed
     */
    Optional<CompiledPattern> compile(String expression, String options) {
        if (expression.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        // HTCondor's lines end with a line feed and nothing else.
        int flags = Pattern.UNIX_LINES;
        flags |= options.indexOf('i') >= 0 ? Pattern.CASE_INSENSITIVE : 0;
        flags |= options.indexOf('m') >= 0 ? Pattern.MULTILINE : 0;
        flags |= options.indexOf('s') >= 0 ? Pattern.DOTALL : 0;
        flags |= options.indexOf('x') >= 0 ? Pattern.COMMENTS : 0;
        Key key = new Key(expression, flags);
        Optional<CompiledPattern> known = entries.get(key);
        if (known != null) {
            return known;
        }
        Optional<CompiledPattern> compiled = compile(key);
        if (expression.length() <= MAX_KEPT_LENGTH) {
            if (entries.size() >= MAX_ENTRIES) {
                entries.clear();
            }
            entries.put(key, compiled);
        }
        return compiled;
    }

    private static Optional<CompiledPattern> compile(Key key) {
        String translated = PatternTranslator.translate(ByteText.of(key.expression()));
        // In free-spacing expressions a final comment would swallow the closing parenthesis.
        String lineEnd = (key.flags() & Pattern.COMMENTS) != 0 ? "\n" : "";
        try {
            return Optional.of(new CompiledPattern(
                    Pattern.compile(translated, key.flags()),
                    Pattern.compile("\\G(?:" + translated + lineEnd + ")(?!\\G)", key.flags())));
        } catch (PatternSyntaxException | StackOverflowError e) {
            // Deep nesting exhausts the library's compiler; PCRE2 refuses such expressions as well.
            return Optional.empty();
        }
    }
}
