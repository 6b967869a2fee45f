package org.shelfmark.archive;

/**
 * What the file system says of a file. A hint only: inode numbers are reused, and a copy has another one.
 *
 * @param device number of the file system
 * @param inode number of the file in it
 * @param sizeBytes length of its content now, decompressed where it is compressed
 */
public record FileIdentity(long device, long inode, long sizeBytes) {
    /** No file has it. */
    public static final FileIdentity NONE = new FileIdentity(-1, 0, 0);

    /** Whether both are the same file of the same file system, whatever their size. */
    public boolean sameInode(FileIdentity other) {
        return device == other.device && inode == other.inode;
    }
}
