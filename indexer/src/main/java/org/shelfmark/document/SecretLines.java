package org.shelfmark.document;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.shelfmark.archive.BannerLine;
import org.shelfmark.archive.Restart;
import org.shelfmark.mapping.Mapping;

/**
 * Takes the secrets out of records that leave the machine. A writer that stopped within a line, or damage, may have joined a
 * secret to another attribute in a way that can be read all the same; a record in which that cannot be excluded stays whole
 * where it is. Safe for many threads.
 */
public final class SecretLines {
    private final Mapping mapping;
    private final Set<String> known;
    private final Pattern assigned;

    /** Takes out what a mapping calls a secret. */
    public SecretLines(Mapping mapping) {
        this.mapping = mapping;
        this.known = mapping.fields().stream()
                .flatMap(field -> field.attributes().stream())
                .map(Mapping::fold)
                .collect(Collectors.toUnmodifiableSet());
        this.assigned = Pattern.compile(
                mapping.secrets().stream().map(Pattern::quote).collect(Collectors.joining("|", "(?i)(?:", ")\\s*=")));
    }

    /** What everybody may have of a record. */
    public PublicRecord without(RecordView view) {
        byte[] bytes = view.bytes();
        return () -> without(
                view.parsed(),
                bytes,
                0,
                view.bannerStart(),
                bytes.length,
                Restart.isInOrder(bytes, 0, view.bannerStart()));
    }

    /**
     * The same of a record in [from, to).
     *
     * @param isInOrder whether it is certain that no writer stopped in it
     */
    Optional<byte[]> without(ParsedRecord record, byte[] bytes, int from, int bannerFrom, int to, boolean isInOrder) {
        return isInBanner(bytes, bannerFrom, to) || isInOtherLine(record, bytes, from, isInOrder)
                ? Optional.empty()
                : Optional.of(record.withoutSecrets(bytes, from, bannerFrom, to));
    }

    private boolean isInBanner(byte[] bytes, int from, int to) {
        return BannerLine.parse(bytes, from, to).fields().keySet().stream().anyMatch(mapping::isSecret)
                || assigned.matcher(text(bytes, from, to)).find();
    }

    private boolean isInOtherLine(ParsedRecord record, byte[] bytes, int from, boolean isInOrder) {
        int start = from;
        for (int entry = 0; entry < record.entries(); entry++) {
            int end = from + record.entryEnd(entry);
            AttributeLine line = record.entry(entry);
            boolean doubtful = line == null
                    ? !text(bytes, start, end).isBlank()
                    : !line.name.secret()
                            && ((!isInOrder && endsLikeSecret(line.name))
                                    || (record.lines(entry) > 1
                                            && assigned.matcher(text(bytes, start, end))
                                                    .find()));
            if (doubtful) {
                return true;
            }
            start = end;
        }
        return false;
    }

    /** Whether a name may be the end of a secret's, or one that was cut with a secret's behind it. */
    private boolean endsLikeSecret(AttributeName name) {
        String folded = name.folded();
        return !known.contains(folded)
                && mapping.secrets().stream().anyMatch(secret -> secret.endsWith(folded) || folded.endsWith(secret));
    }

    private static String text(byte[] bytes, int from, int to) {
        int end = Math.min(to, bytes.length);
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    }
}
