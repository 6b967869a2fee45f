package org.shelfmark.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** All routes of a server, in the order in which they are described. */
record RouteTable(List<Route> routes) {
    RouteTable {
        routes = List.copyOf(routes);
    }

    /** Routes, and those that describe them and themselves. */
    static RouteTable withDescriptions(List<Route> routes) {
        List<Route> all = new ArrayList<>(routes);
        all.addAll(DescribingRoutes.of(() -> new RouteTable(all)));
        return new RouteTable(all);
    }

    void addTo(RoutesConfig config, RequestLimit limit) {
        for (Route route : routes) {
            Handler handler = route.isInApi() ? limit.around(route::answer) : route::answer;
            switch (route.method()) {
                case Route.Method.Get get -> config.get(route.path(), handler);
                case Route.Method.Post post -> config.post(route.path(), handler);
            }
        }
    }

    /** The paths, for the message about an unknown one. */
    String listed() {
        String inApi = routes.stream()
                .filter(Route::isInApi)
                .map(route -> route.path().substring(Route.API.length()))
                .collect(Collectors.joining(", "));
        String others = routes.stream()
                .filter(route -> !route.isInApi())
                .map(Route::path)
                .collect(Collectors.joining(", "));
        return Route.API + " " + inApi + "; " + others;
    }
}
