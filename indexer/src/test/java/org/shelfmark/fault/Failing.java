package org.shelfmark.fault;

/** How a step fails, and what fails after it. */
public enum Failing {
    /** This step only. */
    ONCE,
    /** This step only, with an error that stands for memory that ran out. */
    WITHOUT_MEMORY,
    /** This step and everything after it, until it is repaired. */
    FROM_THEN_ON,
    /** Nothing can be written from this step on, until it is repaired. */
    DISK_FULL
}
