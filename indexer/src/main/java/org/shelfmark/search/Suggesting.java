package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.search.Query;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.QueryCaret;
import org.shelfmark.query.constraint.JobSets;
import org.shelfmark.search.Suggestions.Suggestion;

/** Finds out how a query may go on at its caret. One request, one thread. */
final class Suggesting {
    private final SearchRun run;
    private final Mapping mapping;
    private final SuggestRequest request;

    Suggesting(SearchRun run, Mapping mapping, SuggestRequest request) {
        this.run = run;
        this.mapping = mapping;
        this.request = request;
    }

    List<Suggestion> suggestions() throws IOException {
        return switch (QueryCaret.find(request.query(), request.caret())) {
            case QueryCaret.Name name ->
                names(name.prefix(), name.from(), name.to(), name.colonFollows() ? "" : ":", true);
            case QueryCaret.Value value ->
                Mapping.fold(value.name()).equals("has")
                        ? names(value.prefix(), value.from(), value.to(), "", false)
                        : values(value);
            case QueryCaret.Elsewhere elsewhere -> List.of();
        };
    }

    private List<Suggestion> names(String prefix, int from, int to, String behind, boolean withConditions) {
        List<Suggestion> suggestions = new ArrayList<>();
        for (SuggestedNames.Known known : SuggestedNames.of(prefix, mapping, run.attributes(), withConditions)) {
            if (suggestions.size() == request.limit()) {
                break;
            }
            suggestions.add(new Suggestion(
                    known.name() + behind,
                    from,
                    to,
                    known.kind(),
                    null,
                    known.description().orElse(null)));
        }
        return suggestions;
    }

    private List<Suggestion> values(QueryCaret.Value value) throws IOException {
        List<Suggestion> suggestions = new ArrayList<>();
        SuggestedValues values = new SuggestedValues(run, mapping, saidSoFar(value.others()));
        for (SuggestedValues.Counted counted : values.of(value.name(), value.prefix(), request.limit())) {
            suggestions.add(new Suggestion(counted.text(), value.from(), value.to(), "value", counted.count(), null));
        }
        return suggestions;
    }

    /** The jobs that the rest of the query means; all of them while that cannot be told. */
    private Query saidSoFar(List<String> others) {
        for (String other : others) {
            Optional<Query> meant = meant(other);
            if (meant.isPresent()) {
                return meant.get();
            }
        }
        return JobSets.ALL;
    }

    private Optional<Query> meant(String query) {
        try {
            return Optional.of(run.query(query));
        } catch (SearchException unfinished) {
            return Optional.empty();
        }
    }
}
