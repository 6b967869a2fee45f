package org.shelfmark.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question, asked as a command and as a request, and its one answer; read from a file:
 *
 * <pre>
 * # a remark
 * command: count owner:alice '-exit:0'
 * http: /api/v1/count?q=owner:alice%20-exit:0
 * exit: 0
 * status: 200
 * server: with-secrets
 * index: archived
 * === json
 * {"count": 12}
 * === stderr
 * shelfmark: what the command says
 * </pre>
 *
 * <p>Without {@code command} only HTTP can ask so. {@code exit}, {@code status}, {@code server}, {@code index} and
 * {@code stderr} may be left out (0, 200, without secrets, with no job archived, nothing said). The answer is {@code json}, the {@code shape} of a JSON answer
 * (types for values, the first element for a list), or {@code text}.
 *
 * @param name of the file
 * @param command the words of the command line
 * @param http path and query of the request
 * @param exit exit code of the command
 * @param status status of the response
 * @param withSecrets whether the server asked is one that gives out secrets
 * @param archived whether the index asked is one in which the submissions of one owner are archived
 * @param form json, shape or text
 * @param expected the answer
 * @param stderr what the command says
 */
record Scenario(
        String name,
        List<String> command,
        String http,
        int exit,
        int status,
        boolean withSecrets,
        boolean archived,
        String form,
        String expected,
        String stderr) {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern SECTION = Pattern.compile("(?m)^=== (json|shape|text|stderr)\n");

    /** Copies the words. */
    Scenario {
        command = List.copyOf(command);
    }

    /** Reads a file. */
    static Scenario read(Path file) {
        String text;
        try {
            text = Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read '" + file + "'", e);
        }
        Map<String, String> sections = sections(text);
        Map<String, String> head = head(sections.getOrDefault("head", ""), file);
        String form = sections.keySet().stream()
                .filter(name -> name.matches("json|shape|text"))
                .findFirst()
                .orElse("json");
        return new Scenario(
                String.valueOf(file.getFileName()),
                words(head.getOrDefault("command", "")),
                head.getOrDefault("http", ""),
                Integer.parseInt(head.getOrDefault("exit", "0")),
                Integer.parseInt(head.getOrDefault("status", "200")),
                head.getOrDefault("server", "").equals("with-secrets"),
                head.getOrDefault("index", "").equals("archived"),
                form,
                sections.getOrDefault(form, ""),
                sections.getOrDefault("stderr", ""));
    }

    private static Map<String, String> sections(String text) {
        Map<String, String> sections = new LinkedHashMap<>();
        Matcher heading = SECTION.matcher(text);
        String name = "head";
        int from = 0;
        while (heading.find()) {
            sections.put(name, text.substring(from, heading.start()));
            name = heading.group(1);
            from = heading.end();
        }
        sections.put(name, text.substring(from));
        return sections;
    }

    private static Map<String, String> head(String text, Path file) {
        Map<String, String> head = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int colon = line.indexOf(": ");
            String key = colon < 0 ? line : line.substring(0, colon);
            if (!key.matches("command|http|exit|status|server|index")) {
                throw new IllegalArgumentException("'" + file + "': '" + line + "' is no line of a scenario");
            }
            head.put(key, line.substring(colon + 2));
        }
        return head;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(line);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    @Override
    public String toString() {
        return name;
    }
}
