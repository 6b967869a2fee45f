package org.shelfmark.aggregate;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * Spans of the local clock within each day: one begins where the day does, where the clock shows a multiple of the width,
 * and where it is set past such a multiple. Clocks that are set back to a multiple begin another span, so that an hour that
 * comes twice is two spans of an hour; set back to elsewhere within the same span, they lengthen it. Times are epoch
 * seconds.
 */
final class ClockSteps implements TimeSteps {
    private static final int DAY = 86_400;

    private final ZoneId zone;
    private final int width;
    private final CalendarSteps days;

    /** @param width seconds, at most a day */
    ClockSteps(ZoneId zone, int width) {
        this.zone = zone;
        this.width = width;
        days = CalendarSteps.days(zone, 1);
    }

    @Override
    public long start(long second) {
        long day = days.start(second);
        long reached = second;
        while (true) {
            long multiple = reached - secondOfDay(reached) % width;
            long change = atMost(reached);
            if (change <= multiple) {
                return Math.max(multiple, day);
            }
            if (change <= day) {
                return day;
            }
            if (isBeginning(change)) {
                return change;
            }
            reached = change - 1;
        }
    }

    @Override
    public long end(long second) {
        long nextDay = days.end(second);
        long reached = second;
        while (true) {
            int clock = secondOfDay(reached);
            long multiple = Math.min(reached + width - clock % width, reached + DAY - clock);
            long change = after(reached);
            if (change > multiple) {
                return Math.min(multiple, nextDay);
            }
            if (change >= nextDay) {
                return nextDay;
            }
            if (isBeginning(change)) {
                return change;
            }
            reached = change;
        }
    }

    private boolean isBeginning(long change) {
        int clock = secondOfDay(change);
        return clock % width == 0 || clock / width != secondOfDay(change - 1) / width;
    }

    private int secondOfDay(long second) {
        int offset = zone.getRules().getOffset(Instant.ofEpochSecond(second)).getTotalSeconds();
        return Math.floorMod(second + offset, DAY);
    }

    /** The last change of the clocks until a time. */
    private long atMost(long second) {
        return second(zone.getRules().previousTransition(Instant.ofEpochSecond(second + 1)), Long.MIN_VALUE);
    }

    private long after(long second) {
        return second(zone.getRules().nextTransition(Instant.ofEpochSecond(second)), Long.MAX_VALUE);
    }

    private static long second(@Nullable ZoneOffsetTransition transition, long without) {
        return transition == null ? without : transition.toEpochSecond();
    }
}
