package org.shelfmark.aggregate;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.apache.lucene.util.ByteBlockPool;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.UnicodeUtil;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.StringValue;

/** How many jobs have each value of a field; filled segment by segment. Belongs to one thread. */
public final class ValueCounts {
    /** Most values that are told apart: a million where the heap is large enough. */
    public static final int MAX_DISTINCT = RequestMemory.mostOnEach(1_000_000, 100);

    private static final long ENTRY_BYTES = 150;

    /** Longest text, in UTF-8, that {@link TextCounts} take. */
    private static final int LONGEST = ByteBlockPool.BYTE_BLOCK_SIZE - 2;

    private final int most;
    private final boolean givesUp;
    private final Map<AttributeValue, Long> counts = new HashMap<>();
    private long counted;
    /** Where texts are, but those too long for it, once there were some of a dictionary; null before. */
    private @Nullable TextCounts texts;
    /** Texts as long as none had to be looked up, and then there are no others; null otherwise. */
    private @Nullable PooledCounts pooled;
    /** What has not been looked up yet; null where there is nothing. */
    private @Nullable OrdinalCounts ofSegment;

    private boolean isTooMany;

    /** No values yet, of which {@link #MAX_DISTINCT} are told apart; more are refused with a {@link TooManyException}. */
    public ValueCounts() {
        this(MAX_DISTINCT, false);
    }

    private ValueCounts(int most, boolean givesUp) {
        this.most = most;
        this.givesUp = givesUp;
    }

    /** No values yet; where there are more than so many, they are forgotten, which {@link #isTooMany} says. */
    public static ValueCounts upTo(int most) {
        return new ValueCounts(most, true);
    }

    /**
     * One value and how many jobs have it.
     *
     * @param value the value as written
     * @param count 1 or more
     */
    public record Entry(AttributeValue value, long count) {}

    /**
     * Takes jobs in that have a value.
     *
     * @param count 1 or more
     */
    public void add(AttributeValue value, long count) {
        counted += count;
        if (isTooMany) {
            return;
        }
        BytesRef text = texts == null && pooled == null ? null : text(value);
        if (text != null) {
            lookedUp().add(text, count);
        } else {
            counts.merge(value, count, Long::sum);
        }
        requireFew();
    }

    /** A text that is not too long for {@link TextCounts}; null for all other values. */
    private static @Nullable BytesRef text(AttributeValue value) {
        return value instanceof StringValue text
                        && UnicodeUtil.calcUTF16toUTF8Length(
                                        text.value(), 0, text.value().length())
                                <= LONGEST
                ? new BytesRef(text.value())
                : null;
    }

    private int size() {
        return counts.size() + (texts == null ? 0 : texts.size()) + (pooled == null ? 0 : pooled.size());
    }

    private void requireFew() {
        if (size() > most) {
            giveUp();
        }
    }

    /** Takes jobs of a segment in; those of the segment before are looked up first. */
    void add(OrdinalCounts more) {
        counted += more.jobs();
        if (ofSegment != null && ofSegment.isLike(more)) {
            ofSegment.add(more);
            return;
        }
        lookUp();
        ofSegment = more.copy();
    }

    /** Looks up what has been left. To be called before anything is asked. */
    void lookUp() {
        if (ofSegment == null) {
            return;
        }
        OrdinalCounts found = ofSegment;
        ofSegment = null;
        Optional<TextPool.Ids> ids = found.ids();
        PooledCounts numbered = ids.isEmpty() ? null : pooledBy(ids.get().pool());
        if (numbered == null) {
            found.addTo(lookedUp());
        } else {
            found.addTo(numbered, ids.get());
        }
        requireFew();
    }

    /** Where texts are counted by their numbers in a pool; null where there are texts that have none there. */
    private @Nullable PooledCounts pooledBy(TextPool pool) {
        if (pooled == null && texts == null && counts.keySet().stream().noneMatch(value -> text(value) != null)) {
            pooled = new PooledCounts(pool);
        }
        return pooled == null || !pooled.isOf(pool) ? null : pooled;
    }

    /** Where texts are counted as such. */
    private TextCounts lookedUp() {
        TextCounts known = texts == null ? ofMap() : texts;
        texts = known;
        if (pooled != null) {
            pooled.forEach(known::add);
            pooled = null;
        }
        return known;
    }

    /** Takes the texts out of the map. */
    private TextCounts ofMap() {
        TextCounts found = new TextCounts();
        counts.entrySet().removeIf(entry -> {
            BytesRef text = text(entry.getKey());
            if (text != null) {
                found.add(text, entry.getValue());
            }
            return text != null;
        });
        return found;
    }

