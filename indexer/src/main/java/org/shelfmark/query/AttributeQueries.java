package org.shelfmark.query;

import java.util.Arrays;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TermRangeQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automata;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.AttributeTerms.Kind;
import org.shelfmark.query.Criterion.Bound;
import org.shelfmark.query.Criterion.NumberBetween;
import org.shelfmark.query.Criterion.NumberIs;
import org.shelfmark.query.Criterion.TextIs;
import org.shelfmark.query.Criterion.TextLike;
import org.shelfmark.query.Criterion.TruthIs;

/** Queries of the one inverted field in which all attributes can be looked up. */
final class AttributeQueries {
    private static final Automaton HEX_DIGIT =
            Operations.union(List.of(Automata.makeCharRange('0', '9'), Automata.makeCharRange('a', 'f')));

    /** How the term of a text ends that is too long for it. */
    private static final Automaton LONG_TEXT_ENDING = Operations.concatenate(List.of(
            Automata.makeChar(AttributeTerms.HASH_FOLLOWS),
            Operations.repeat(HEX_DIGIT, AttributeTerms.HASH_HEX_DIGITS, AttributeTerms.HASH_HEX_DIGITS)));

    private AttributeQueries() {}

    /** The jobs in whose terms an attribute meets a criterion. */
    static Query query(String name, Criterion criterion) {
        return switch (criterion) {
            case NumberIs is ->
                new ConstantScoreQuery(new BooleanQuery.Builder()
                        .add(term(number(name, is.number())), Occur.SHOULD)
                        .add(text(name, is.text()), Occur.SHOULD)
                        .build());
            case NumberBetween between -> between(name, between);
            case TextIs is -> text(name, is.text());
            case TextLike like -> like(name, like);
            case TruthIs is -> term(AttributeTerms.bool(name, is.truth()));
            case Criterion.Present present -> present(name);
        };
    }

    /** The term itself. */
    static Query term(BytesRef term) {
        return new TermQuery(new Term(AttributeTerms.FIELD, term));
    }

    /** The term of a number. */
    static BytesRef number(String name, QueryNumber number) {
        return number.isLong()
                ? AttributeTerms.number(name, number.toLong())
                : AttributeTerms.number(name, number.toDouble());
    }

    /** Strings and texts of expressions, lists and ads that equal a text. */
    private static Query text(String name, String text) {
        BytesRef string = AttributeTerms.foldedString(name, text);
        byte[] spelled = Arrays.copyOf(string.bytes, string.length + 1);
        return new ConstantScoreQuery(new BooleanQuery.Builder()
                .add(term(string), Occur.SHOULD)
                .add(new PrefixQuery(new Term(AttributeTerms.FIELD, new BytesRef(spelled))), Occur.SHOULD)
                .add(term(AttributeTerms.text(name, Kind.COMPOUND, text)), Occur.SHOULD)
                .add(term(AttributeTerms.text(name, Kind.EXPRESSION, text)), Occur.SHOULD)
                .build());
    }

    private static Query like(String name, TextLike like) {
        Automaton kinds =
                Operations.union(List.of(Automata.makeChar('s'), Automata.makeChar('l'), Automata.makeChar('x')));
        Automaton spelling =
                Operations.optional(Operations.concatenate(List.of(Automata.makeChar(0), PatternAutomata.anyText())));
        Automaton terms =
                Operations.concatenate(List.of(Automata.makeString(name + "\0"), kinds, matched(like), spelling));
        return new PatternQuery(
                AttributeTerms.FIELD,
                PatternAutomata.determinized(terms, like.column()),
                PatternText.terms(name, like.pattern()),
                MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE);
    }

    /** Texts that match, and beginnings that match of texts too long for a term: a pattern never sees their hash. */
    private static Automaton matched(TextLike like) {
        Automaton text = PatternAutomata.folded(like.pattern());
        Automaton cut = PatternAutomata.determinized(
                Operations.concatenate(List.of(PatternAutomata.anyText(), LONG_TEXT_ENDING)), like.column());
        Automaton whole = Operations.minus(
                PatternAutomata.determinized(text, like.column()), cut, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
        return Operations.union(List.of(whole, Operations.concatenate(List.of(text, LONG_TEXT_ENDING))));
    }

    private static Query between(String name, NumberBetween between) {
        Bound lower = between.lower().orElse(null);
        Bound upper = between.upper().orElse(null);
        BytesRef from =
                lower == null ? AttributeTerms.number(name, Double.NEGATIVE_INFINITY) : number(name, lower.number());
        BytesRef to =
                upper == null ? AttributeTerms.number(name, Double.POSITIVE_INFINITY) : number(name, upper.number());
        return new TermRangeQuery(
                AttributeTerms.FIELD, from, to, lower == null || lower.inclusive(), upper == null || upper.inclusive());
    }

    /** Any term but those of undefined and of mere text: their kinds sort behind all the others. */
    private static Query present(String name) {
        return new TermRangeQuery(
                AttributeTerms.FIELD,
                AttributeTerms.prefix(name),
                AttributeTerms.prefix(name, Kind.UNDEFINED),
                true,
                false);
    }
}
