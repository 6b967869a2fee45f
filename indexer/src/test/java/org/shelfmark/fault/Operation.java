package org.shelfmark.fault;

/** What is done to a store or an archive. */
public enum Operation {
    CREATE(true),
    /** One write of a buffer to the file. */
    WRITE(true),
    CLOSE(false),
    SYNC(true),
    RENAME(true),
    /** Making names durable. */
    SYNC_NAMES(true),
    DELETE(false),
    OPEN(false),
    LIST(false),
    LENGTH(false),
    LOCK(true),
    /** Of an archive file. */
    IDENTIFY(false),
    READ(false);

    private final boolean takesRoom;

    Operation(boolean takesRoom) {
        this.takesRoom = takesRoom;
    }

    /** Whether it fails on a full disk. */
    public boolean takesRoom() {
        return takesRoom;
    }
}
