package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.util.BytesRef;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterNames;
import org.shelfmark.cluster.TermText;
import org.shelfmark.document.AttributeTerms;

/** The value of an attribute that has no field, by its terms. */
final class AskedAttribute implements AskedValue {
    /** The letters of the kinds of terms that are values by themselves. */
    private static final String KINDS = "nsbel";

    private final String terms;
    private final String beginning;
    private final int valueAt;
    private final String expression;
    private final String present;
    private final boolean hasExpressions;

    /** A term and the jobs that have it. */
    record Term(String text, AttributeValue value, boolean isExpression, long jobs) {}

    AskedAttribute(String foldedName, ClusterFields fields, ClusterNames names) {
        BytesRef prefix = AttributeTerms.prefix(foldedName);
        this.terms = fields.of(AttributeTerms.FIELD).name();
        this.beginning = TermText.of(prefix);
        this.valueAt = prefix.length;
        this.expression = TermText.of(AttributeTerms.prefix(foldedName, AttributeTerms.Kind.EXPRESSION));
        this.present = TermText.of(AttributeTerms.prefix(foldedName, AttributeTerms.Kind.PRESENT));
        this.hasExpressions = names.contains(foldedName, AttributeTerms.Kind.EXPRESSION);
    }

    @Override
    public void ask(ObjectNode aggregations, String name, int most) {
        askTerms(aggregations, name, literal(beginning) + "[" + KINDS + "].*", most);
        if (hasExpressions) {
            // the text of an expression stands for a value only where the expression has one
            ObjectNode expressions = aggregations.putObject(name + "x");
            expressions.set("filter", term(present));
            askTerms(expressions.putObject("aggs"), name, literal(expression) + ".*", most);
        }
    }

    private void askTerms(ObjectNode aggregations, String name, String pattern, int most) {
        aggregations
                .putObject(name)
                .putObject("terms")
                .put("field", terms)
                .put("include", pattern)
                .put("size", most);
    }

    private static String literal(String text) {
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter < 128 && !Character.isLetterOrDigit(letter)) {
                pattern.append('\\');
            }
            pattern.append(letter);
        }
        return pattern.toString();
    }

    private ObjectNode term(String text) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        node.putObject("term").put(terms, text);
        return node;
    }

    @Override
    public Optional<List<Counted>> read(JsonNode aggregations, String name) {
        return readTerms(aggregations, name)
                .map(all -> all.stream()
                        .map(term -> new Counted(term.value(), term.jobs()))
                        .toList());
    }

    /** Reads which terms there are; empty when there are more than were told. */
    Optional<List<Term>> readTerms(JsonNode aggregations, String name) {
        JsonNode values = aggregations.path(name);
        JsonNode expressions = aggregations.path(name + "x").path(name);
        if (!AskedField.isComplete(values) || !AskedField.isComplete(expressions)) {
            return Optional.empty();
        }
        List<Term> all = new ArrayList<>();
        add(all, values, false);
        add(all, expressions, true);
        return Optional.of(all);
    }

    private void add(List<Term> all, JsonNode answer, boolean areExpressions) {
        for (JsonNode bucket : answer.path("buckets")) {
            String text = bucket.path("key").textValue();
            all.add(new Term(
                    text, value(text), areExpressions, bucket.path("doc_count").asLong()));
        }
    }

    private AttributeValue value(String text) {
        return AttributeTerms.value(TermText.term(text), valueAt);
    }

    /** The jobs that have the value of a term. */
    ObjectNode jobsOf(Term term) {
        return term.isExpression() ? FigureView.both(term(term.text()), term(present)) : term(term.text());
    }

    /** The jobs that have a value. */
    ObjectNode jobsWithAny() {
        List<ObjectNode> kinds = new ArrayList<>();
        KINDS.chars().forEach(kind -> kinds.add(prefix(beginning + (char) kind)));
        if (hasExpressions) {
            kinds.add(FigureView.both(prefix(expression), term(present)));
        }
        return FigureView.any(kinds);
    }

    private ObjectNode prefix(String text) {
        ObjectNode node = ClusterConnection.JSON.createObjectNode();
        node.putObject("prefix").put(terms, text);
        return node;
    }

    @Override
    public Optional<ObjectNode> odd() {
        return Optional.empty();
    }

    @Override
    public void addFields(Collection<String> fields) {
        fields.add(terms);
    }

    @Override
    public AttributeValue of(JsonNode source) {
        AttributeValue value = AttributeValue.UNDEFINED;
        boolean isPresent = false;
        List<String> expressions = new ArrayList<>();
        for (JsonNode term : source.at("/" + terms.replace('.', '/'))) {
            String text = term.textValue();
            isPresent |= text.equals(present);
            if (text.startsWith(expression)) {
                expressions.add(text);
            } else if (text.startsWith(beginning) && KINDS.indexOf(text.charAt(beginning.length())) >= 0) {
                value = value(text);
            }
        }
        return isPresent && !expressions.isEmpty() ? value(expressions.getLast()) : value;
    }
}
