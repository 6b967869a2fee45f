package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What differs by time or place says so, and says so beforehand. */
class OutsideLawsTest {
    private static final SampleRecord RECORD = LanguageResource.record();
    private static final Evaluator HERE = new Evaluator(SampleRecord.CLOCK, ZoneId.of("UTC"), EvaluationLimits.DEFAULT);
    private static final Evaluator THERE = new Evaluator(
            InstantSource.fixed(Instant.parse("2027-04-05T06:07:08Z")),
            ZoneId.of("Asia/Kolkata"),
            EvaluationLimits.DEFAULT);

    @Test
    void valueThatDiffersElsewhere_lookedOutside() throws ClassAdSyntaxException {
        long first = Long.getLong("shelfmark.seed", 1);
        long count = Boolean.getBoolean("shelfmark.thorough") ? 2_000_000 : 20_000;
        System.out.println("OutsideLawsTest: " + count + " expressions from seed " + first);
        int differing = 0;
        for (long seed = first; seed < first + count; seed++) {
            String text = RandomExpression.anywhere(new SplittableRandom(seed), 3);
            Expression expression = ClassAdParser.parse(text);
            Evaluation here = HERE.evaluateWithin(expression, RECORD);
            Evaluation there = THERE.evaluateWithin(expression, RECORD);
            if (!Unparser.unparse(here.value()).equals(Unparser.unparse(there.value()))) {
                differing++;
                assertThat(here.lookedOutside()).as("seed %d: %s", seed, text).isTrue();
                assertThat(there.lookedOutside()).as("seed %d: %s", seed, text).isTrue();
            }
            if (here.lookedOutside()) {
                assertThat(looksOutsideSomewhere(expression))
                        .as("seed %d, by its text: %s", seed, text)
                        .isTrue();
            }
        }
        assertThat(differing).isGreaterThan((int) (count / 100));
    }

    /** Whether an expression, or an attribute it may look at, looks outside by its text; the open ones may. */
    private static boolean looksOutsideSomewhere(Expression expression) {
        Set<String> known = new HashSet<>();
        Deque<Expression> pending = new ArrayDeque<>();
        pending.push(expression);
        while (!pending.isEmpty()) {
            Expression next = pending.pop();
            AttributeReferences references = AttributeReferences.of(next);
            if (references.open() || OutsideReferences.looksOutside(next)) {
                return true;
            }
            for (String name : references.names()) {
                if (known.add(name)) {
                    RECORD.attribute(name).ifPresent(pending::push);
                }
            }
        }
        return false;
    }
}
