package org.shelfmark.cluster.ship;

/**
 * A record that is put into the JSON of its job when that is sent.
 *
 * @param at where in the JSON
 * @param json the field, and the comma behind it
 */
record CarriedRecord(int at, byte[] json) {}
