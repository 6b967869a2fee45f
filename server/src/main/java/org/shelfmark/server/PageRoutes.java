package org.shelfmark.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The page where people look instead of read. Its addresses all give the same document, which asks the routes under
 * {@code /api/v1} for what its address says; they are no part of the interface for programs, and are not described there.
 */
final class PageRoutes {
    /** Where the document is given out. */
    static final List<String> DOCUMENTS = List.of("/", "/job", "/submissions", "/submission", "/compare", "/health");
    /** What stands before the name of a file. */
    static final String FILES = "/page/";

    private final PageFiles files;

    PageRoutes(PageFiles files) {
        this.files = files;
    }

    void addTo(RoutesConfig config) {
        for (String document : DOCUMENTS) {
            add(config, document, context -> send(context, PageFiles.INDEX));
        }
        add(config, FILES + "<file>", context -> {
            // as it was sent: what is encoded, or goes up and down folders, is not the name of a file
            String path = context.path();
            send(context, path.startsWith(FILES) ? path.substring(FILES.length()) : "");
        });
    }

    private static void add(RoutesConfig config, String path, Handler handler) {
        config.get(path, handler);
        // of its own accord Javalin answers HEAD without the headers of GET
        config.head(path, handler);
    }

    /** The addresses of the document, for the message about an unknown one. */
    static String listed() {
        return String.join(", ", DOCUMENTS);
    }

    private void send(Context context, String name) throws IOException {
        Optional<PageFile> file = files.find(name);
        if (file.isEmpty()) {
            throw new NotFoundResponse();
        }
        PageFile.Form form = file.get()
                .accepted(Optional.ofNullable(context.header("Accept-Encoding")).orElse(""));
        BrowserRules.page(context);
        // it is compressed already, or would not become shorter; the tag is that of these bytes
        context.disableCompression();
        if (!form.equals(file.get().plain())) {
            context.header("Content-Encoding", "gzip");
        }
        Bodies.tagged(context, file.get().mediaType(), form.bytes(), form.tag());
    }
}
