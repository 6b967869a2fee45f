package org.shelfmark.server;

import java.io.IOException;
import java.util.Optional;

/** The files of the page, by name: {@code views/job.js}. A name that is not one of theirs is no file, whatever it says. */
interface PageFiles {
    /** The document that all pages are. */
    String INDEX = "index.html";

    /**
     * The file of exactly this name.
     *
     * @throws IOException where it is there and cannot be read
     */
    Optional<PageFile> find(String name) throws IOException;
}
