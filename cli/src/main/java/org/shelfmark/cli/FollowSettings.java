package org.shelfmark.cli;

import org.shelfmark.ingest.ArchiveRequest;
import org.shelfmark.ingest.IngestSettings;
import org.shelfmark.ingest.VaultSettings;

/**
 * What is indexed, and how.
 *
 * @param request the archives
 * @param cycles how much work a cycle does
 * @param vault whether and where copies of the files are kept
 * @param followLinks whether archives that are symbolic links are indexed; false by default
 */
record FollowSettings(ArchiveRequest request, IngestSettings cycles, VaultSettings vault, boolean followLinks) {}
