package org.shelfmark.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The forms in which answers are printed. */
enum OutputFormat {
    /** Aligned columns for people. */
    TABLE,
    /** The answer of the HTTP interface, whole. */
    JSON,
    /** One JSON object a line, without the envelope. */
    JSONL,
    /** Comma-separated values with a heading (RFC 4180). */
    CSV;

    /** Reads the option's value. */
    static final class Converter implements ITypeConverter<OutputFormat> {
        @Override
        public OutputFormat convert(String text) {
            for (OutputFormat format : values()) {
                if (format.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return format;
                }
            }
            throw new TypeConversionException("'" + text + "'; accepted: table, json, jsonl, csv");
        }
    }
}
