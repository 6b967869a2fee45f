package org.shelfmark.fault;

/** What a crash leaves. */
public enum Survival {
    /** The process was killed: whatever was written is there. */
    ALL_WRITTEN,
    /** The machine stopped: all names are there, but files that were not synced are empty. */
    ALL_NAMES,
    /** The machine stopped: names are as they were when they were synced last, deleted files are back. */
    SYNCED_NAMES
}
