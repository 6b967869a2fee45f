package org.shelfmark.rollup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.shelfmark.aggregate.MatchingJobs;
import org.shelfmark.classad.AttributeValue.IntegerValue;
import org.shelfmark.classad.AttributeValue.StringValue;
import org.shelfmark.classad.AttributeValue.Undefined;
import org.shelfmark.classad.ClassAdParser;
import org.shelfmark.classad.EvaluationLimits;
import org.shelfmark.classad.Evaluator;
import org.shelfmark.classad.Expression;
import org.shelfmark.document.AttributeTerms;
import org.shelfmark.document.Columns;
import org.shelfmark.document.JobReader;
import org.shelfmark.index.JobIndexWriter;
import org.shelfmark.mapping.Mapping;
import org.shelfmark.query.QueryParser;
import org.shelfmark.query.SnapshotAttributes;

/** Puts summaries in the place of jobs, without any of the care that archiving takes. */
public final class HandmadeSummaries {
    private final Mapping mapping;
    private final JobIndexWriter writer;
    private final SummarySettings settings;
    private final Map<SubmissionKey, SummaryBuilder> builders = new LinkedHashMap<>();

    private HandmadeSummaries(Mapping mapping, JobIndexWriter writer, SummarySettings settings) {
        this.mapping = mapping;
        this.writer = writer;
        this.settings = settings;
    }

    /** Settings as they are by default, with more attributes kept. */
    public static SummarySettings settings(String... keep) {
        return new SummarySettings(
                1,
                List.of(keep),
                expression(SummarySettings.LOCATED),
                expression(SummarySettings.OUTPUT_FILES),
                expression(SummarySettings.OUTPUT_BYTES));
    }

    private static Expression expression(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            return ClassAdParser.parse(bytes, 0, bytes.length);
        } catch (org.shelfmark.classad.ClassAdSyntaxException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /**
     * Replaces all jobs of some submissions, and commits.
     *
     * @param writer opened for repair
     */
    public static void make(
            Mapping mapping, JobIndexWriter writer, SummarySettings settings, Predicate<SubmissionKey> which)
            throws IOException {
        new HandmadeSummaries(mapping, writer, settings).make(which);
    }

    private void make(Predicate<SubmissionKey> which) throws IOException {
        try (DirectoryReader reader = writer.staged()) {
            List<String> names = new SnapshotAttributes(reader).names();
            IndexSearcher searcher = new IndexSearcher(reader);
            KeptColumns kept = KeptColumns.of(mapping, settings.keep());
            DeliveryExpressions deliveries = new DeliveryExpressions(
                    settings,
                    new Evaluator(
                            InstantSource.fixed(java.time.Instant.EPOCH), ZoneOffset.UTC, EvaluationLimits.DEFAULT));
            for (MatchingJobs.Segment segment :
                    MatchingJobs.of(searcher, QueryParser.everything()).segments()) {
                LeafReaderContext leaf = segment.context();
                JobOfSegment job = new JobOfSegment(mapping, leaf, deliveries);
                JobReader columns = new JobReader(mapping, leaf.reader());
                segment.forEach(document -> {
                    String source = columns.address(document).source();
                    Optional<SubmissionKey> key = key(columns, document, source);
                    if (key.isPresent() && which.test(key.get())) {
                        SummaryBuilder builder = builder(key.get(), source, kept, reader);
                        job.moveTo(document);
                        builder.add(job);
                        writer.remove(reader, leaf.docBase + document);
                    }
                });
            }
            for (SummaryBuilder builder : builders.values()) {
                writer.add(builder.build());
            }
            Document archivedNames = new Document();
            archivedNames.add(new StringField(Columns.KIND, Columns.NO_JOB, Field.Store.NO));
            archivedNames.add(new StringField(Columns.KIND, Columns.ARCHIVED_NAMES, Field.Store.NO));
            for (String name : names) {
                archivedNames.add(new StringField(
                        AttributeTerms.FIELD,
                        AttributeTerms.prefix(name, AttributeTerms.Kind.PRESENT),
                        Field.Store.NO));
            }
            writer.add(archivedNames);
        }
        writer.commit(writer.registry(), writer.positions());
    }

    private Optional<SubmissionKey> key(JobReader reader, int document, String source) throws IOException {
        boolean isNumbered = reader.key(document).cluster() instanceof IntegerValue;
        var owner = reader.value(mapping.named("owner").orElseThrow(), document);
        if (!isNumbered || !(owner instanceof StringValue || owner instanceof Undefined)) {
            return Optional.empty();
        }
        long cluster = ((IntegerValue) reader.key(document).cluster()).value();
        return Optional.of(SubmissionKey.of(
                source, cluster, owner instanceof StringValue text ? Optional.of(text.value()) : Optional.empty()));
    }

    private SummaryBuilder builder(SubmissionKey key, String source, KeptColumns kept, DirectoryReader reader)
            throws IOException {
        SummaryBuilder known = builders.get(key);
        if (known != null) {
            return known;
        }
        SummaryBuilder made = new SummaryBuilder(key, source, kept);
        Summaries.visit(reader, key, submission -> {
            made.add(submission);
            writer.remove(reader, submission.document());
        });
        builders.put(key, made);
        return made;
    }
}
