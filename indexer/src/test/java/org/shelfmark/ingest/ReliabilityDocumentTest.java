package org.shelfmark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.shelfmark.sample.SampleArchive;

/** {@code docs/reliability.md} has a row for every test of the scenarios and defects, and names none that there is not. */
class ReliabilityDocumentTest {
    private static final String QUERY_DEFECTS = "org.shelfmark.search.UpstreamQueryDefectsTest";
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([TD]\\d+|after D15) \\|.*`(([td]\\d\\d)[ab]?_\\w+)` \\|$");
    private static final Pattern NAME = Pattern.compile("`([td]\\d\\d[ab]?_\\w+)`");

    private static Set<String> existing() throws ClassNotFoundException {
        Set<String> names = new TreeSet<>();
        for (Class<?> tests :
                Set.of(RotationScenariosTest.class, UpstreamDefectsTest.class, Class.forName(QUERY_DEFECTS))) {
            for (Method method : tests.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Test.class)) {
                    names.add(method.getName());
                }
            }
        }
        return names;
    }

    private static String document() throws IOException {
        return Files.readString(SampleArchive.find().directory().resolveSibling("reliability.md"));
    }

    @Test
    void everyTestHasItsRow_andEveryNameIsATest() throws IOException, ClassNotFoundException {
        Set<String> documented = new TreeSet<>();
        Matcher row = ROW.matcher(document());
        while (row.find()) {
            assertThat(documented.add(row.group(2))).as(row.group(2)).isTrue();
            String number = row.group(3).toUpperCase(Locale.ROOT).replaceFirst("(?<=[TD])0", "");
            assertThat(row.group(1)).isIn(number, "after " + number);
        }

        assertThat(documented).isEqualTo(existing()).hasSize(22 + 17 + 4);
        Matcher name = NAME.matcher(document());
        while (name.find()) {
            assertThat(documented).contains(name.group(1));
        }
    }
}
