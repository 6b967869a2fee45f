package org.shelfmark.query;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.lucene.queryparser.flexible.core.nodes.AndQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.MatchAllDocsQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.OrQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.CharacterRunAutomaton;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.CaseFolding;
import org.shelfmark.document.Columns;
import org.shelfmark.document.WordSplitter;
import org.shelfmark.mapping.FieldMapping;
import org.shelfmark.mapping.FieldSource;

/**
 * A query, decided for condensed jobs: it means of them what {@link QueryParser} means of the jobs themselves, as far as it
 * is known. One thread.
 */
public final class CondensedQuery implements CondensedCondition {
    private final QueryContext context;
    private final WordSplitter splitter = new WordSplitter();
    private final CondensedDecision decision;
    private final QueryNode tree;

    private CondensedQuery(QueryNode tree, QueryContext context) {
        this.context = context;
        this.tree = tree;
        this.decision = new CondensedDecision(part(tree));
    }

    /**
     * Reads a query; the empty text means every job.
     *
     * @param context its attributes tell of archived jobs as well which expressions they had
     * @throws QueryException when the query cannot be meant
     */
    public static CondensedQuery of(String text, QueryContext context) {
        return new CondensedQuery(QueryParser.resolve(text, context), context);
    }

    @Override
    public JobCount count(CondensedJobs jobs) throws IOException {
        return decision.count(jobs);
    }

    @Override
    public JobCount count(CondensedJobs jobs, Slice slice) throws IOException {
        return decision.count(jobs, slice);
    }

    @Override
    public Set<String> columns() {
        return decision.columns();
    }

    @Override
    public Optional<String> text(String column) {
        return text(tree, column);
    }

    private Optional<String> text(QueryNode node, String column) {
        return switch (node) {
            case ConditionNode leaf -> text(leaf.condition(), column);
            case AndQueryNode and ->
                and.getChildren().stream()
                        .flatMap(child -> text(child, column).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private Optional<String> text(Condition condition, String column) {
        return switch (condition) {
            case Condition.Compare compare -> text(compare.target(), compare.criterion(), column);
            case Condition.AllOf both ->
                both.conditions().stream()
                        .flatMap(one -> text(one, column).stream())
                        .findFirst();
            case Condition.Everything all -> Optional.empty();
            case Condition.Words words -> Optional.empty();
            case Condition.WordLike like -> Optional.empty();
            case Condition.AnyOf either -> Optional.empty();
            case Condition.Not not -> Optional.empty();
        };
    }

    /** Texts of expressions and values that do not fit stand elsewhere than in the column. */
    private Optional<String> text(Target target, Criterion criterion, String column) {
        boolean isAsked = target instanceof Target.Field field
                && criterion instanceof Criterion.TextIs
                && field.field().name().equals(column)
                && !hasTexts(Columns.termName(field.field()))
                && !context.attributes().contains(Columns.termName(field.field()), AttributeTerms.Kind.MISFIT);
        return isAsked && criterion instanceof Criterion.TextIs is
                ? Optional.of(CaseFolding.fold(is.text()))
                : Optional.empty();
    }

    private CondensedPart part(QueryNode node) {
        return switch (node) {
            case ConditionNode leaf -> part(leaf.condition());
            case AndQueryNode and -> new CondensedPart.All(parts(and));
            case OrQueryNode or -> new CondensedPart.Any(parts(or));
            case ModifierQueryNode not -> new CondensedPart.Not(part(not.getChild()));
            case MatchAllDocsQueryNode all -> CondensedPart.Everything.INSTANCE;
            default -> throw new IllegalStateException("our syntax builds no " + node.getClass());
        };
    }

    private List<CondensedPart> parts(QueryNode node) {
        return node.getChildren().stream().map(this::part).toList();
    }

    private CondensedPart part(Condition condition) {
        return switch (condition) {
            case Condition.Everything everything -> CondensedPart.Everything.INSTANCE;
            case Condition.Compare compare -> compare(compare.target(), compare.criterion());
            case Condition.Words words -> words(words);
            case Condition.WordLike like -> {
                CharacterRunAutomaton pattern = new CharacterRunAutomaton(
                        PatternAutomata.determinized(PatternAutomata.folded(like.pattern()), like.column()));
                yield word(word -> pattern.run(word.utf8ToString()));
            }
            case Condition.AnyOf either ->
                new CondensedPart.Any(
                        either.conditions().stream().map(this::part).toList());
            case Condition.AllOf both ->
                new CondensedPart.All(both.conditions().stream().map(this::part).toList());
            case Condition.Not not -> new CondensedPart.Not(part(not.condition()));
        };
    }

    private CondensedPart compare(Target target, Criterion criterion) {
        return switch (target) {
            case Target.Field field ->
                leaf(
                        Columns.of(context.mapping(), field.field()),
                        new CriterionPredicate(criterion, true, hasTexts(Columns.termName(field.field()))));
            case Target.Attribute attribute ->
                leaf(
                        Columns.ofAttribute(attribute.foldedName()),
                        new CriterionPredicate(criterion, false, hasTexts(attribute.foldedName())));
            case Target.Candidate candidate ->
                leaf(
                        Columns.of(context.mapping(), candidate.field()),
                        new CandidatePredicate(hasTexts(candidate.foldedName())));
        };
    }

    private boolean hasTexts(String name) {
        return context.attributes().contains(name, AttributeTerms.Kind.EXPRESSION);
    }

    private static CondensedPart leaf(String column, ColumnPredicate test) {
        return new CondensedPart.OfColumn(column, new RememberedPredicate(test));
    }

    private CondensedPart words(Condition.Words words) {
        List<CondensedPart> all = new ArrayList<>();
        for (BytesRef wanted : QueryTranslator.words(words, splitter)) {
            all.add(word(wanted::equals));
        }
        return new CondensedPart.All(all);
    }

    /** A word stands in the text of any column that bare words search. */
    private CondensedPart word(Predicate<BytesRef> word) {
        List<CondensedPart> places = new ArrayList<>();
        for (FieldMapping field : context.mapping().fields()) {
            if (field.text()) {
                boolean oneOfSeveral = field.source() instanceof FieldSource.FirstOf;
                places.add(leaf(Columns.of(context.mapping(), field), new WordPredicate(splitter, word, oneOfSeveral)));
            }
        }
        return new CondensedPart.Any(places);
    }
}
