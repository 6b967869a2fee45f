package org.shelfmark.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.shelfmark.cluster.ClusterSettings;
import org.shelfmark.search.SearchException;

/**
 * What options and environment say about a cluster, checked.
 *
 * @param environment the environment variables, where an option is not given
 */
record ClusterAccess(Map<String, String> environment) {
    static final String URL_VARIABLE = "SHELFMARK_OPENSEARCH_URL";

    private static final String USER_VARIABLE = "SHELFMARK_OPENSEARCH_USER";
    private static final String PASSWORD_VARIABLE = "SHELFMARK_OPENSEARCH_PASSWORD";

    /** What OpenSearch takes as the beginning of a name, short enough for what follows it. */
    private static final Pattern PREFIX = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,99}");

    /** Names that begin with "x-jobs-" are those of jobs for whoever has the prefix "x". */
    private static final String NAME_OF_JOBS = "-jobs";

    /** The addresses of the nodes. */
    List<URI> urls(List<String> given) {
        String option = given.isEmpty() ? "$" + URL_VARIABLE : "--opensearch-url";
        List<String> texts = given.isEmpty() ? List.of(variable(URL_VARIABLE).split(",", -1)) : given;
        if (texts.stream().allMatch(String::isBlank)) {
            throw refused(
                    "--backend opensearch needs the address of a cluster: --opensearch-url URL, or $" + URL_VARIABLE);
        }
        List<URI> urls = new ArrayList<>();
        for (String text : texts) {
            urls.add(url(option, text.strip()));
        }
        return urls;
    }

    private static URI url(String option, String text) {
        URI url;
        try {
            url = new URI(text.contains("://") ? text : "http://" + text);
        } catch (URISyntaxException e) {
            throw noUrl(option, text);
        }
        if (url.getRawUserInfo() != null || text.contains("@")) {
            // not shown: it may hold a password
            throw refused(option + " holds a name or a password, which others can see; accepted: --opensearch-user NAME"
                    + " with --opensearch-password-file FILE");
        }
        boolean known = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!known || url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw noUrl(option, text);
        }
        return url;
    }

    private static SearchException noUrl(String option, String text) {
        return refused(option + " '" + text + "'; accepted: https://search1:9200, several with commas between them");
    }

    /** Name and password; empty where neither is given. */
    Optional<ClusterSettings.Credentials> credentials(@Nullable String user, @Nullable Path passwordFile) {
        String name = user != null ? user : variable(USER_VARIABLE);
        String password = passwordFile != null ? password(passwordFile) : variable(PASSWORD_VARIABLE);
        if (name.isEmpty() && password.isEmpty()) {
            return Optional.empty();
        }
        if (name.isEmpty()) {
            throw refused("there is a password for the cluster, but no name; add --opensearch-user NAME or $"
                    + USER_VARIABLE);
        }
        if (password.isEmpty()) {
            throw refused("there is no password for '" + name
                    + "' at the cluster; add --opensearch-password-file FILE or $" + PASSWORD_VARIABLE);
        }
        if (name.indexOf(':') >= 0) {
            throw refused("--opensearch-user '" + name + "'; accepted: a name without a colon");
        }
        return Optional.of(new ClusterSettings.Credentials(name, password));
    }

    private static String password(Path file) {
        String option = "--opensearch-password-file '" + file + "' ";
        try {
            String password = Files.readString(file).lines().findFirst().orElse("");
            if (password.isEmpty()) {
                throw refused(option + "has an empty first line; accepted: a file whose first line is the password");
            }
            return password;
        } catch (CharacterCodingException e) {
            throw refused(option + "is no text in UTF-8");
        } catch (IOException e) {
            throw refused(option + "cannot be read: " + reason(e));
        }
    }

    /** The file of the certificates that sign those of the nodes. */
    Optional<Path> authorities(@Nullable Path file, List<String> given) {
        if (file == null) {
            return Optional.empty();
        }
        if (urls(given).stream().noneMatch(url -> "https".equals(url.getScheme()))) {
            throw refused("--opensearch-ca is for nodes at https:// addresses; there is none");
        }
        if (!Files.isReadable(file)) {
            throw refused("--opensearch-ca '" + file + "' cannot be read: "
                    + (Files.exists(file) ? "permission denied" : "no such file"));
        }
        return Optional.of(file);
    }

    /** What the names of the indices begin with. */
    String prefix(@Nullable String given) {
        String prefix = given == null ? ClusterSettings.DEFAULT_PREFIX : given;
        if (!PREFIX.matcher(prefix).matches() || prefix.contains(NAME_OF_JOBS)) {
            throw refused(
                    "--opensearch-prefix '" + prefix + "'; accepted: up to 100 lower-case letters, digits, '-', '_'"
                            + " and '.', beginning with a letter or digit, without '" + NAME_OF_JOBS + "'");
        }
        return prefix;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException gone -> "no such file";
            case AccessDeniedException denied -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    private String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    private static SearchException refused(String message) {
        return new SearchException(SearchException.Kind.BAD_REQUEST, message);
    }
}
