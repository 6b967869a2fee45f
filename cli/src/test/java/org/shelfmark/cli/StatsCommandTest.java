package org.shelfmark.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.shelfmark.cli.InventedAnswers.named;
import static org.shelfmark.cli.InventedAnswers.statistics;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.shelfmark.search.Figures;

final class StatsCommandTest {
    private static Map<String, Figures.Statistics> runtime(double error) {
        return named("runtime", statistics(5, 0, 1, 9, 25, 5.0, 2.5, error, "50", 5));
    }

    private static CommandRun run(String words, double errorOfAll, double errorOfGroup) throws IOException {
        Map<String, @Nullable Object> key = new LinkedHashMap<>();
        key.put("p50", "a");
        key.put("p25", "b");
        Figures.Stats answer = InventedAnswers.stats(
                5, runtime(errorOfAll), List.of(new Figures.Group(key, 5, runtime(errorOfGroup))), 1, 0);
        return ScreenRun.of(InventedAnswers.answering("stats", answer), Map.of(), List.of(words.split(" ")));
    }

    @Test
    void approximatePercentiles_areSaidOfWhatIsPrinted() throws IOException {
        String grouped = "stats --of runtime --by p50,p25 --percentiles 50";
        assertThat(run(grouped, 0.004, 0).err()).isEmpty();
        assertThat(run(grouped, 0, 0.004).err())
                .isEqualTo("shelfmark: percentiles are approximate, by 0.4 % at the most\n");
    }

    @Test
    void attributeNamedLikeAPercentile_hasAColumnOfItsOwn() throws IOException {
        assertThat(run("stats --of runtime --by p50,p25 --percentiles 50 --format csv", 0, 0)
                        .out())
                .startsWith("by.p50,p25,jobs,field,count,missing,min,p50,max,");
    }
}
