package org.shelfmark.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordSplitterTest {
    private final WordSplitter splitter = new WordSplitter();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Job was held: disk full              | job was held disk full
        /home/Dave/run_1/input.dat           | home dave run_1 input.dat
        --seed 910678 --config cfg_2.json    | seed 910678 config cfg_2 json
        Ünïcödé Straße                       | ünïcödé straße
        日本                                  | 日 本
        ''                                   | ''
        """)
    void text_isSplitAtWordBoundariesAndFolded(String text, String words) {
        String joined = String.join(
                " ", splitter.words(text).stream().map(BytesRef::utf8ToString).toList());
        assertThat(joined).isEqualTo(words);
        assertThat(splitter.words(text)).hasSameElementsAs(splitter.words(text));
    }
}
