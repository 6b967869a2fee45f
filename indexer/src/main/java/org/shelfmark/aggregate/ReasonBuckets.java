package org.shelfmark.aggregate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.classad.AttributeValue.StringValue;

/** Jobs by the reason for which something happened to them. Belongs to one thread. */
public final class ReasonBuckets {
    private final Map<Optional<Long>, Bucket> byCode = new HashMap<>();

    private static final class Bucket {
        private long jobs;
        private final ValueCounts texts = new ValueCounts();
    }

    /**
     * The jobs of one reason.
     *
     * @param code null where there is none
     * @param text their most frequent text, without what differs from job to job; null where there is none
     * @param jobsWithText how many have it
     */
    public record Reason(
            @Nullable Long code, long jobs, @Nullable String text, long jobsWithText) {}

    void add(@Nullable Long code, @Nullable String text) {
        if (text == null) {
            add(Optional.ofNullable(code), 1);
        } else {
            add(Optional.ofNullable(code), text, 1);
        }
    }

    /** Takes jobs in of one reason. */
    public void add(Optional<Long> code, String text, long jobs) {
        Bucket bucket = byCode.computeIfAbsent(code, made -> new Bucket());
        bucket.jobs += jobs;
        if (!text.isBlank()) {
            bucket.texts.add(new StringValue(MaskedText.of(text)), jobs);
        }
    }

    /** Takes jobs in of whose reason only the code is known, or that there is none. */
    public void add(Optional<Long> code, long jobs) {
        byCode.computeIfAbsent(code, made -> new Bucket()).jobs += jobs;
    }

    /** By code, the most frequent first, equally frequent ones by code. */
    public List<Reason> byCode(int limit) {
        List<Reason> reasons = new ArrayList<>();
        byCode.forEach((code, bucket) -> {
            List<ValueCounts.Entry> top = bucket.texts.top(1);
            reasons.add(new Reason(
                    code.orElse(null),
                    bucket.jobs,
                    top.isEmpty() ? null : text(top.get(0)),
                    top.isEmpty() ? 0 : top.get(0).count()));
        });
        reasons.sort(Comparator.comparingLong((Reason reason) -> -reason.jobs())
                .thenComparing(Reason::code, Comparator.nullsLast(Comparator.naturalOrder())));
        return List.copyOf(reasons.subList(0, Math.min(limit, reasons.size())));
    }

    /** Of jobs without code: by text, the most frequent first, and those without text last. */
    public List<Reason> byText(int limit) {
        List<Reason> reasons = new ArrayList<>();
        Bucket all = byCode.get(Optional.<Long>empty());
        if (all != null) {
            all.texts
                    .top(limit)
                    .forEach(entry -> reasons.add(new Reason(null, entry.count(), text(entry), entry.count())));
            if (all.jobs > all.texts.counted()) {
                reasons.add(new Reason(null, all.jobs - all.texts.counted(), null, 0));
            }
        }
        return List.copyOf(reasons);
    }

    private static @Nullable String text(ValueCounts.Entry entry) {
        return entry.value() instanceof StringValue text ? text.value() : null;
    }
}
