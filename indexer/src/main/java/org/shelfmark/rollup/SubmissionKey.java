package org.shelfmark.rollup;

import java.util.Optional;
import org.apache.lucene.index.Term;
import org.shelfmark.document.CaseFolding;

/**
 * Names a submission: jobs of one cluster and owner at one access point. Names that differ in case alone are one, as they
 * are to a query.
 *
 * @param source folded name of the access point
 * @param cluster ClusterId
 * @param owner folded Owner; empty where the jobs name none
 */
public record SubmissionKey(String source, long cluster, Optional<String> owner) {
    /** The inverted field by which the summary of a submission is found. */
    static final String FIELD = "@submission";

    /** The key of names as they are spelled. */
    public static SubmissionKey of(String source, long cluster, Optional<String> owner) {
        return new SubmissionKey(CaseFolding.fold(source), cluster, owner.map(CaseFolding::fold));
    }

    /** The term that the summary of the submission has; no other submission has it. */
    public Term term() {
        return new Term(
                FIELD, source + "\0" + cluster + owner.map(name -> "\0" + name).orElse(""));
    }

    /** The key of a term. */
    public static SubmissionKey ofTerm(String text) {
        String[] parts = text.split("\0", -1);
        return new SubmissionKey(
                parts[0], Long.parseLong(parts[1]), parts.length > 2 ? Optional.of(parts[2]) : Optional.empty());
    }

    /** As people name it: {@code source#1234}. */
    public String name() {
        return source + "#" + cluster;
    }
}
