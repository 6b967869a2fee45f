package org.shelfmark.fault;

/**
 * The n-th operation of a kind on a store.
 *
 * @param store which directory or archive
 * @param operation what is done to it
 * @param number from 1, in the order of the operations of this kind on this store
 */
public record Step(String store, Operation operation, int number) {
    @Override
    public String toString() {
        return store + " " + operation + " " + number;
    }
}
