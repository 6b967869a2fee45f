package org.shelfmark.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.jspecify.annotations.Nullable;
import org.shelfmark.aggregate.NotableJobs;
import org.shelfmark.classad.AttributeValue;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.RealValue;
import org.shelfmark.document.JobReader;
import org.shelfmark.mapping.Mapping;

/** The jobs that a report names. */
final class ReportedJobs {
    private static final List<String> REASONS =
            List.of("exit_reason", "remove_reason", "hold_reason", "last_hold_reason", "vacate_reason");

    private final IndexSearcher searcher;
    private final Mapping mapping;

    ReportedJobs(IndexSearcher searcher, Mapping mapping) {
        this.searcher = searcher;
        this.mapping = mapping;
    }

    /** Some jobs, in their order. */
    List<SubmissionReport.ReportedJob> of(List<NotableJobs.Job> jobs) throws IOException {
        // columns are read forwards
        List<NotableJobs.Job> ascending = new ArrayList<>(jobs);
        ascending.sort(Comparator.comparingInt(NotableJobs.Job::document));
        Map<NotableJobs.Job, SubmissionReport.ReportedJob> printed = new HashMap<>();
        List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
        for (NotableJobs.Job job : ascending) {
            LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(job.document(), leaves));
            printed.put(job, print(new JobReader(mapping, leaf.reader()), job.document() - leaf.docBase));
        }
        List<SubmissionReport.ReportedJob> inOrder = new ArrayList<>();
        for (NotableJobs.Job job : jobs) {
            SubmissionReport.ReportedJob known = printed.get(job);
            if (known != null) {
                inOrder.add(known);
            }
        }
        return inOrder;
    }

    private SubmissionReport.ReportedJob print(JobReader reader, int document) throws IOException {
        String reason = null;
        for (String field : REASONS) {
            reason = reason == null ? text(reader, field, document) : reason;
        }
        return new SubmissionReport.ReportedJob(
                JobId.text(
                        reader.address(document).source(),
                        value(reader, "cluster", document),
                        value(reader, "proc", document)),
                text(reader, "host", document),
                seconds(value(reader, "runtime", document)),
                ended(value(reader, "ended", document)),
                JsonValues.plain(value(reader, "exit", document)),
                JsonValues.plain(value(reader, "signal", document)),
                reason);
    }

    private AttributeValue value(JobReader reader, String field, int document) throws IOException {
        return reader.value(mapping.named(field).orElseThrow(), document);
    }

    private @Nullable String text(JobReader reader, String field, int document) throws IOException {
        Object plain = JsonValues.plain(value(reader, field, document));
        return plain == null ? null : String.valueOf(plain);
    }

    private static @Nullable Double seconds(AttributeValue value) {
        return switch (value) {
            case IntegerValue integer -> (Double) (double) integer.value();
            case RealValue real -> Double.isFinite(real.value()) ? (Double) real.value() : null;
            default -> null;
        };
    }

    private static @Nullable String ended(AttributeValue value) {
        // a moment behind every calendar has no text
        return value instanceof IntegerValue moment && moment.value() > 0 && moment.value() < 1L << 37
                ? TotalsForm.time((double) moment.value())
                : null;
    }
}
