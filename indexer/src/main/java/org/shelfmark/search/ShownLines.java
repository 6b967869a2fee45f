package org.shelfmark.search;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shelfmark.archive.ByteSearch;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.ClassAdSyntaxException;
import org.shelfmark.mapping.Mapping;

/**
 * Which lines of a damaged record may be shown to those who must not see secrets. Damage may have hit the name of a secret, or
 * joined its value to another line, so only a line that is beyond doubt another attribute's is shown: its name is one that the
 * mapping has, and no end of a secret's behind a damaged line, its value is a whole expression, and no secret is assigned
 * within it.
 */
final class ShownLines {
    private static final Pattern NAME = Pattern.compile("[ \\t]*([A-Za-z_][A-Za-z0-9_.]*)[ \\t]*");

    private final Mapping mapping;
    private final Set<String> known;
    private final boolean withSecrets;
    private final Pattern assignedSecret;

    /** Shows everything where secrets may be seen. */
    ShownLines(Mapping mapping, boolean withSecrets) {
        this.mapping = mapping;
        this.known = mapping.fields().stream()
                .flatMap(field -> field.attributes().stream())
                .map(Mapping::fold)
                .collect(Collectors.toSet());
        this.withSecrets = withSecrets;
        this.assignedSecret = Pattern.compile(
                mapping.secrets().stream().map(Pattern::quote).collect(Collectors.joining("|", "(?i)(?:", ")\\s*=")));
    }

    /** How much of a line is shown. */
    enum Kind {
        /** All of it. */
        WHOLE,
        /** What nobody can read. */
        UNREADABLE,
        /** Nothing. */
        NOTHING
    }

    /** A line, its end included. */
    record Line(int from, int to, Kind kind) {}

    /** The lines of a record, from its beginning. */
    List<Line> lines(byte[] bytes) {
        List<Line> lines = new ArrayList<>();
        // what follows a value that does not end in its line may belong to it
        boolean open = false;
        boolean doubtful = false;
        for (int at = 0; at < bytes.length; ) {
            int end = ByteSearch.indexOf(bytes, (byte) '\n', at, bytes.length);
            int next = Math.min(end + 1, bytes.length);
            Kind kind = withSecrets ? Kind.WHOLE : open ? Kind.NOTHING : kind(bytes, at, end, doubtful);
            lines.add(new Line(at, next, kind));
            doubtful = kind != Kind.WHOLE;
            open |= doubtful && mayGoOn(bytes, at, end, kind == Kind.NOTHING);
            at = next;
        }
        return lines;
    }

    private Kind kind(byte[] bytes, int from, int end, boolean behindDoubt) {
        String line = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
        if (line.isBlank()) {
            return Kind.WHOLE;
        }
        int equals = line.indexOf('=');
        Matcher name = NAME.matcher(equals < 0 ? "" : line.substring(0, equals));
        if (!name.matches()) {
            return Kind.UNREADABLE;
        }
        String folded = Mapping.fold(name.group(1));
        if (mapping.isSecret(folded)) {
            return Kind.NOTHING;
        }
        boolean maybeSecret = behindDoubt && mapping.secrets().stream().anyMatch(secret -> secret.endsWith(folded));
        return known.contains(folded)
                        && !maybeSecret
                        && !assignedSecret.matcher(line.substring(equals)).find()
                        && isExpression(bytes, from + equals + 1, end)
                ? Kind.WHOLE
                : Kind.UNREADABLE;
    }

    private static boolean isExpression(byte[] bytes, int from, int end) {
        try {
            return ClassAdParser.parse(bytes, from, end) != null;
        } catch (ClassAdSyntaxException e) {
            return false;
        }
    }

    /** Whether a value that is not shown, or something like one, may go on in the next line; a secret's at any sign of it. */
    private static boolean mayGoOn(byte[] bytes, int from, int end, boolean isSecret) {
        int equals = ByteSearch.indexOf(bytes, (byte) '=', from, end);
        boolean hasQuote = ByteSearch.indexOf(bytes, (byte) '"', from, end) < end;
        return (isSecret || hasQuote) && (equals == end || !isExpression(bytes, equals + 1, end));
    }
}
