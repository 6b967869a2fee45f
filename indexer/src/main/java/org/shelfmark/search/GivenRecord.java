package org.shelfmark.search;

import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.document.RecordProblem;
import org.shelfmark.document.RecordView;
import org.shelfmark.mapping.Mapping;

/**
 * Records that another Shelfmark has given out. They are believed only when the job asked for stands there, and secrets are
 * left out here whatever they were there. Safe for many threads.
 */
public final class GivenRecord {
    private static final byte[] BANNER = {'*', '*', '*'};

    private final Mapping mapping;
    private final Evaluator evaluator;
    private final boolean withSecrets;

    /** Checks records with the settings of a search. */
    public GivenRecord(Mapping mapping, SearchSettings settings) {
        this.mapping = mapping;
        this.evaluator = new Evaluator(settings.clock(), settings.zone(), EvaluationLimits.DEFAULT);
        this.withSecrets = settings.withSecrets();
    }

    /**
     * A job whose record is wanted.
     *
     * @param source its access point
     * @param id {@code source#cluster.proc}
     * @param globalJobId its GlobalJobId; its id where it has none
     */
    public record Wanted(String source, String id, String globalJobId) {
        /** A job as it was answered. */
        public static Wanted of(Responses.Job job) {
            String id = String.valueOf(job.job().get("id"));
            Object global = job.job().get("GlobalJobId");
            return new Wanted(
                    JobId.parse(id).source().orElse(""),
                    id,
                    global instanceof String text && !text.isEmpty() ? text : id);
        }
    }

    /**
     * The record, checked.
     *
     * @param where begins the message of a refusal
     * @throws SearchException when it is another job's, or none
     */
    public FetchedRecord checked(FetchedRecord given, Wanted wanted, String where) {
        RecordView view;
        try {
            view = new RecordView(mapping, evaluator, given.bytes(), bannerStart(given.bytes()));
        } catch (RecordProblem e) {
            throw changed(where + "a damaged record was given out: " + e.getMessage());
        }
        JobId id = JobId.parse(wanted.id());
        boolean sameGlobal = wanted.globalJobId().equals(wanted.id())
                || (view.value("globaljobid") instanceof StringValue global
                        && global.value().equals(wanted.globalJobId()));
        if (view.clusterId().orElse(-1) != id.cluster() || view.procId().orElse(-1) != id.proc() || !sameGlobal) {
            throw changed(where + "the record of another job was given out, " + given.id());
        }
        return new FetchedRecord(
                wanted.id(),
                given.file(),
                given.offset(),
                withSecrets ? view.bytes() : view.withoutSecrets(),
                JsonValues.record(view.attributes(withSecrets)).toString(),
                withSecrets ? given.leftOutBytes() : 0);
    }

    private static SearchException changed(String message) {
        return new SearchException(SearchException.Kind.RECORD_CHANGED, message);
    }

    /** Where the last line begins that looks like a banner; the end where none does. */
    private static int bannerStart(byte[] bytes) {
        for (int at = bytes.length - BANNER.length; at >= 0; at--) {
            boolean begins = at == 0 || bytes[at - 1] == '\n';
            if (begins && bytes[at] == BANNER[0] && bytes[at + 1] == BANNER[1] && bytes[at + 2] == BANNER[2]) {
                return at;
            }
        }
        return bytes.length;
    }
}