    /** About how much memory they take. */
    long bytes() {
        long bytes = (texts == null ? 0 : texts.bytes())
                + (pooled == null ? 0 : pooled.bytes())
                + (ofSegment == null ? 0 : ofSegment.bytes());
        for (AttributeValue value : counts.keySet()) {
            bytes += ENTRY_BYTES;
            if (value instanceof StringValue text) {
                bytes += text.value().length();
            }
        }
        return bytes;
    }

    void add(ValueCounts other) {
        if (isTooMany || other.isTooMany) {
            counted += other.counted;
            giveUp();
            return;
        }
        other.counts.forEach(this::add);
        if (other.texts != null) {
            other.texts.forEach(lookedUp()::add);
            counted += other.texts.jobs();
            requireFew();
        }
        if (other.pooled != null) {
            PooledCounts numbered = pooledBy(other.pooled.pool());
            if (numbered == null) {
                other.pooled.forEach(lookedUp()::add);
            } else {
                numbered.add(other.pooled);
            }
            counted += other.pooled.jobs();
            requireFew();
        }
        if (other.ofSegment != null) {
            add(other.ofSegment);
        }
    }

    /** What is left without jobs that are among these; too many where these are. */
    public ValueCounts without(ValueCounts some) {
        ValueCounts left = new ValueCounts(most, givesUp);
        left.isTooMany = isTooMany;
        forEach((value, count) -> {
            long others = count - some.of(value);
            if (others > 0) {
                left.add(value, others);
            }
        });
        return left;
    }

    /** The same of jobs of a segment, as long as nothing has been looked up. */
    ValueCounts ofSegmentWithout(ValueCounts some) {
        if (texts != null || pooled != null || some.texts != null || some.pooled != null) {
            throw new IllegalStateException("taken away after texts were looked up");
        }
        ValueCounts left = new ValueCounts(most, givesUp);
        counts.forEach((value, count) -> {
            long others = count - some.counts.getOrDefault(value, 0L);
            if (others > 0) {
                left.add(value, others);
            }
        });
        if (ofSegment != null) {
            left.add(some.ofSegment == null ? ofSegment : ofSegment.without(some.ofSegment));
        }
        return left;
    }

    private void giveUp() {
        if (!givesUp) {
            throw new TooManyException("more than " + most + " values");
        }
        isTooMany = true;
        counts.clear();
        texts = null;
        pooled = null;
        ofSegment = null;
    }

    /** Whether there were more values than are told apart, so that none of them is here and not all jobs are counted. */
    public boolean isTooMany() {
        return isTooMany;
    }

    /** Gives every value with its count, in no order. */
    public void forEach(ObjLongConsumer<AttributeValue> taker) {
        requireLookedUp();
        counts.forEach(taker::accept);
        if (texts != null) {
            texts.forEach((text, count) -> taker.accept(new StringValue(text.utf8ToString()), count));
        }
        if (pooled != null) {
            pooled.forEach((text, count) -> taker.accept(new StringValue(text.utf8ToString()), count));
        }
    }

    private void requireLookedUp() {
        if (ofSegment != null) {
            throw new IllegalStateException("asked before all was looked up");
        }
    }

    /** How many jobs have a value. */
    public long of(AttributeValue value) {
        requireLookedUp();
        BytesRef text = texts == null && pooled == null ? null : text(value);
        if (text == null) {
            return counts.getOrDefault(value, 0L);
        }
        return (texts == null ? 0 : texts.of(text)) + (pooled == null ? 0 : pooled.of(text));
    }

    /** Jobs that have a value. */
    public long counted() {
        return counted;
    }

    /** How many values there are. */
    public int distinct() {
        requireLookedUp();
        return size();
    }

    /** Which values come first. */
    public enum Order {
        /** Those of most jobs; equal counts in the order of the values. */
        COUNT,
        /** The lowest: numbers, then booleans, then texts. */
        VALUE
    }

    /** The values with the highest counts; equal counts in the order of the values. */
    public List<Entry> top(int limit) {
        return first(limit, Order.COUNT, value -> true);
    }

    /** The first of those values that are wanted. */
    public List<Entry> first(int limit, Order order, Predicate<AttributeValue> wanted) {
        requireLookedUp();
        FirstEntries first = new FirstEntries(limit, order, wanted);
        counts.forEach(first::offer);
        if (texts != null) {
            for (int place = 0; place < texts.size(); place++) {
                // a text is made of few of them
                if (first.mayTake(texts.count(place))) {
                    first.offer(new StringValue(texts.text(place)), texts.count(place));
                }
            }
        }
        if (pooled != null) {
            pooled.offerTo(first);
        }
        return first.inOrder();
    }
}
