package org.shelfmark.search;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.shelfmark.index.CommitName;

/**
 * Answers that were given and would be the same again, because they depend on nothing but the request and the commit. What
 * an answer says of the moment, how long it took and how far the archives are behind, is said anew. Safe for many threads.
 *
 * <p>Only answers that took a while are kept. Those that were not asked for for the longest time make room.
 */
final class KeptAnswers {
    /** What takes less is found again in hardly more time. */
    private static final long LEAST_MILLIS = 2;

    private static final long MOST_BYTES = 16L << 20;
    private static final int MOST_ANSWERS = 1_000;
    /** So many of the largest ones have room. */
    private static final int LARGEST_ONES = 16;

    /** What an object needs beside what it writes. */
    private static final int BYTES_OF_A_WRITTEN_ONE = 4;

    private static final String TOOK = "tookMs";
    private static final String THROUGH = "indexedThrough";

    /** The one that was not asked for for the longest time comes first. */
    private final Map<Key, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    private final long leastMillis;
    private final long mostBytes;
    private final int mostAnswers;
    private long bytes;

    KeptAnswers() {
        this(LEAST_MILLIS, MOST_BYTES, MOST_ANSWERS);
    }

    /**
     * With bounds of its own.
     *
     * @param leastMillis what took less is not kept
     * @param mostBytes of all answers together, about
     */
    KeptAnswers(long leastMillis, long mostBytes, int mostAnswers) {
        this.leastMillis = leastMillis;
        this.mostBytes = mostBytes;
        this.mostAnswers = mostAnswers;
    }

    private record Key(CommitName commit, Record request) {}

    private record Kept(Record answer, long bytes) {}

    /** Finds an answer. */
    interface Answering<T> {
        T answer() throws IOException;
    }

    /**
     * The answer to a request, found now or kept.
     *
     * @param jobs what the request asks of jobs; a constraint may read records, which change while the commit stays
     */
    <T extends Record> T answer(
            SearchRun run, Record request, Requests.Selection jobs, Class<T> type, Answering<T> answering)
            throws IOException {
        if (jobs.constraint().isPresent()) {
            return answering.answer();
        }
        Key key = new Key(run.snapshot().name(), request);
        Record known = find(key);
        if (known != null) {
            return again(type.cast(known), run);
        }
        T answer = answering.answer();
        if (run.tookMillis() >= leastMillis && !run.timedOut() && !run.dependsOnNow()) {
            keep(key, answer);
        }
        return answer;
    }

    private synchronized @Nullable Record find(Key key) {
        Kept found = kept.get(key);
        return found == null ? null : found.answer();
    }

    private void keep(Key key, Record answer) {
        long size = BYTES_OF_A_WRITTEN_ONE
                * ((long) SearchJson.bytes(answer).length
                        + key.request().toString().length());
        if (size > mostBytes / LARGEST_ONES) {
            return;
        }
        synchronized (this) {
            Kept before = kept.put(key, new Kept(answer, size));
            bytes += size - (before == null ? 0 : before.bytes());
            Iterator<Kept> oldest = kept.values().iterator();
            while (bytes > mostBytes || kept.size() > mostAnswers) {
                bytes -= oldest.next().bytes();
                oldest.remove();
            }
        }
    }

    /** How many there are. */
    synchronized int size() {
        return kept.size();
    }

    private static <T extends Record> T again(T answer, SearchRun run) {
        RecordComponent[] components = answer.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                values[i] = switch (components[i].getName()) {
                    case TOOK -> run.tookMillis();
                    case THROUGH -> run.indexedThrough();
                    default -> components[i].getAccessor().invoke(answer);
                };
            }
            @SuppressWarnings("unchecked")
            Constructor<T> constructor = (Constructor<T>) answer.getClass()
                    .getDeclaredConstructor(Arrays.stream(components)
                            .map(RecordComponent::getType)
                            .toArray(Class<?>[]::new));
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("answers are public records", e);
        }
    }
}
