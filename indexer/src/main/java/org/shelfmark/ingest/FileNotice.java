package org.shelfmark.ingest;

import java.nio.file.Path;

/**
 * Something to know about one file.
 *
 * @param path the file
 * @param failure whether its records could not be indexed because of it
 * @param text what, in words
 */
public record FileNotice(Path path, boolean failure, String text) {}
