package org.shelfmark.server;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.shelfmark.search.HistoryListener;
import org.shelfmark.search.JobSearch;
import org.shelfmark.search.Responses;

/** Searches that answer as a test wants, whatever else can be asked of a search. */
final class SearchDouble {
    /** Answers a method by its name. */
    interface Answering {
        @Nullable
        Object answer(String method, Object... arguments) throws Throwable;
    }

    /** Writes a history. */
    interface Writing {
        void write(HistoryListener listener) throws Throwable;
    }

    private SearchDouble() {}

    static JobSearch of(Answering answering) {
        return keeping(answering, answering);
    }

    /** One that answers otherwise where it may give an answer again. */
    static JobSearch keeping(Answering answering, Answering again) {
        return (JobSearch) Proxy.newProxyInstance(
                JobSearch.class.getClassLoader(), new Class<?>[] {JobSearch.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    if (method.getName().equals("keepingAnswers")) {
                        return again.equals(answering) ? proxy : of(again);
                    }
                    return answering.answer(
                            method.getName(), Optional.ofNullable(arguments).orElse(new Object[0]));
                });
    }

    /** Only for histories. */
    static JobSearch history(Writing writing) {
        return of((method, arguments) -> {
            if (!method.equals("read")) {
                throw new UnsupportedOperationException(method);
            }
            writing.write((HistoryListener) arguments[1]);
            return null;
        });
    }

    static Responses.Count count(long jobs, long tookMillis) {
        return new Responses.Count(jobs, tookMillis, false, List.of(), jobs, null);
    }
}
