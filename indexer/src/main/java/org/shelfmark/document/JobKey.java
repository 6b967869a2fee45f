package org.shelfmark.document;

import org.shelfmark.classad.AttributeValue;

/**
 * Which job a record is of, and which of its records: what two copies of one record have in common wherever they stand.
 *
 * @param cluster ClusterId
 * @param proc ProcId
 * @param globalJobId GlobalJobId; undefined where the record has none
 * @param ended when the job left the queue; undefined where it is unknown
 */
public record JobKey(AttributeValue cluster, AttributeValue proc, AttributeValue globalJobId, AttributeValue ended) {}
