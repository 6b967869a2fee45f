package org.shelfmark.document;

import org.shelfmark.archive.RecordLocation;

/**
 * Where the record of a job stands.
 *
 * @param source name of the access point that wrote the archive
 * @param fileId number of the archive file in the registry
 * @param location place in that file
 */
public record RecordAddress(String source, int fileId, RecordLocation location) {}
