package org.shelfmark.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;

/**
 * A route, declared once: what answers it, what checks its parameters and what describes it comes from here.
 *
 * @param path with <code>{name}</code> for a parameter
 * @param summary what it answers, as the beginning of a sentence
 * @param parameters all that it knows
 */
record Route(String path, String summary, List<Parameter<?>> parameters, Answer answer, Handling handling) {
    /** What answers questions about jobs stands under it. */
    static final String API = "/api/v1/";

    /** Answers a request. */
    interface Handling {
        void handle(Arguments given, Context context) throws IOException;
    }

    /** Finds the answer to a request. */
    interface Answering<T> {
        T answer(Arguments given) throws IOException;
    }

    Route {
        parameters = List.copyOf(parameters);
    }

    /** One that answers with JSON. */
    static <T extends Record> Route json(
            String path, String summary, Class<T> type, List<Parameter<?>> parameters, Answering<T> answering) {
        return new Route(
                path,
                summary,
                parameters,
                new Answer.Json(type),
                (given, context) -> Bodies.json(context, answering.answer(given)));
    }

    /** Whether it is a question about jobs: such are checked for parameters they do not know, and are bounded in number. */
    boolean isInApi() {
        return path.startsWith(API);
    }

    void answer(Context context) throws IOException {
        handling.handle(new Arguments(context, parameters, isInApi()), context);
    }
}
