package org.shelfmark.query;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.flexible.core.builders.QueryTreeBuilder;
import org.apache.lucene.queryparser.flexible.core.nodes.AndQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.MatchAllDocsQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.ModifierQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.OrQueryNode;
import org.apache.lucene.queryparser.flexible.core.nodes.QueryNode;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MultiTermQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.WordSplitter;

/** Builds the Lucene query of a resolved tree. */
final class QueryTranslator extends QueryTreeBuilder {
    /** All jobs: neither records that could not be understood nor what stands for many jobs. */
    static final Query JOBS = new BooleanQuery.Builder()
            .add(MatchAllDocsQuery.INSTANCE, Occur.MUST)
            .add(new TermQuery(new Term(Columns.KIND, Columns.NO_JOB)), Occur.MUST_NOT)
            .build();

    /** More than the longest query can have: ours are the limits on conditions and alternatives. */
    private static final int MAX_LUCENE_CLAUSES = 200_000;

    private static final int MAX_WORDS = 1000;

    static {
        IndexSearcher.setMaxClauseCount(MAX_LUCENE_CLAUSES);
    }

    private final IndexedAttributes attributes;
    private final WordSplitter splitter = new WordSplitter();

    QueryTranslator(IndexedAttributes attributes) {
        this.attributes = attributes;
        setBuilder(ConditionNode.class, node -> translate(((ConditionNode) node).condition()));
        setBuilder(AndQueryNode.class, node -> all(built(node)));
        setBuilder(OrQueryNode.class, node -> any(built(node)));
        setBuilder(
                ModifierQueryNode.class,
                node -> not((Query) ((ModifierQueryNode) node).getChild().getTag(QUERY_TREE_BUILDER_TAGID)));
        setBuilder(MatchAllDocsQueryNode.class, node -> JOBS);
    }

    /** Keeps out what is no job, whatever the query would find of it. */
    static Query jobsOnly(Query query) {
        return query.equals(JOBS)
                ? JOBS
                : new BooleanQuery.Builder()
                        .add(query, Occur.FILTER)
                        .add(new TermQuery(new Term(Columns.KIND, Columns.NO_JOB)), Occur.MUST_NOT)
                        .build();
    }

    private static List<Query> built(QueryNode node) {
        List<Query> queries = new ArrayList<>();
        for (QueryNode child : node.getChildren()) {
            queries.add((Query) child.getTag(QUERY_TREE_BUILDER_TAGID));
        }
        return queries;
    }

    private Query translate(Condition condition) {
        return switch (condition) {
            case Condition.Everything everything -> JOBS;
            case Condition.Compare compare -> compare(compare.target(), compare.criterion());
            case Condition.Words words -> words(words);
            case Condition.WordLike like ->
                new PatternQuery(
                        Columns.WORDS,
                        PatternAutomata.determinized(PatternAutomata.folded(like.pattern()), like.column()),
                        PatternText.folded(like.pattern()),
                        MultiTermQuery.CONSTANT_SCORE_BLENDED_REWRITE);
            case Condition.AnyOf either ->
                any(either.conditions().stream().map(this::translate).toList());
            case Condition.AllOf both ->
                all(both.conditions().stream().map(this::translate).toList());
            case Condition.Not not -> not(translate(not.condition()));
        };
    }

    private Query compare(Target target, Criterion criterion) {
        return switch (target) {
            case Target.Attribute attribute -> AttributeQueries.query(attribute.foldedName(), criterion);
            case Target.Field field -> {
                String name = Columns.termName(field.field());
                List<Query> places = new ArrayList<>(List.of(ColumnQueries.query(field.field(), criterion)));
                if (attributes.contains(name, AttributeTerms.Kind.MISFIT)) {
                    places.add(misfit(name, criterion));
                }
                if (isText(criterion) && attributes.contains(name, AttributeTerms.Kind.EXPRESSION)) {
                    places.add(AttributeQueries.query(name, criterion));
                }
                yield any(places);
            }
            case Target.Candidate candidate -> {
                Query taken = AttributeQueries.term(
                        AttributeTerms.prefix(candidate.foldedName(), AttributeTerms.Kind.IN_COLUMN));
                Query column = all(List.of(taken, ColumnQueries.query(candidate.field(), criterion)));
                yield any(List.of(column, AttributeQueries.query(candidate.foldedName(), criterion)));
            }
        };
    }

    private static boolean isText(Criterion criterion) {
        return criterion instanceof Criterion.TextIs || criterion instanceof Criterion.TextLike;
    }

    /** The terms of a field with terms stand for values in its column too; only misfits are asked for here. */
    private static Query misfit(String name, Criterion criterion) {
        return all(List.of(
                AttributeQueries.term(AttributeTerms.prefix(name, AttributeTerms.Kind.MISFIT)),
                AttributeQueries.query(name, criterion)));
    }

    private Query words(Condition.Words words) {
        return all(words(words, splitter).stream()
                .<Query>map(word -> new TermQuery(new Term(Columns.WORDS, word)))
                .toList());
    }

    /** The words that a condition wants, at least one. */
    static List<BytesRef> words(Condition.Words words, WordSplitter splitter) {
        List<BytesRef> found = splitter.words(words.text());
        if (found.size() > MAX_WORDS) {
            throw new QueryException(words.column(), "more than " + MAX_WORDS + " words in one condition");
        }
        if (found.isEmpty()) {
            throw new QueryException(
                    words.column(), "'" + words.text() + "' holds no word to search for; words are letters and digits");
        }
        return found;
    }

    private static Query all(List<Query> queries) {
        if (queries.size() == 1) {
            return queries.get(0);
        }
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        queries.forEach(query -> builder.add(query, Occur.FILTER));
        return new ConstantScoreQuery(builder.build());
    }

    private static Query any(List<Query> queries) {
        if (queries.size() == 1) {
            return queries.get(0);
        }
        BooleanQuery.Builder builder = new BooleanQuery.Builder();
        queries.forEach(query -> builder.add(query, Occur.SHOULD));
        return new ConstantScoreQuery(builder.build());
    }

    /** Includes the jobs that lack the attribute. */
    private static Query not(Query query) {
        return new BooleanQuery.Builder()
                .add(JOBS, Occur.FILTER)
                .add(query, Occur.MUST_NOT)
                .build();
    }
}
