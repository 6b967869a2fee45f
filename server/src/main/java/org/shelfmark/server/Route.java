package org.shelfmark.server;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * A route, declared once: what answers it, what checks its parameters and what describes it comes from here.
 *
 * @param method how it is asked for
 * @param path with <code>{name}</code> for a parameter
 * @param summary what it answers, as the beginning of a sentence
 * @param parameters all that it knows
 */
record Route(
        Method method, String path, String summary, List<Parameter<?>> parameters, Answer answer, Handling handling) {
    /** What answers questions about jobs stands under it. */
    static final String API = "/api/v1/";

    /** How a route is asked for. */
    sealed interface Method {
        /** What only reads. */
        enum Get implements Method {
            INSTANCE
        }

        /**
         * What changes something.
         *
         * @param gate looks at a request before anything else does, and throws where it must not be served
         * @param refused parameters that are not accepted, with what is said of them
         */
        record Post(Gate gate, Map<String, String> refused) implements Method {
            /** Copies the names. */
            public Post {
                refused = Map.copyOf(refused);
            }
        }

        /** As HTTP calls it. */
        default String word() {
            return switch (this) {
                case Get get -> "GET";
                case Post post -> "POST";
            };
        }
    }

    /** Lets requests pass. */
    interface Gate {
        void check(Context context);
    }

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

    /** One that only reads. */
    Route(String path, String summary, List<Parameter<?>> parameters, Answer answer, Handling handling) {
        this(Method.Get.INSTANCE, path, summary, parameters, answer, handling);
    }

    /** One that changes something and answers with JSON. */
    static <T extends Record> Route change(
            String path,
            String summary,
            Class<T> type,
            List<Parameter<?>> parameters,
            Method.Post method,
            Answering<T> answering) {
        return new Route(
                method,
                path,
                summary,
                parameters,
                new Answer.Json(type),
                (given, context) -> Bodies.done(context, answering.answer(given)));
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
        Map<String, String> refused = Map.of();
        if (method instanceof Method.Post post) {
            post.gate().check(context);
            refused = post.refused();
        }
        handling.handle(new Arguments(context, parameters, isInApi(), refused), context);
    }
}
