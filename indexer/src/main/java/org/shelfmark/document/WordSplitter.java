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
    private final TermList scratch = new TermList();

    /** The words of a text in order, as terms. */
    public List<BytesRef> words(String text) {
        TermList found = split(text);
        List<BytesRef> words = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            BytesRef word = new BytesRef();
            found.get(i, word);
            words.add(word);
        }
        return words;
    }

    /** The words of a text in a list of their own. */
    TermList split(String text) {
        scratch.clear();
        split(text, scratch);
        return scratch.copy();
    }

    /** Adds the words of a text to a list. */
    void split(String text, TermList to) {
        try {
            tokenizer.setReader(new StringReader(text));
            tokenizer.reset();
            while (tokenizer.incrementToken()) {
                if (!to.addFolded(term.buffer(), term.length())) {
                    to.add(new BytesRef(CaseFolding.fold(term.toString())));
                }
            }
            tokenizer.end();
            tokenizer.close();
        } catch (IOException e) {
            throw new UncheckedIOException("reading a string cannot fail", e);
        }
    }
}
