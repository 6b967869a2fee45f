package org.shelfmark.aggregate;

import java.util.Arrays;

/** Gives numbers ids: 0, 1, 2 and so on in the order in which they are first seen. An open-addressed hash table. */
final class LongIds {
    private static final int FREE = -1;

    private int[] slots = filled(64);
    private long[] numbers = new long[32];
    private int size;
    private long lastNumber;
    private int lastId = FREE;

    /** The id of a number. Neighbouring jobs are mostly alike, so the last number is looked at first. */
    int of(long number) {
        if (lastId == FREE || number != lastNumber) {
            lastId = find(number);
            lastNumber = number;
        }
        return lastId;
    }

    /** The number of an id that was given out. */
    long number(int id) {
        return numbers[id];
    }

    /** How many ids were given out. */
    int size() {
        return size;
    }

    private int find(long number) {
        int slot = slot(number);
        while (slots[slot] != FREE) {
            if (numbers[slots[slot]] == number) {
                return slots[slot];
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        if (size == numbers.length) {
            grow();
            slot = free(number);
        }
        slots[slot] = size;
        numbers[size] = number;
        return size++;
    }

    private int slot(long number) {
        long mixed = number * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ (mixed >>> 32)) & (slots.length - 1);
    }

    private int free(long number) {
        int slot = slot(number);
        while (slots[slot] != FREE) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private void grow() {
        numbers = Arrays.copyOf(numbers, 2 * size);
        slots = filled(4 * size);
        for (int id = 0; id < size; id++) {
            slots[free(numbers[id])] = id;
        }
    }

    private static int[] filled(int length) {
        int[] slots = new int[length];
        Arrays.fill(slots, FREE);
        return slots;
    }
}
