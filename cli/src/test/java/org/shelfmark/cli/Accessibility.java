package org.shelfmark.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What axe-core finds wrong with a page for those who cannot see it well, or use no mouse. */
final class Accessibility {
    private static final List<String> SERIOUS = List.of("serious", "critical");
    private static final String RUN = """
            const done = arguments[0];
            axe.run(document, {resultTypes: ['violations']}).then(
                result => done(result.violations.map(found => ({
                    impact: String(found.impact),
                    text: found.id + ' (' + found.impact + '): ' + found.help + '\\n' + found.nodes.slice(0, 5).map(
                        node => '  ' + node.target.join(' ') + '\\n    '
                            + String(node.failureSummary).replaceAll('\\n', '\\n    ')).join('\\n')}))),
                failure => done([{impact: 'critical', text: 'axe failed: ' + failure}]));
            """;

    private Accessibility() {}

    /** The serious and critical findings, one text each. */
    static List<String> findings(Browser browser) throws IOException {
        // scripts of the driver are not bound by the policy of the page
        if (!Boolean.TRUE.equals(browser.script("return typeof axe === 'object'"))) {
            browser.script(axe());
        }
        if (browser.asynchronousScript(RUN) instanceof List<?> found) {
            return found.stream()
                    .filter(finding -> finding instanceof Map<?, ?> map && SERIOUS.contains(map.get("impact")))
                    .map(finding -> finding instanceof Map<?, ?> map ? String.valueOf(map.get("text")) : "")
                    .toList();
        }
        throw new IllegalStateException("axe says nothing");
    }

    private static String axe() throws IOException {
        try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe-core is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
