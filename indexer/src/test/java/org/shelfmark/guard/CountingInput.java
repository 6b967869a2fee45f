package org.shelfmark.guard;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.apache.lucene.store.IndexInput;

/** A file of an index, or a part of it, that counts the bytes which are read, each time they are. */
final class CountingInput extends IndexInput {
    private IndexInput in;
    private final LongAdder bytes;

    CountingInput(String description, IndexInput in, LongAdder bytes) {
        super(description);
        this.in = in;
        this.bytes = bytes;
    }

    @Override
    public byte readByte() throws IOException {
        bytes.add(Byte.BYTES);
        return in.readByte();
    }

    @Override
    public void readBytes(byte[] to, int offset, int length) throws IOException {
        bytes.add(length);
        in.readBytes(to, offset, length);
    }

    @Override
    public short readShort() throws IOException {
        bytes.add(Short.BYTES);
        return in.readShort();
    }

    @Override
    public int readInt() throws IOException {
        bytes.add(Integer.BYTES);
        return in.readInt();
    }

    @Override
    public long readLong() throws IOException {
        bytes.add(Long.BYTES);
        return in.readLong();
    }

    @Override
    public void seek(long position) throws IOException {
        in.seek(position);
    }

    @Override
    public long getFilePointer() {
        return in.getFilePointer();
    }

    @Override
    public long length() {
        return in.length();
    }

    @Override
    public IndexInput slice(String description, long offset, long length) throws IOException {
        return new CountingInput(description, in.slice(description, offset, length), bytes);
    }

    @Override
    public CountingInput clone() {
        CountingInput clone = (CountingInput) super.clone();
        clone.in = in.clone();
        return clone;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
