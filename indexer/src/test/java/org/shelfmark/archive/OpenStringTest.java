package org.shelfmark.archive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenStringTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        A = 1                          | false
        A = "closed"                   | false
        A = "open                      | true
        A = "a \\" quote"              | false
        A = "a \\" quote, open         | true
        A = "C:\\temp\\"               | false
        A = "one" + "two               | true
        A = strcat("one","two")        | false
        no equals sign, "but a quote   | false
        A = ""                         | false
        A = "                          | true
        """)
    void afterOneLine_openUnlessTheQuoteIsClosed(String line, boolean open) {
        byte[] bytes = SmallRecords.bytes(line + "\n");
        assertThat(OpenString.atEnd(bytes, 0, bytes.length)).isEqualTo(open);
        byte[] windows = SmallRecords.bytes(line + "\r\n");
        assertThat(OpenString.atEnd(windows, 0, windows.length)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        A = "one;two"                  | false
        A = "one;two                   | true
        A = "one;two";B = 1            | false
        A = "one;B = 2;two";C = "open  | true
        A = "one;";B = 1               | false
        A = "one;;;                    | true
        """)
    void afterSeveralLines_goesOnWhereTheLineBeforeEnded(String lines, boolean open) {
        byte[] bytes = SmallRecords.bytes(lines.replace(';', '\n') + "\n");
        assertThat(OpenString.atEnd(bytes, 0, bytes.length)).isEqualTo(open);
    }
}
