package org.shelfmark.classad;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AttributeReferencesTest {
    private static final String CLOSED = """
        5  =>
        Owner  =>  owner
        OWNER == owner  =>  owner
        MY.Owner && .ExitCode == 0  =>  exitcode owner
        'odd Name' ?: b  =>  b odd name
        TARGET.Memory > RequestMemory  =>  memory requestmemory target
        target.Memory  =>  memory target
        my.Owner  =>  my owner
        MY.Owner.x[0]  =>  owner x
        ifThenElse(c,d,{ e,f[g] })  =>  c d e f g
        c ? d : -e  =>  c d e
        noSuchFunction(a)  =>  a
        unparse(Requirements)  =>  requirements
        strcat("Owner",string(a))  =>  a
        Ad.Inner.Value  =>  ad inner value
        (Ad).Value  =>  ad value
        (MY).Value  =>  my value
        parent.Value  =>  parent value
        Ad["Value"]  =>  ad value
        Ad[Which]  =>  ad which
        f(a).b  =>  a b
        [ a = 1; b = a ].b  =>  b
        [ a = 1; b = A + c ]  =>  c
        [ a = [ b = a + d ]; c = MY.a ]  =>  d
        [ a = .a ]  =>  a
        [ a = 1 ].a + a  =>  a
        [ a = b ][0]  =>  b
        { [ a = 1; b = a ],a }  =>  a
        [ target = 1; b = TARGET.c ]  =>  c
        eval("Owner == \\"alice\\"")  =>  owner
        eval("eval(\\"a\\") + b")  =>  a b
        eval("1 +")  =>
        eval(5)  =>
        [ a = 1; b = eval("a + c") ]  =>  c
        formatTime(0,"%Y")  =>
        formatTime(when)  =>  day hours minutes month seconds when year
        time() - QDate > 3600 * CurrentTime  =>  currenttime qdate
        """;

    private static final String OPEN = """
        eval(Owner)  =>  owner
        eval("a" + "b")  =>
        EVAL(strcat("a",b))  =>  b
        eval("eval(a)")  =>  a
        unresolved(Requirements)  =>  requirements
        evalInEachContext(a,Ads)  =>  a ads
        countMatches(a > 1,{ [ b = 1 ] })  =>  a
        [ a = unresolved(b) ].a  =>  a b
        MY  =>  my
        isClassAd(self)  =>  self
        { root }[0]  =>  root
        MY["Owner"]  =>  my owner
        MY[which]  =>  my which
        Ad.parent["Owner"]  =>  ad owner parent
        size(.toplevel)  =>  toplevel
        true ? parent : 1  =>  parent
        """;

    private static Stream<String[]> table(String lines) {
        return lines.lines().map(line -> line.split(" +=> *", -1));
    }

    static Stream<String[]> closed() {
        return table(CLOSED);
    }

    static Stream<String[]> open() {
        return table(OPEN);
    }

    @ParameterizedTest(name = "{0} refers to {1}")
    @MethodSource("closed")
    void namedAttributes_areFound(String text, String names) throws ClassAdSyntaxException {
        AttributeReferences references = AttributeReferences.of(ClassAdParser.parse(text));
        assertThat(names(references)).isEqualTo(names);
        assertThat(references.open()).isFalse();
    }

    @ParameterizedTest(name = "{0} refers to {1} and who knows what")
    @MethodSource("open")
    void referencesThatTheTextDoesNotName_makeItOpen(String text, String names) throws ClassAdSyntaxException {
        AttributeReferences references = AttributeReferences.of(ClassAdParser.parse(text));
        assertThat(names(references)).isEqualTo(names);
        assertThat(references.open()).isTrue();
    }

    private static String names(AttributeReferences references) {
        return String.join(" ", new TreeSet<>(references.names()));
    }

    @Test
    void longAndDeepExpressions_areSearchedWithoutRecursion() throws ClassAdSyntaxException {
        String chain = "ClusterId == 1" + " || ProcId == 2".repeat(50_000);
        assertThat(AttributeReferences.of(ClassAdParser.parse(chain)).names())
                .containsExactlyInAnyOrder("clusterid", "procid");
        Expression deep = new Expression.AttributeReference(ReferenceScope.NONE, "X");
        for (int i = 0; i < 100_000; i++) {
            deep = i % 2 == 0 ? new Expression.Selection(deep, "Y") : new Expression.Unary(UnaryOperator.NOT, deep);
        }
        assertThat(AttributeReferences.of(deep).names()).containsExactlyInAnyOrder("x", "y");
    }

    /** The record with nothing in it but what an expression, and what that refers to in turn, can see. */
    private static Optional<AttributeScope> seen(Expression expression, SampleRecord record) {
        Set<String> names = new TreeSet<>();
        List<Expression> pending = new ArrayList<>(List.of(expression));
        while (!pending.isEmpty()) {
            AttributeReferences references = AttributeReferences.of(pending.removeLast());
            if (references.open()) {
                return Optional.empty();
            }
            for (String name : references.names()) {
                if (names.add(name)) {
                    record.attribute(name).ifPresent(pending::add);
                }
            }
        }
        return Optional.of(name -> names.contains(name) ? record.attribute(name) : Optional.empty());
    }

    @Test
    void whatIsNotReferredTo_hasNoSay() throws ClassAdSyntaxException {
        long first = Long.getLong("shelfmark.seed", 1);
        long count = Boolean.getBoolean("shelfmark.thorough") ? 2_000_000 : 20_000;
        System.out.println("AttributeReferencesTest: " + count + " expressions from seed " + first);
        SampleRecord record = LanguageResource.record();
        Evaluator evaluator = new Evaluator(SampleRecord.CLOCK, ZoneId.of("UTC"), EvaluationLimits.DEFAULT);
        int compared = 0;
        for (long seed = first; seed < first + count; seed++) {
            String text = RandomExpression.anywhere(new SplittableRandom(seed), 4);
            Expression expression = ClassAdParser.parse(text);
            Optional<AttributeScope> seen = seen(expression, record);
            if (seen.isPresent()) {
                compared++;
                assertThat(Unparser.unparse(evaluator.evaluate(expression, seen.get())))
                        .as("seed %d: %s", seed, text)
                        .isEqualTo(Unparser.unparse(evaluator.evaluate(expression, record)));
            }
        }
        assertThat(compared).isGreaterThan((int) (count / 4));
    }

    @Test
    void names_areCopied() {
        Set<String> names = new TreeSet<>(Arrays.asList("a", "b"));
        AttributeReferences references = new AttributeReferences(names, false);
        names.clear();
        assertThat(references.names()).containsExactlyInAnyOrder("a", "b");
    }
}
