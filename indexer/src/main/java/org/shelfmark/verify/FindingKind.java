package org.shelfmark.verify;

/** What can be wrong with an index. */
public enum FindingKind {
    /** Lucene finds its own files damaged. */
    LUCENE_DAMAGE,
    /** The registry is missing or cannot be read although there are jobs. */
    REGISTRY_UNUSABLE,
    /** Documents, or a position, of a file that the registry does not know. */
    UNKNOWN_FILE,
    /** An archive file is there but cannot be read. */
    ARCHIVE_UNREADABLE,
    /** An archive file does not hold any more what the vault kept of it. */
    ARCHIVE_CHANGED,
    /** A record before the position has no document. */
    RECORD_MISSING,
    /** More than one document for one record. */
    RECORD_TWICE,
    /** A document at whose address no record begins. */
    NO_RECORD,
    /** A document whose record begins where it says but ends elsewhere. */
    OTHER_LENGTH,
    /** A document of another job than the one whose record stands there. */
    OTHER_JOB,
    /** A quarantined record that can be understood, or a job whose record cannot. */
    OTHER_UNDERSTANDING,
    /** A document behind the position up to which its file has been read. */
    BEHIND_POSITION,
    /** A position that is not the end of a record. */
    POSITION_OFFSET,
    /** A position whose numbers of records are not those of the file. */
    POSITION_COUNTS,
    /** A copy that the registry names is not in the vault. */
    VAULT_MISSING,
    /** A copy in the vault is not what was stored. */
    VAULT_DAMAGED,
    /** A copy in the vault that the registry does not name; a crash leaves such, and it harms nobody. */
    VAULT_UNNAMED,
    /** Jobs of a file that a rebuilt registry cannot name, for neither its archive nor a copy was found. */
    FILE_NOT_FOUND;

    /** Whether it is said for information only: nothing is wrong with the jobs and their addresses. */
    public boolean isNote() {
        return this == VAULT_UNNAMED || this == FILE_NOT_FOUND;
    }
}
