package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Whatever text there is, it is refused with its place, or has a value within the evaluation's budget. {@code
 * -Dshelfmark.seed=N} starts elsewhere.
 */
class HostileTextTest {
    private static final int STACK_BYTES = 512 * 1024;
    private static final int MAX_FAILURES = 3;
    private static final SampleRecord RECORD = LanguageResource.record();

    private final AtomicLong evaluated = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Test
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    void everyText_isRefusedOrHasAValueWithinItsBudget() throws InterruptedException {
        boolean thorough = Boolean.getBoolean("shelfmark.thorough");
        long first = Long.getLong("shelfmark.seed", 1);
        long count = thorough ? 10_000_000 : 100_000;
        System.out.println("HostileTextTest: " + count + " texts from seed " + first);
        AtomicLong next = new AtomicLong(first);
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < (thorough ? Runtime.getRuntime().availableProcessors() : 1); i++) {
            Thread worker = new Thread(null, () -> work(next, first + count), "hostile text " + i, STACK_BYTES);
            worker.start();
            workers.add(worker);
        }
        for (Thread worker : workers) {
            worker.join();
        }
        System.out.println("HostileTextTest: " + evaluated + " evaluated, " + refused + " refused");
        assertThat(failures).isEmpty();
        assertThat(evaluated.get() + refused.get()).isEqualTo(count);
        // The texts must be neither all sound nor all hopeless.
        assertThat(evaluated.get()).isBetween(count / 5, count - count / 5);
    }

    private void work(AtomicLong next, long end) {
        PatternCache patterns = new PatternCache();
        for (long number = next.getAndIncrement();
                number < end && failures.size() < MAX_FAILURES;
                number = next.getAndIncrement()) {
            byte[] text = HostileText.of(number);
            try {
                boolean sound = judge(text, patterns);
                (sound ? evaluated : refused).incrementAndGet();
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | AssertionError e) {
                failures.add("seed " + number + ": " + new String(text, StandardCharsets.UTF_8) + "\n" + e);
            }
        }
    }

    /** Whether the text is an expression. */
    private static boolean judge(byte[] text, PatternCache patterns) {
        String chars = new String(text, StandardCharsets.UTF_8);
        Optional<Expression> fromChars = parsed(() -> ClassAdParser.parse(chars), chars.length());
        Optional<Expression> fromBytes = parsed(() -> ClassAdParser.parse(text, 0, text.length), text.length);
        if (fromChars.isPresent() != fromBytes.isPresent()) {
            throw new AssertionError("bytes and chars disagree");
        }
        if (fromBytes.isEmpty()) {
            return false;
        }
        Expression expression = fromBytes.get();
        Unparser.unparse(expression);
        OutsideReferences.looksOutside(expression);
        AttributeReferences.of(expression);
        evaluate(expression, RECORD, patterns);
        return true;
    }

    /** Evaluates and looks whether the budget was kept. */
    static Optional<Evaluation.Limit> evaluate(Expression expression, AttributeScope record, PatternCache patterns) {
        EvaluationLimits limits = EvaluationLimits.DEFAULT;
        EvaluationRun run = new EvaluationRun(SampleRecord.CLOCK, ZoneId.of("Europe/Berlin"), limits, patterns, false);
        Optional<Evaluation.Limit> exceeded = Optional.empty();
        try {
            Unparser.unparse(run.evaluate(expression, LexicalScope.root(record)));
        } catch (LimitExceededException e) {
            exceeded = Optional.of(e.limit());
        }
        // One string more than the limit may be made before it is counted.
        long mostSteps = (long) limits.maxSteps() + limits.maxTextLength();
        if (run.steps() > mostSteps || run.patternSteps() > limits.maxPatternSteps() + 1) {
            throw new AssertionError(run.steps() + " steps, " + run.patternSteps() + " pattern steps");
        }
        return exceeded;
    }

    /** A parse. */
    private interface Parse {
        Expression run() throws ClassAdSyntaxException;
    }

    private static Optional<Expression> parsed(Parse parse, int length) {
        try {
            return Optional.of(parse.run());
        } catch (ClassAdSyntaxException e) {
            if (e.position() < 0 || e.position() > length || e.expected().isBlank()) {
                throw new AssertionError("no place or no expectation: " + e.getMessage());
            }
            String message = String.valueOf(e.getMessage());
            if (!message.endsWith(" at position " + e.position() + ", expected " + e.expected())) {
                throw new AssertionError("message without place: " + message);
            }
            return Optional.empty();
        }
    }
}
