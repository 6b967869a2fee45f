package org.shelfmark.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.shelfmark.classad.AttributeScope;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.query.CondensedCondition;
import org.shelfmark.query.JobCount;
import org.shelfmark.query.Spread;
import org.shelfmark.query.constraint.CondensedConstraint;

/** Of condensed jobs a constraint means as many as evaluating it on every record finds, within the bounds that are told. */
class CondensedConstraintsTest {
    private static final int GROUPS = 12;
    private static final int CONSTRAINTS = 60;
    private static final Evaluator EVALUATOR =
            new Evaluator(InstantSource.fixed(SearchShelf.NOW), ZoneOffset.UTC, EvaluationLimits.DEFAULT);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Boolean.getBoolean("shelfmark.thorough") ? 100 : 6);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void randomConstraint_boundsHoldTheTrueCount(long seed) throws Exception {
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        ConstrainedArchive archive = new ConstrainedArchive(random);
        List<ConstrainedArchive.Written> records = new ArrayList<>();
        for (int cluster = 1; cluster <= 40; cluster++) {
            records.add(archive.record(cluster));
        }
        long undecided = 0;
        try (CondensedShelf shelf = new CondensedShelf(
                records.stream().map(ConstrainedArchive.Written::text).toList())) {
            for (int i = 0; i < GROUPS; i++) {
                CondensedGroup group = shelf.group(random);
                for (int j = 0; j < CONSTRAINTS; j++) {
                    int depth = random.nextInt(4);
                    boolean withSecrets = random.nextBoolean();
                    String constraint = archive.constraint(depth);
                    Expression expression = ClassAdParser.parse(constraint);
                    String as = "seed " + seed + ", constraint " + constraint + ", secrets " + withSecrets + ", "
                            + group.jobs() + " jobs";
                    CondensedCondition condition =
                            new CondensedConstraint(expression, CondensedShelf.MAPPING, EVALUATOR, withSecrets);
                    undecided += check(group, condition, matching(expression, records, withSecrets), depth == 0, as);
                }
            }
        }
        assertThat(undecided).isPositive();
    }

    private static long check(
            CondensedGroup group, CondensedCondition condition, Set<Integer> matching, boolean atom, String as)
            throws IOException {
        JobCount count = condition.count(group);
        assertHolds(count, group.documents(), matching, as);
        if (atom && condition.columns().size() == 1) {
            String column = condition.columns().iterator().next();
            if (group.isFaithful(column) && group.spread(column) instanceof Spread.Values) {
                assertThat(count.isExact()).as(as + " " + count).isTrue();
            }
        }
        for (String column : condition.columns()) {
            for (CondensedGroup.Part part : group.parts(column)) {
                assertHolds(condition.count(group, part.slice()), part.documents(), matching, as + " " + part.slice());
            }
        }
        return count.undecided();
    }

    private static void assertHolds(JobCount count, List<Integer> documents, Set<Integer> matching, String as) {
        assertThat(documents.stream().filter(matching::contains).count()).as(as).isBetween(count.least(), count.most());
    }

    private static Set<Integer> matching(
            Expression expression, List<ConstrainedArchive.Written> records, boolean withSecrets) {
        Set<Integer> matching = new TreeSet<>();
        for (int i = 0; i < records.size(); i++) {
            AttributeScope whole = records.get(i).scope();
            AttributeScope seen = name ->
                    withSecrets || !CondensedShelf.MAPPING.isSecret(name) ? whole.attribute(name) : Optional.empty();
            if (Evaluator.matches(EVALUATOR.evaluate(expression, seen))) {
                matching.add(i);
            }
        }
        return matching;
    }
}
