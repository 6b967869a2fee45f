package org.shelfmark.registry;

import org.shelfmark.archive.Fingerprint;
import org.shelfmark.archive.RecordLocation;

/**
 * A record by place and content. The last record read tells later whether a file is still the one that was read.
 *
 * @param location where it stands
 * @param fingerprint what it holds
 * @param stamp which job it is of
 */
public record RecordMark(RecordLocation location, Fingerprint fingerprint, RecordStamp stamp) {}
