package org.shelfmark.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.shelfmark.rollup.HandmadeSummaries;
import org.shelfmark.rollup.SubmissionKey;
import org.shelfmark.rollup.SummarySettings;

/** The same records twice: all jobs live in one index, some submissions archived in the other. */
public final class SummarizedShelf implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Percentiles out of a sketch are off by no more than this part of them. */
    private static final double ERROR = 0.004;

    private final SearchShelf live;
    private final SearchShelf archived;

    private SummarizedShelf(SearchShelf live, SearchShelf archived) {
        this.live = live;
        this.archived = archived;
    }

    /** Records, of whose submissions some are archived. */
    public static SummarizedShelf of(Path directory, String records, Predicate<SubmissionKey> which, String... keep)
            throws IOException {
        return of(directory, List.of(records), which, HandmadeSummaries.settings(keep));
    }

    /** The same with records that are indexed one part after the other, which makes segments. */
    public static SummarizedShelf of(
            Path directory, List<String> parts, Predicate<SubmissionKey> which, SummarySettings settings)
            throws IOException {
        List<SearchShelf> both = new ArrayList<>();
        for (String name : List.of("live", "archived")) {
            SearchShelf shelf = new SearchShelf(directory.resolve(name));
            for (String part : parts) {
                shelf.append("history", part);
                shelf.index();
            }
            both.add(shelf);
        }
        both.get(1).summarize(settings, which);
        return new SummarizedShelf(both.get(0), both.get(1));
    }

    /** Where all jobs are live. */
    public SearchShelf live() {
        return live;
    }

    /** Where submissions are archived. */
    public SearchShelf archived() {
        return archived;
    }

    /** A question. */
    @FunctionalInterface
    public interface Question {
        /** Asks it. */
        Object ask(JobSearch search) throws IOException;
    }

    /** The answer where all jobs are live, without what differs from run to run. */
    public JsonNode liveAnswer(Question question) throws IOException {
        return answer(question, live);
    }

    /** The answer where submissions are archived. */
    public JsonNode archivedAnswer(Question question) throws IOException {
        return answer(question, archived);
    }

    private static JsonNode answer(Question question, SearchShelf shelf) throws IOException {
        try {
            String json = SearchJson.write(question.ask(shelf.search()));
            ObjectNode answer =
                    (ObjectNode) JSON.readTree(json.replace(shelf.spool().toString(), "spool"));
            answer.remove(List.of("took_ms", "indexed_through"));
            return answer;
        } catch (SearchException refused) {
            return TextNode.valueOf(String.valueOf(refused.getMessage()));
        }
    }

    /** Fails unless the answers are the same, percentiles as good as the same. */
    public void assertSame(String what, Question question) throws IOException {
        List<String> differences = differences(liveAnswer(question), archivedAnswer(question));
        if (!differences.isEmpty()) {
            throw new AssertionError(what + ": " + String.join("\n", differences));
        }
    }

    /** Where answers differ. */
    public static List<String> differences(JsonNode expected, JsonNode actual) {
        List<String> differences = new ArrayList<>();
        compare("", expected, actual, differences);
        return differences;
    }

    private static void compare(String where, JsonNode expected, JsonNode actual, List<String> differences) {
        if (expected instanceof ObjectNode left && actual instanceof ObjectNode right) {
            left.properties().forEach(property -> {
                String at = where + "/" + property.getKey();
                JsonNode other = right.get(property.getKey());
                if (!property.getKey().equals("percentile_error")
                        && !property.getKey().equals("archived")) {
                    compare(at, property.getValue(), other, differences);
                }
            });
            right.properties().forEach(property -> {
                if (!left.has(property.getKey()) && !property.getKey().equals("archived")) {
                    differences.add(where + "/" + property.getKey() + ": " + property.getValue() + " is too much");
                }
            });
        } else if (expected instanceof ArrayNode left
                && actual instanceof ArrayNode right
                && left.size() == right.size()) {
            for (int i = 0; i < left.size(); i++) {
                compare(where + "/" + i, left.get(i), right.get(i), differences);
            }
        } else if (!isSame(where, expected, actual)) {
            differences.add(where + ": " + actual + " instead of " + expected);
        }
    }

    private static boolean isSame(String where, JsonNode expected, JsonNode actual) {
        if (where.contains("/percentiles/") && expected.isNumber() && actual != null && actual.isNumber()) {
            double wanted = expected.doubleValue();
            // of integers the whole part is given
            return Math.abs(actual.doubleValue() - wanted) <= Math.max(1, Math.abs(wanted) * ERROR);
        }
        return expected.equals(actual);
    }

    @Override
    public void close() throws IOException {
        live.close();
        archived.close();
    }
}
