package org.shelfmark.document;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.util.BytesRef;

/**
 * Splits text into the words that bare words search: Unicode word boundaries (UAX #29), case-folded. Documents and
 * queries must use the same one.
 *
 * <p>Belongs to one thread.
 */
public final class WordSplitter {
    private final StandardTokenizer tokenizer = new StandardTokenizer();
    private final CharTermAttribute term = tokenizer.addAttribute(CharTermAttribute.class);

    /** The words of a text in order, as terms. */
    public List<BytesRef> words(String text) {
        List<BytesRef> words = new ArrayList<>();
        try {
            tokenizer.setReader(new StringReader(text));
            tokenizer.reset();
            while (tokenizer.incrementToken()) {
                words.add(new BytesRef(CaseFolding.fold(term.toString())));
            }
            tokenizer.end();
            tokenizer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail", e);
        }
        return words;
    }
}
