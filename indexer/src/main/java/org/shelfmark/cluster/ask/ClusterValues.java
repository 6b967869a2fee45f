package org.shelfmark.cluster.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterConnection;
import org.shelfmark.cluster.ClusterFields;
import org.shelfmark.cluster.ClusterNames;
import org.shelfmark.cluster.ClusterQueries;
import org.shelfmark.cluster.TermText;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.query.constraint.IndexedValues;

/** The distinct values of the jobs of one state of a cluster; asked for once. Safe for many threads. */
final class ClusterValues implements IndexedValues {
    private static final String VALUES = "values";

    private final ClusterQueries queries;
    private final ClusterFields fields;
    private final ClusterNames names;
    private final Duration timeout;
    private final AtomicLong asked = new AtomicLong();
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * What was found out.
     *
     * @param most how many values were asked for
     * @param values empty when there are more
     */
    private record Known(int most, Optional<Set<BytesRef>> values) {
        boolean answers(int wanted) {
            return values.isPresent() || wanted <= most;
        }
    }

    ClusterValues(ClusterQueries queries, ClusterFields fields, ClusterNames names, Duration timeout) {
        this.queries = queries;
        this.fields = fields;
        this.names = names;
        this.timeout = timeout;
    }

    @Override
    public boolean hasTerm(BytesRef prefix) {
        return names.contains(prefix);
    }

    @Override
    public Optional<Set<BytesRef>> terms(BytesRef prefix, int most) throws IOException {
        String text = TermText.of(prefix);
        return values(text, AttributeTerms.FIELD, beginning(text), most, TermText::term);
    }

    @Override
    public Optional<Set<BytesRef>> dictionary(String column, int most) throws IOException {
        return values("\0" + column, column, null, most, BytesRef::new);
    }

    /** How often the cluster was asked. */
    long asked() {
        return asked.get();
    }

    /** What has a meaning in the cluster's regular expressions is escaped; letters and digits must not be. */
    private static String beginning(String text) {
        StringBuilder pattern = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (!Character.isLetterOrDigit(c)) {
                pattern.append('\\');
            }
            pattern.appendCodePoint(c);
        });
        return pattern.append(".*").toString();
    }

    private Optional<Set<BytesRef>> values(
            String key, String column, @Nullable String pattern, int most, Function<String, BytesRef> reading)
            throws IOException {
        Known before = known.get(key);
        if (before == null || !before.answers(most)) {
            asked.incrementAndGet();
            before = new Known(most, ask(column, pattern, most, reading));
            known.put(key, before);
        }
        return before.values().filter(values -> values.size() <= most);
    }

    private Optional<Set<BytesRef>> ask(
            String column, @Nullable String pattern, int most, Function<String, BytesRef> reading) throws IOException {
        ObjectNode body = ClusterConnection.JSON.createObjectNode().put("size", 0);
        ObjectNode terms = body.putObject("aggs").putObject(VALUES).putObject("terms");
        terms.put("field", fields.of(column).name());
        terms.put("size", most + 1);
        if (pattern != null) {
            terms.put("include", pattern);
        }
        JsonNode answer = queries.search(body, timeout);
        JsonNode buckets = answer.path("aggregations").path(VALUES).path("buckets");
        // what is found before the time is up may lack values, by which jobs would be left out
        if (answer.path("timed_out").asBoolean() || buckets.size() > most) {
            return Optional.empty();
        }
        Set<BytesRef> values = new TreeSet<>();
        for (JsonNode bucket : buckets) {
            values.add(reading.apply(bucket.path("key").textValue()));
        }
        return Optional.of(values);
    }
}
