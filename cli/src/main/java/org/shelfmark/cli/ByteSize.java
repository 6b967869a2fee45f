package org.shelfmark.cli;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A size on the command line, in the units of the query language: 200GB is 200 * 1024 * 1024 * 1024 bytes. */
record ByteSize(long bytes) {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?) ?([KMGT]?B)");
    private static final Map<String, Integer> POWERS = Map.of("B", 0, "KB", 1, "MB", 2, "GB", 3, "TB", 4);

    /** Reads the option's value. */
    static final class Converter implements ITypeConverter<ByteSize> {
        @Override
        public ByteSize convert(String text) {
            Matcher matcher = TEXT.matcher(text.toUpperCase(Locale.ROOT));
            if (matcher.matches()) {
                long unit = 1L << (10 * POWERS.getOrDefault(matcher.group(2), 0));
                BigDecimal bytes = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
                if (bytes.compareTo(BigDecimal.ONE) >= 0 && bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                    return new ByteSize(bytes.longValue());
                }
            }
            throw new TypeConversionException("'" + text
                    + "'; accepted: a number above 0 with a unit (B, KB, MB, GB or TB, of 1024), for example 200GB");
        }
    }
}
