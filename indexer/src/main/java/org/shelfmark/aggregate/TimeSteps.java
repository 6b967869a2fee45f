package org.shelfmark.aggregate;

/** A division of time into spans without gaps. Times are epoch seconds. */
sealed interface TimeSteps permits CalendarSteps, ClockSteps {
    /** The beginning of the span in which a time lies. */
    long start(long second);

    /** The end of the span in which a time lies: the beginning of the next. */
    long end(long second);
}
